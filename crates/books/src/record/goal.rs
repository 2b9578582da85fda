use super::Tabular;
use crate::import::Row;

/// A goal of the year (年度绩效目标) of a unit or of one of its projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GoalRecord<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// 目标编号
    pub goal: &'a str,
    /// What is to be achieved.
    pub name: &'a str,
    /// The duty (部门职责) that it serves; may be empty.
    pub duty: &'a str,
    /// 项目代码 where it is a project's goal; empty for one of the unit as a whole (整体支出).
    pub project: &'a str,
    /// 责任科室; may be empty.
    pub section: &'a str,
}

pub(crate) const GOAL: usize = 1;

impl<'a> Tabular<'a> for GoalRecord<'a> {
    const COLUMNS: &'static [&'static str] = &["unit", "goal", "goal-name", "duty", "project", "responsible"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self {
            unit: row.unit(0),
            goal: row.number(GOAL),
            name: row.text(2),
            duty: row.text(3),
            project: row.text(4),
            section: row.text(5),
        }
    }

    fn cells(&self) -> Vec<String> {
        [self.unit, self.goal, self.name, self.duty, self.project, self.section].map(str::to_owned).to_vec()
    }
}
