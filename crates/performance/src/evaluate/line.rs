use juesuan_amount::Quantity;
use juesuan_books::Dimension;

use super::Deduction;
use crate::measure::Reached;

/// An indicator with its score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoredTarget {
    /// Indices of the indicators that it scores: one, or one of each unit that implements the project; none for an execution
    /// rate that no indicator declares.
    pub targets: Vec<usize>,
    /// 二级指标
    pub dimension: Dimension,
    /// 三级指标
    pub name: String,
    /// 年度指标值: `≥100篇`.
    pub aim: String,
    /// The number that is aimed at, if it is one.
    pub aimed: Option<Quantity>,
    /// 分值, hundredths of a point.
    pub weight: u32,
    /// What was reached; none when nothing tells.
    pub actual: Option<Reached>,
    /// 实际完成值: `201篇`; empty when nothing tells.
    pub reached: String,
    /// How far the target is reached, in millionths.
    pub degree: i64,
    /// 得分, hundredths of a point, at most the weight.
    pub score: u32,
    /// What was taken away from it.
    pub deductions: Vec<Deduction>,
    /// Why points were lost, in Chinese, without a full stop; empty when none were.
    pub reason: String,
    /// What a reader should know besides (surpassed by far, typed by hand); may be empty.
    pub note: String,
}

impl ScoredTarget {
    /// 扣分, hundredths of a point.
    #[must_use]
    pub const fn lost(&self) -> u32 {
        self.weight - self.score
    }
}
