use juesuan_books::GoalRecord;

/// A goal of the year (年度绩效目标).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// 单位代码
    pub unit: String,
    /// 目标编号
    pub code: String,
    /// What is to be achieved.
    pub name: String,
    /// The duty (部门职责) that it serves; may be empty.
    pub duty: String,
    /// 项目代码 of the project whose goal it is; empty for 整体支出.
    pub project: String,
    /// 责任科室; may be empty.
    pub section: String,
    /// Indices of the indicators that measure it.
    pub targets: Vec<usize>,
}

impl From<&GoalRecord<'_>> for Goal {
    fn from(record: &GoalRecord<'_>) -> Self {
        Self {
            unit: record.unit.to_owned(),
            code: record.goal.to_owned(),
            name: record.name.to_owned(),
            duty: record.duty.to_owned(),
            project: record.project.to_owned(),
            section: record.section.to_owned(),
            targets: Vec::new(),
        }
    }
}
