use juesuan_amount::Fen;
use juesuan_books::{Amounts, Books, Fund, Line, Totals};

use crate::{Measure, Selector};

/// The lines of the books in the order of their functional codes, so that what is under a code is one stretch.
pub(crate) struct Ledger {
    lines: Vec<Entry>,
}

struct Entry {
    line: Line,
    amounts: Amounts,
    /// Whether the unit's office expenses are agency running costs.
    agency: bool,
}

impl Ledger {
    /// The lines of `totals`, whose units are those of `books`.
    pub(crate) fn new(books: &Books, totals: &Totals) -> Self {
        let runs = |unit: u16| books.units.get(usize::from(unit)).is_some_and(|unit| unit.kind.runs_an_agency());
        let entry = |(&line, &amounts): (&Line, &Amounts)| Entry { line, amounts, agency: runs(line.unit) };
        let mut lines: Vec<_> = totals.iter().map(entry).collect();
        lines.sort_by_key(|entry| (widened(entry.line.function), entry.line));
        Self { lines }
    }

    /// What the selected lines add up to.
    pub(crate) fn sum(&self, selector: &Selector) -> Fen {
        let lines = selector.function.map_or(&self.lines[..], |code| self.under(code));
        lines
            .iter()
            .filter(|entry| selector.takes(&entry.line, entry.agency))
            .map(|entry| selector.measure.of(&entry.amounts))
            .sum()
    }

    /// The functional codes on whose lines one of the selectors finds something, each once, in order.
    pub(crate) fn functions(&self, selectors: &[Selector]) -> Vec<u32> {
        let found = |entry: &&Entry| {
            entry.line.function != 0
                && selectors
                    .iter()
                    .any(|s| s.takes(&entry.line, entry.agency) && !s.measure.of(&entry.amounts).is_zero())
        };
        let mut codes: Vec<u32> = self.lines.iter().filter(found).map(|entry| entry.line.function).collect();
        codes.dedup();
        codes
    }

    /// The stretch of lines whose code begins with `code`.
    fn under(&self, code: u32) -> &[Entry] {
        let (from, to) = (widened(code), widened(code + 1));
        let start = self.lines.partition_point(|entry| widened(entry.line.function) < from);
        let end = self.lines.partition_point(|entry| widened(entry.line.function) < to);
        &self.lines[start..end.max(start)]
    }
}

/// A functional code of 3, 5 or 7 digits, filled up to 7 with zeros.
fn widened(code: u32) -> u32 {
    let digits = code.checked_ilog10().map_or(1, |log| log + 1);
    code.saturating_mul(10u32.pow(7u32.saturating_sub(digits)))
}

impl Measure {
    /// The measured amount.
    #[must_use]
    pub fn of(self, amounts: &Amounts) -> Fen {
        match self {
            Self::Opening => amounts.opening,
            Self::Received => amounts.received,
            Self::Spent => amounts.spent,
            Self::Initial => amounts.initial,
            Self::Adjusted => amounts.adjusted(),
            Self::SurplusUsed => amounts.surplus_used,
            Self::Distributed => amounts.distributed,
            Self::Closing => amounts.closing(),
        }
    }
}

/// The funds of the form data's ids; unknown ids are a wrong form, which a test would show.
pub(crate) fn funds(ids: &[String]) -> Vec<Fund> {
    Fund::ALL.into_iter().filter(|fund| ids.iter().any(|id| id == fund.id())).collect()
}
