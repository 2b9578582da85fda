//! From a voucher to the figures of the disclosure (正查).

use std::collections::BTreeSet;

use juesuan_books::{Books, Line};
use juesuan_report::{FigureId, Measure, Report};
use juesuan_store::Entry;

use crate::moved;

/// The figures of a report that some entries of the books moved, in the order of their ids.
#[must_use]
pub fn moved_by<'r>(report: &'r Report, books: &Books, entries: &[Entry]) -> Vec<&'r FigureId> {
    // A voucher may have a thousand entries on one line; they move the same figures.
    let moves: BTreeSet<(Line, Measure)> =
        entries.iter().filter_map(|entry| Some((entry.line, moved(entry.kind)?))).collect();
    let of = |(line, measure): (Line, Measure)| report.moved_by(&line, measure, runs_agency(books, &line));
    let ids: BTreeSet<&FigureId> = moves.into_iter().flat_map(of).collect();
    ids.into_iter().collect()
}

/// Whether a line's unit is one that runs an agency (机关运行经费).
#[must_use]
pub fn runs_agency(books: &Books, line: &Line) -> bool {
    books.units.get(usize::from(line.unit)).is_some_and(|unit| unit.kind.runs_an_agency())
}
