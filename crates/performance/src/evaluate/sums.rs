use std::ops::Range;

use juesuan_books::{Dimension, FirstLevel};

use super::{Evaluation, ScoredTarget};

/// Points of a 一级指标.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstSum {
    /// Which one.
    pub level: FirstLevel,
    /// 分值, hundredths of a point.
    pub weight: u32,
    /// 得分, hundredths of a point.
    pub score: u32,
    /// The 二级指标 under it.
    pub parts: Vec<SecondSum>,
}

/// Points of a 二级指标.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondSum {
    /// Which one.
    pub dimension: Dimension,
    /// 分值, hundredths of a point.
    pub weight: u32,
    /// 得分, hundredths of a point.
    pub score: u32,
    /// Its indicators among the lines of the evaluation.
    pub lines: Range<usize>,
}

impl FirstSum {
    /// Whether its only 二级指标 would say the same again, as those of 预算执行率 and 满意度 do. Where several indicators lost
    /// points, their own stand under it.
    #[must_use]
    pub fn has_one_part(&self) -> bool {
        let repeats = matches!(self.level, FirstLevel::Execution | FirstLevel::Satisfaction);
        match self.parts.as_slice() {
            [only] => repeats && (only.lines.len() == 1 || only.score == only.weight),
            _ => false,
        }
    }
}

impl Evaluation {
    /// The sums by 一级 and 二级指标, in the order of the official forms.
    #[must_use]
    pub fn sums(&self) -> Vec<FirstSum> {
        let mut sums: Vec<FirstSum> = Vec::new();
        let mut from = 0;
        for lines in self.lines.chunk_by(|one, other| one.dimension == other.dimension) {
            let add = |of: fn(&ScoredTarget) -> u32| sum(lines.iter().map(of));
            let (weight, score) = (add(|line| line.weight), add(|line| line.score));
            let (dimension, level) = (lines[0].dimension, lines[0].dimension.first_level());
            if sums.last().is_none_or(|sum| sum.level != level) {
                sums.push(FirstSum { level, weight: 0, score: 0, parts: Vec::new() });
            }
            if let Some(sum) = sums.last_mut() {
                sum.weight = sum.weight.saturating_add(weight);
                sum.score = sum.score.saturating_add(score);
                sum.parts.push(SecondSum { dimension, weight, score, lines: from..from + lines.len() });
            }
            from += lines.len();
        }
        sums
    }
}

/// Points together; absurd ones stay at the largest number there is.
pub(super) fn sum(points: impl Iterator<Item = u32>) -> u32 {
    points.fold(0, u32::saturating_add)
}
