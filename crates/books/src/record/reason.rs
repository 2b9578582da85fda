use super::Tabular;
use crate::import::Row;

/// A reason or use (原因、用途) that somebody wrote by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reason<'a> {
    /// The id of the figure that it explains.
    pub figure: &'a str,
    /// Its words.
    pub text: &'a str,
    /// Code of the unit that publishes it; empty for the publisher of these books.
    pub unit: &'a str,
}

pub(crate) const FIGURE: usize = 0;

impl<'a> Tabular<'a> for Reason<'a> {
    const COLUMNS: &'static [&'static str] = &["figure", "reason", "unit"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self { figure: row.text(FIGURE), text: row.text(1), unit: row.unit(2) }
    }

    fn cells(&self) -> Vec<String> {
        vec![self.figure.to_owned(), self.text.to_owned(), self.unit.to_owned()]
    }
}
