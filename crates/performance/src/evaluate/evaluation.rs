use juesuan_amount::Fen;

use super::{Grade, ScoredTarget};

/// The score of a unit's overall expenditure or of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// What was evaluated.
    pub subject: Evaluated,
    /// Fiscal year.
    pub year: u16,
    /// The day of the year (from 1) at whose end it stands so.
    pub day: u16,
    /// The money.
    pub money: Money,
    /// The indicators in the order of the official forms.
    pub lines: Vec<ScoredTarget>,
    /// 总分值, hundredths of a point.
    pub full: u32,
    /// 总得分, hundredths of a point.
    pub total: u32,
    /// 等级; none where there is nothing to be scored.
    pub grade: Option<Grade>,
    /// What is not as it should be, a sentence each in Chinese.
    pub notices: Vec<String>,
}

/// What is evaluated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evaluated {
    /// 整体支出 of a unit (code).
    Unit(String),
    /// A project.
    Project {
        /// 项目代码
        code: String,
        /// 项目名称
        name: String,
        /// Indices in the plan: one for each unit that implements it.
        projects: Vec<usize>,
        /// Whether it has indicators of its own; else it is judged by those of the goals that its money serves.
        own: bool,
    },
}

/// Money of what is evaluated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Money {
    /// 年初预算数
    pub initial: Fen,
    /// 全年预算数
    pub budget: Fen,
    /// 全年执行数
    pub paid: Fen,
}

impl Money {
    /// What was budgeted and not spent.
    #[must_use]
    pub fn idle(&self) -> Fen {
        self.budget - self.paid
    }
}
