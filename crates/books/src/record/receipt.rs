use juesuan_amount::Fen;

use super::{Tabular, code_cell};
use crate::columns::Choice;
use crate::import::Row;
use crate::{Date, Fund};

/// Money received (收入), one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Receipt<'a> {
    /// 收入凭证号, once in a unit.
    pub number: &'a str,
    /// Day of the receipt.
    pub date: Date,
    /// 单位代码
    pub unit: &'a str,
    /// The kind of income.
    pub fund: Fund,
    /// 支出功能分类 code of the 项 that it is meant for.
    pub function: u32,
    /// Amount; negative when it was paid back.
    pub amount: Fen,
    /// Who paid; may be empty.
    pub payer: &'a str,
    /// What for; may be empty.
    pub purpose: &'a str,
}

pub(crate) const NUMBER: usize = 0;
pub(crate) const DATE: usize = 1;
pub(crate) const UNIT: usize = 2;
pub(crate) const FUND: usize = 3;
pub(crate) const FUNCTION: usize = 4;
const AMOUNT: usize = 5;
const PAYER: usize = 6;
const PURPOSE: usize = 7;

impl<'a> Tabular<'a> for Receipt<'a> {
    const COLUMNS: &'static [&'static str] =
        &["receipt", "receipt-date", "unit", "fund", "function", "received", "payer", "receipt-purpose"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self {
            number: row.number(NUMBER),
            date: row.date(DATE),
            unit: row.unit(UNIT),
            fund: row.choice(FUND),
            function: row.code(FUNCTION),
            amount: row.amount(AMOUNT),
            payer: row.text(PAYER),
            purpose: row.text(PURPOSE),
        }
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.number.to_owned(),
            self.date.to_string(),
            self.unit.to_owned(),
            self.fund.label().to_owned(),
            code_cell(self.function),
            self.amount.to_string(),
            self.payer.to_owned(),
            self.purpose.to_owned(),
        ]
    }
}
