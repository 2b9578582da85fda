use juesuan_books::FirstLevel;
use serde::Deserialize;

use super::Sheet;
use crate::Plan;

/// How 100 points are given to the first levels (分值方案), in points.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// What it is called.
    pub name: String,
    /// Where it comes from.
    pub basis: String,
    /// Whether it is for 整体支出.
    pub whole: bool,
    /// Whether it is for projects.
    pub project: bool,
    /// 预算执行率
    pub execution: u32,
    /// 成本指标; nothing where cost is a part of output.
    pub cost: u32,
    /// 产出指标
    pub output: u32,
    /// 效益指标
    pub benefit: u32,
    /// 满意度指标
    pub satisfaction: u32,
}

/// The points of a first level, in hundredths: how many there are, and how many a scheme gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelPoints {
    /// 一级指标
    pub level: FirstLevel,
    /// What the indicators have.
    pub has: u32,
    /// What the scheme gives.
    pub due: u32,
}

/// Points (hundredths) by which those of a level may miss a scheme because they were rounded.
const ROUNDING: u32 = 20;

impl Scheme {
    /// Whether it is meant for such a sheet.
    #[must_use]
    pub const fn is_for(&self, sheet: &Sheet) -> bool {
        if sheet.is_whole() { self.whole } else { self.project }
    }

    /// What it gives to a first level, in hundredths of a point.
    #[must_use]
    pub const fn points(&self, level: FirstLevel) -> u32 {
        let points = match level {
            FirstLevel::Execution => self.execution,
            FirstLevel::Cost => self.cost,
            FirstLevel::Output => self.output,
            FirstLevel::Benefit => self.benefit,
            FirstLevel::Satisfaction => self.satisfaction,
        };
        points.saturating_mul(100)
    }

    /// The levels of a sheet whose points differ from the scheme. A sheet without an execution rate may leave out its
    /// points.
    #[must_use]
    pub fn differences(&self, plan: &Plan, sheet: &Sheet) -> Vec<LevelPoints> {
        let has = |level| sheet.points(plan, level);
        let level_points = |level| {
            let folded = if level == FirstLevel::Output && self.cost == 0 { has(FirstLevel::Cost) } else { 0 };
            LevelPoints { level, has: has(level).saturating_add(folded), due: self.points(level) }
        };
        let counts = |level: &FirstLevel| match level {
            FirstLevel::Execution => has(*level) > 0,
            FirstLevel::Cost => self.cost > 0,
            _ => true,
        };
        let levels = FirstLevel::ALL.into_iter().filter(counts).map(level_points);
        levels.filter(|points| points.has.abs_diff(points.due) > ROUNDING).collect()
    }
}

/// The scheme that a sheet most likely means: the one from which its points differ least; of equals the first.
#[must_use]
pub fn nearest<'s>(schemes: &'s [Scheme], plan: &Plan, sheet: &Sheet) -> Option<(&'s Scheme, Vec<LevelPoints>)> {
    let measured = schemes.iter().filter(|scheme| scheme.is_for(sheet)).map(|scheme| {
        let differences = scheme.differences(plan, sheet);
        let distance: u64 = differences.iter().map(|points| u64::from(points.has.abs_diff(points.due))).sum();
        (distance, scheme, differences)
    });
    measured.min_by_key(|(distance, ..)| *distance).map(|(_, scheme, differences)| (scheme, differences))
}
