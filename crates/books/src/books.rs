use std::collections::BTreeMap;

use juesuan_amount::Fen;

use crate::{Facts, Fund, Totals, Unit};

/// What a department's or unit's books of one year come to: all that its disclosure is made of.
#[derive(Clone, Debug, Default)]
pub struct Books {
    /// Fiscal year.
    pub year: u16,
    /// The units whose totals are here, the one that publishes first. One alone publishes as a unit (单位决算) when it
    /// has a parent, else as a department.
    pub units: Vec<Unit>,
    /// Exact totals by line.
    pub totals: Totals,
    /// What budget changes were for, with their amounts: the source of reasons (原因).
    pub notes: Vec<BudgetNote>,
    /// What the disclosure states besides money by classification.
    pub facts: Facts,
    /// Last year's published figures, by the id of the cell that printed them (`T1/income-grand-total/amount`) or of
    /// the statement (`operation/total/amount`).
    pub comparatives: BTreeMap<String, Fen>,
    /// Reasons and uses that somebody wrote or corrected by hand, by the id of the figure that they explain; they
    /// stand instead of those made from [`Books::notes`].
    pub reasons: BTreeMap<String, String>,
}

/// A change of the budget during the year, with its purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetNote {
    /// The money's source.
    pub fund: Fund,
    /// 支出功能分类 code of a 项.
    pub function: u32,
    /// Amount of the change; negative when money was taken away.
    pub amount: Fen,
    /// 指标说明: what for, in the words of the budget document.
    pub purpose: String,
}
