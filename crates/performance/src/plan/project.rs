use juesuan_books::Nature;

/// What money is spent on: a project (项目), or a budget line that belongs to none (基本支出).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// 单位代码
    pub unit: String,
    /// 项目代码; of a line without a project, its 指标编号.
    pub code: String,
    /// 项目名称; of a line without a project, what it is for.
    pub name: String,
    /// Whether it is basic expenditure (基本支出).
    pub basic: bool,
    /// Indices of its budget lines.
    pub lines: Vec<usize>,
    /// Indices of the indicators by which it is judged.
    pub(crate) judged_by: Vec<usize>,
}

/// A budget line (预算指标).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLine {
    /// 单位代码
    pub unit: String,
    /// 指标编号
    pub code: String,
    /// 支出性质
    pub nature: Nature,
    /// Index of what it is spent on.
    pub project: usize,
    /// What it is for, in the words of its first budget document.
    pub purpose: String,
    /// The goals that it serves: index of the goal, and its share in hundredths of a percent.
    pub shares: Vec<(usize, u32)>,
}
