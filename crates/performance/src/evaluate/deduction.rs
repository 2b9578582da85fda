/// Points taken away for what was found wrong: a deviation that had to be corrected (整改), or an item of a register whose
/// values are points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deduction {
    /// 单位代码
    pub unit: String,
    /// 项目代码 of the project that it concerns; empty for 整体支出.
    pub project: String,
    /// 整改编号 or 登记号.
    pub code: String,
    /// Points, in hundredths.
    pub points: u32,
    /// What was found, in Chinese, without a full stop.
    pub reason: String,
}
