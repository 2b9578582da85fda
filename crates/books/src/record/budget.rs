use juesuan_amount::Fen;

use super::{Tabular, code_cell, date_cell};
use crate::columns::Choice;
use crate::import::Row;
use crate::{Date, Fund, Nature};

/// The initial budget of a line (指标), or a change of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BudgetChange<'a> {
    /// 指标编号: what its other changes and its payments name too.
    pub line: &'a str,
    /// 单位代码
    pub unit: &'a str,
    /// The money's source.
    pub fund: Fund,
    /// 支出功能分类 code of a 项.
    pub function: u32,
    /// What it is for.
    pub nature: Nature,
    /// 项目代码; may be empty.
    pub project: &'a str,
    /// 项目名称; may be empty.
    pub project_name: &'a str,
    /// 部门预算支出经济分类 code of a 款; 0 where the budget names none.
    pub economic: u32,
    /// What kind of change it is.
    pub change: ChangeKind,
    /// Its effect on the line: negative when money is taken away.
    pub amount: Fen,
    /// Day of the document.
    pub date: Option<Date>,
    /// 指标文号; may be empty.
    pub document: &'a str,
    /// 指标说明; may be empty.
    pub purpose: &'a str,
}

/// Kinds of budget changes (指标变动).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// 年初预算
    Initial,
    /// 上年结转
    Carried,
    /// 追加
    Added,
    /// 追减
    Cut,
    /// 调入
    MovedIn,
    /// 调出
    MovedOut,
    /// 收回
    Withdrawn,
}

impl ChangeKind {
    /// Whether it takes money away.
    #[must_use]
    pub const fn reduces(self) -> bool {
        matches!(self, Self::Cut | Self::MovedOut | Self::Withdrawn)
    }
}

pub(crate) const LINE: usize = 0;
pub(crate) const UNIT: usize = 1;
pub(crate) const FUND: usize = 2;
pub(crate) const FUNCTION: usize = 3;
pub(crate) const NATURE: usize = 4;
pub(crate) const PROJECT: usize = 5;
const PROJECT_NAME: usize = 6;
pub(crate) const ECONOMIC: usize = 7;
const CHANGE: usize = 8;
pub(crate) const AMOUNT: usize = 9;
pub(crate) const DATE: usize = 10;
const DOCUMENT: usize = 11;
const PURPOSE: usize = 12;

impl<'a> Tabular<'a> for BudgetChange<'a> {
    const COLUMNS: &'static [&'static str] = &[
        "line",
        "unit",
        "fund",
        "function",
        "nature",
        "project",
        "project-name",
        "economic",
        "change",
        "budgeted",
        "budget-date",
        "document",
        "budget-purpose",
    ];

    fn read(row: &mut Row<'a, '_>) -> Self {
        let change: ChangeKind = row.choice(CHANGE);
        let amount = row.amount(AMOUNT);
        Self {
            line: row.text(LINE),
            unit: row.unit(UNIT),
            fund: row.choice(FUND),
            function: row.code(FUNCTION),
            nature: row.choice(NATURE),
            project: row.text(PROJECT),
            project_name: row.text(PROJECT_NAME),
            economic: row.code(ECONOMIC),
            change,
            // Files say “追减 100” as often as “追减 -100”.
            amount: if change.reduces() { -amount.abs() } else { amount },
            date: row.date_if_given(DATE),
            document: row.text(DOCUMENT),
            purpose: row.text(PURPOSE),
        }
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.line.to_owned(),
            self.unit.to_owned(),
            self.fund.label().to_owned(),
            code_cell(self.function),
            self.nature.label().to_owned(),
            self.project.to_owned(),
            self.project_name.to_owned(),
            code_cell(self.economic),
            self.change.label().to_owned(),
            // With its sign, so that a column of changes adds up.
            self.amount.to_string(),
            date_cell(self.date),
            self.document.to_owned(),
            self.purpose.to_owned(),
        ]
    }
}
