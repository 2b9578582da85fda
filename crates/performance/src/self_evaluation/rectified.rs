/// A correction (整改) as the report tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rectified {
    /// 整改编号
    pub code: String,
    /// 绩效指标编号 of the indicator that deviated; may be empty.
    pub target: String,
    /// What deviated and how: `“政务运转保障”项目资金闲置`.
    pub what: String,
    /// 责任科室; may be empty.
    pub section: String,
    /// 原因; empty before it was found.
    pub cause: String,
    /// 措施 in words; empty before there was one.
    pub measure: String,
    /// Whether it is closed (办结).
    pub closed: bool,
    /// Whether it is not, and its deadline has passed.
    pub overdue: bool,
}

impl Rectified {
    /// 已整改, 正在整改, with what a reader should know of it.
    #[must_use]
    pub const fn state(&self) -> &'static str {
        match (self.closed, self.overdue) {
            (true, _) => "已整改",
            (false, true) => "正在整改（已超期）",
            (false, false) => "正在整改",
        }
    }
}
