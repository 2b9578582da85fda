//! What files of records look like: `data/columns.toml`, read once.

mod choice;
mod choices;
mod heading;
mod layout;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

pub(crate) use choice::{Choice, Vocabulary};
pub(crate) use choices::{Level, YesNo};
pub(crate) use heading::Heading;
pub(crate) use layout::{Column, Layout, Need, Value};

use crate::Kind;

/// The file.
#[derive(Deserialize)]
struct Raw {
    rows: RawRows,
    column: FxHashMap<String, layout::RawColumn>,
    kind: Vec<layout::RawKind>,
    choice: FxHashMap<String, Vec<Vec<String>>>,
}

/// `[rows]`
#[derive(Deserialize)]
struct RawRows {
    year: Vec<String>,
    deleted: Vec<String>,
}

/// Columns that any table may have, by their plain headings.
pub(crate) struct RowColumns {
    /// The fiscal year of a row.
    pub year: Vec<String>,
    /// Whether a row was deleted where it comes from.
    pub deleted: Vec<String>,
}

/// All of it, with each kind at its place in [`Kind::ALL`].
struct Catalogue {
    layouts: Vec<Layout>,
    rows: RowColumns,
    /// First headings by column id.
    headings: FxHashMap<String, String>,
    vocabularies: FxHashMap<String, Vocabulary>,
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    // The data is part of the program; the tests of this crate read all of it.
    let raw: Raw = toml::from_str(include_str!("../../data/columns.toml")).expect("embedded column data is valid");
    let layouts = Kind::ALL.iter().map(|&kind| {
        let named = raw.kind.iter().find(|named| named.id == kind.id()).expect("every kind has its columns");
        Layout::new(kind, named, &raw.column)
    });
    let layouts: Vec<Layout> = layouts.collect();
    let columns = layouts.iter().flat_map(Layout::columns);
    let headings = columns.map(|column| (column.id().to_owned(), column.heading().to_owned())).collect();
    let vocabularies = raw.choice.into_iter().map(|(set, words)| (set, Vocabulary::new(words))).collect();
    let plain = |names: &[String]| names.iter().map(|name| Heading::new(name).plain).collect();
    let rows = RowColumns { year: plain(&raw.rows.year), deleted: plain(&raw.rows.deleted) };
    Catalogue { layouts, rows, headings, vocabularies }
});

/// The columns of a kind of record.
pub(crate) fn layout(kind: Kind) -> &'static Layout {
    &CATALOGUE.layouts[kind as usize]
}

/// The heading of the column of an id.
pub(crate) fn heading_of_id(id: &str) -> Option<&'static str> {
    CATALOGUE.headings.get(id).map(String::as_str)
}

/// The columns that any table may have.
pub(crate) fn row_columns() -> &'static RowColumns {
    &CATALOGUE.rows
}

/// The words of a set of choices, as [`Choice::SET`] names it.
pub(crate) fn vocabulary(set: &str) -> &'static Vocabulary {
    &CATALOGUE.vocabularies[set]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_data_name_the_same_columns() {
        for kind in Kind::ALL {
            let named: Vec<&str> = layout(kind).columns().iter().map(Column::id).collect();
            assert_eq!(named, kind.columns(), "{}", kind.id());
            assert_eq!(Kind::from_id(kind.id()), Some(kind));
        }
    }

    #[test]
    fn no_heading_of_a_kind_names_two_of_its_columns() {
        for kind in Kind::ALL {
            let mut seen = FxHashMap::default();
            for column in layout(kind).columns() {
                for name in column.names() {
                    let other = seen.insert(name, column.id()).filter(|&other| other != column.id());
                    assert_eq!(other, None, "{}: {name} is also {}", kind.id(), column.id());
                }
            }
        }
    }
}
