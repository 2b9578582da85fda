//! Which kind of records a table holds, by its headings.

use csv::StringRecord;

use super::row::{Binding, cell};
use crate::Kind;
use crate::columns::{Column, Heading, Layout, Need, layout, row_columns};

/// How many rows may stand above the headings (titles, notes, units).
pub(crate) const ROWS_ABOVE: usize = 20;

/// What a row of headings turned out to be.
pub(crate) enum Found {
    /// A table of records.
    Table(Binding),
    /// A table of a kind, but columns are missing: their numbers in the kind.
    Missing(&'static Layout, Vec<usize>),
    /// A table that could be of either kind.
    Ambiguous(&'static Layout, &'static Layout),
    /// A column of the kind that stands twice, and its heading.
    Doubled(&'static Layout, String),
}

/// Which columns a table must have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Those that must be there, filled or not: somebody left out a column of a table.
    Present,
    /// Those that must be filled: objects leave out what is blank.
    Filled,
}

impl Wanted {
    fn wants(self, column: &Column) -> bool {
        match column.need() {
            Need::Filled => true,
            Need::Present => self == Self::Present,
            Need::Optional => false,
        }
    }
}

/// How well a kind fits a row.
struct Fit {
    layout: &'static Layout,
    positions: Vec<Option<usize>>,
    scales: Vec<u32>,
    matched: usize,
    missing: Vec<usize>,
    doubled: Option<usize>,
}

impl Fit {
    fn new(layout: &'static Layout, headings: &[Heading], wanted: Wanted) -> Self {
        let mut fit =
            Self { layout, positions: Vec::new(), scales: Vec::new(), matched: 0, missing: Vec::new(), doubled: None };
        for (number, column) in layout.columns().iter().enumerate() {
            let place = |name: &String| headings.iter().position(|heading| heading.plain == *name);
            let position = column.names().iter().find_map(place);
            fit.positions.push(position);
            fit.scales.push(position.map_or(1, |at| headings[at].scale));
            match position {
                Some(at) => {
                    fit.matched += 1;
                    let again = headings.iter().skip(at + 1).any(|heading| heading.plain == headings[at].plain);
                    fit.doubled = fit.doubled.or_else(|| again.then_some(at));
                }
                None if wanted.wants(column) => fit.missing.push(number),
                None => {}
            }
        }
        fit
    }

    /// At least two columns, and at least half of those that must be there.
    fn is_candidate(&self, wanted: Wanted) -> bool {
        let needed = self.layout.columns().iter().filter(|column| wanted.wants(column)).count();
        self.matched >= 2 && self.missing.len() * 2 <= needed
    }

    fn score(&self) -> isize {
        self.matched.cast_signed() - self.missing.len().cast_signed()
    }
}

/// What kind of table has this row as its headings; none if it is no row of headings. `name` is the name of the sheet or
/// file.
pub(crate) fn recognize(row: &StringRecord, name: &str, wanted: Wanted) -> Option<Found> {
    let headings: Vec<Heading> = row.iter().map(|text| Heading::new(cell(text))).collect();
    let fits = Kind::ALL.into_iter().map(|kind| Fit::new(layout(kind), &headings, wanted));
    let mut fits: Vec<Fit> = fits.filter(|fit| fit.is_candidate(wanted)).collect();
    fits.sort_by_key(|fit| std::cmp::Reverse((fit.layout.is_named(name), fit.score())));
    let mut fits = fits.into_iter();
    let best = fits.next()?;
    if !best.layout.is_named(name) {
        // Another kind that knows more of the columns is what the file more likely is, though some are missing.
        let rival = fits.find(|fit| fit.matched > best.matched || fit.score() == best.score());
        if let Some(rival) = rival {
            return Some(Found::Ambiguous(best.layout, rival.layout));
        }
    }
    if !best.missing.is_empty() {
        return Some(Found::Missing(best.layout, best.missing));
    }
    if let Some(at) = best.doubled {
        return Some(Found::Doubled(best.layout, cell(row.get(at).unwrap_or_default()).to_owned()));
    }
    let place = |names: &[String]| {
        let place = |name: &String| headings.iter().position(|heading| heading.plain == *name);
        // A column of the kind keeps its meaning.
        names.iter().find_map(place).filter(|&at| !best.positions.contains(&Some(at)))
    };
    let (year, deleted) = (place(&row_columns().year), place(&row_columns().deleted));
    let mut binding = Binding::new(best.layout, best.positions, best.scales, row.len());
    (binding.year, binding.deleted) = (year, deleted);
    Some(Found::Table(binding))
}
