use juesuan_amount::Fen;

use super::{Tabular, code_cell};
use crate::columns::Choice;
use crate::import::Row;
use crate::{Date, Fund, Nature};

/// Money spent (支付), or paid back (退款), one entry of a voucher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Payment<'a> {
    /// 支付凭证号
    pub voucher: &'a str,
    /// 分录号, once in a voucher; may be empty when the voucher has one entry.
    pub entry: &'a str,
    /// Day of the payment.
    pub date: Date,
    /// 单位代码
    pub unit: &'a str,
    /// 指标编号 of the budget line; may be empty for money that is no fiscal appropriation.
    pub line: &'a str,
    /// The money's source.
    pub fund: Fund,
    /// 支出功能分类 code of a 项.
    pub function: u32,
    /// What it is for.
    pub nature: Nature,
    /// 部门预算支出经济分类 code of a 款; 0 where none is given.
    pub economic: u32,
    /// 项目代码; may be empty.
    pub project: &'a str,
    /// Amount; negative for a refund (退款).
    pub amount: Fen,
    /// 收款人; may be empty.
    pub payee: &'a str,
    /// 用途; may be empty.
    pub purpose: &'a str,
}

pub(crate) const VOUCHER: usize = 0;
const ENTRY: usize = 1;
pub(crate) const DATE: usize = 2;
pub(crate) const UNIT: usize = 3;
pub(crate) const LINE: usize = 4;
pub(crate) const FUND: usize = 5;
pub(crate) const FUNCTION: usize = 6;
pub(crate) const NATURE: usize = 7;
pub(crate) const ECONOMIC: usize = 8;
pub(crate) const PROJECT: usize = 9;
pub(crate) const AMOUNT: usize = 10;
const PAYEE: usize = 11;
const PURPOSE: usize = 12;

impl<'a> Tabular<'a> for Payment<'a> {
    const COLUMNS: &'static [&'static str] = &[
        "voucher",
        "entry",
        "payment-date",
        "unit",
        "line",
        "fund",
        "function",
        "nature",
        "economic",
        "project",
        "paid",
        "payee",
        "purpose",
    ];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self {
            voucher: row.number(VOUCHER),
            entry: row.text(ENTRY),
            date: row.date(DATE),
            unit: row.unit(UNIT),
            line: row.text(LINE),
            fund: row.choice(FUND),
            function: row.code(FUNCTION),
            nature: row.choice(NATURE),
            economic: row.code(ECONOMIC),
            project: row.text(PROJECT),
            amount: row.amount(AMOUNT),
            payee: row.text(PAYEE),
            purpose: row.text(PURPOSE),
        }
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.voucher.to_owned(),
            self.entry.to_owned(),
            self.date.to_string(),
            self.unit.to_owned(),
            self.line.to_owned(),
            self.fund.label().to_owned(),
            code_cell(self.function),
            self.nature.label().to_owned(),
            code_cell(self.economic),
            self.project.to_owned(),
            self.amount.to_string(),
            self.payee.to_owned(),
            self.purpose.to_owned(),
        ]
    }
}
