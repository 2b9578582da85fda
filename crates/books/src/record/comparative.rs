use juesuan_amount::Fen;

use super::Tabular;
use crate::import::Row;

/// A figure that last year's disclosure published (上年数).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Comparative<'a> {
    /// The figure's id: `T1/income-grand-total/amount`.
    pub figure: &'a str,
    /// Last year's amount.
    pub amount: Fen,
    /// Code of the unit that published it; empty for the publisher of these books.
    pub unit: &'a str,
}

pub(crate) const FIGURE: usize = 0;

impl<'a> Tabular<'a> for Comparative<'a> {
    const COLUMNS: &'static [&'static str] = &["figure", "last-year", "unit"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self { figure: row.text(FIGURE), amount: row.amount(1), unit: row.unit(2) }
    }

    fn cells(&self) -> Vec<String> {
        vec![self.figure.to_owned(), self.amount.to_string(), self.unit.to_owned()]
    }
}
