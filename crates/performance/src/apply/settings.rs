use serde::Deserialize;

use crate::evaluate::Grade;

/// `[application]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationSettings {
    /// From which amount of this year next year's is reckoned.
    pub base: Base,
    /// Per cent of it for the grades 优, 良, 中 and 差.
    pub shares: [u32; 4],
    /// What a project of the grade 差 meets that gets nothing.
    pub poor: PoorRule,
    /// Below this per cent of execution, next year's budget is reckoned from what was spent; 0 for never.
    pub capped_below: u32,
    /// Per cent that is added to what was spent then.
    pub capped_room: u32,
    /// Per cent of the base for money that serves no goal.
    pub without_goals: u32,
    /// After so many days without a payment, what is left of a budget is recovered; 0 for never.
    pub idle_days: u16,
    /// Proposed amounts are rounded down to whole multiples of this, in 元.
    pub round_to: u32,
    /// From more than this per cent of a target on, the next one is set at what was reached.
    pub raise_above: u32,
    /// A target that was reached and lies within so many per cent of the result is kept.
    pub keep_within: u32,
}

/// An amount of this year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Base {
    /// 年初预算数
    Initial,
    /// 全年预算数
    Adjusted,
}

/// What becomes of a project that gets nothing for its grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PoorRule {
    /// 取消
    Cancel,
    /// 暂缓安排, until it has shown results.
    Suspend,
}

impl ApplicationSettings {
    /// Per cent of the base for a grade.
    #[must_use]
    pub const fn share(&self, grade: Grade) -> u32 {
        self.shares[grade as usize]
    }
}
