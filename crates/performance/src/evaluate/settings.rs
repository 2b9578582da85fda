use serde::Deserialize;

use super::Grade;

/// `[evaluation]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvaluationSettings {
    /// The least score of 优, in hundredths of a point of 100.
    pub excellent: u32,
    /// The least score of 良.
    pub good: u32,
    /// The least score of 中.
    pub fair: u32,
    /// What the four grades are called, best first.
    pub grade_names: [String; 4],
    /// 分值 of 预算执行率 where no indicator declares it, hundredths of a point.
    pub execution_weight: u32,
    /// Decimals of a score, at most 2; the last one is rounded half up.
    pub places: u32,
    /// The same of 预算执行率.
    pub execution_places: u32,
    /// From more than this per cent of a target on, its being surpassed must be explained; 0 for never.
    pub surpassed: u32,
    /// Per cent of its weight that a target so surpassed loses, for having been set too low.
    pub surpassed_loss: u32,
    /// Per cent of satisfaction that earns all points.
    pub satisfied: u32,
    /// Per cent of satisfaction below which there are none.
    pub dissatisfied: u32,
    /// 档次 of qualitative targets.
    pub tiers: Vec<Tier>,
}

/// A tier (档次) of qualitative targets. From its own bound up to that of the next tier, points rise evenly from its low to
/// its high share of the weight.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Its name: 达成、部分达成…
    pub name: String,
    /// Per cent of fulfilment from which on it holds.
    pub from: u32,
    /// Per cent of the weight at its lower bound.
    pub low: u32,
    /// Per cent of the weight at its upper bound.
    pub high: u32,
}

impl EvaluationSettings {
    /// The grade of a score out of `full` points; none out of nothing.
    #[must_use]
    pub fn grade(&self, score: u32, full: u32) -> Option<Grade> {
        let reaches = |least: u32| u64::from(score) * 10_000 >= u64::from(least) * u64::from(full);
        let grades = [(self.excellent, Grade::Excellent), (self.good, Grade::Good), (self.fair, Grade::Fair)];
        let best = grades.into_iter().find(|&(least, _)| reaches(least));
        (full > 0).then(|| best.map_or(Grade::Poor, |(_, grade)| grade))
    }

    /// What a grade is called.
    #[must_use]
    pub fn name_of(&self, grade: Grade) -> &str {
        &self.grade_names[grade as usize]
    }
}
