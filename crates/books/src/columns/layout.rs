use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Heading;
use crate::Kind;

/// `[column.ID]`
#[derive(Clone, Deserialize)]
pub(super) struct RawColumn {
    value: String,
    standard: Vec<String>,
    headings: Vec<String>,
    note: String,
    example: String,
}

/// `[[kind]]`
#[derive(Deserialize)]
pub(super) struct RawKind {
    pub(super) id: String,
    name: String,
    sheets: Vec<String>,
    columns: Vec<String>,
    note: String,
}

/// The columns of a kind of record.
pub(crate) struct Layout {
    kind: Kind,
    name: String,
    /// Plain names of the sheets and files that hold it.
    sheets: Vec<String>,
    columns: Vec<Column>,
    note: String,
}

/// A column of a kind of record.
pub(crate) struct Column {
    id: String,
    raw: RawColumn,
    value: Value,
    need: Need,
    /// Plain headings, the preferred ones first.
    names: Vec<String>,
}

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// Any words.
    Text,
    /// A day.
    Date,
    /// Money.
    Amount,
    /// A number of things.
    Count,
    /// Points, up to two decimals.
    Points,
    /// A quantity, up to four decimals.
    Quantity,
    /// A percentage, up to two decimals.
    Percent,
    /// Percentages at the ends of quarters or months.
    Trajectory,
    /// A code of 支出功能分类.
    Function,
    /// A code of 部门预算支出经济分类.
    Economic,
    /// A value of this set.
    Choice(String),
}

/// Whether a column must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// It must be there, and be filled in every row.
    Filled,
    /// It must be there.
    Present,
    /// It may be missing.
    Optional,
}

impl Layout {
    pub(super) fn new(kind: Kind, named: &RawKind, columns: &FxHashMap<String, RawColumn>) -> Self {
        let columns = named.columns.iter().map(|name| Column::new(name, columns)).collect();
        let sheets = std::iter::once(&named.name).chain([&named.id]).chain(&named.sheets);
        let sheets = sheets.map(|name| Heading::new(name).plain).collect();
        Self { kind, name: named.name.clone(), sheets, columns, note: named.note.clone() }
    }

    /// The kind.
    pub(crate) const fn kind(&self) -> Kind {
        self.kind
    }

    /// Its Chinese name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// What it holds, for people.
    pub(crate) fn note(&self) -> &str {
        &self.note
    }

    /// All columns in the order of the data.
    pub(crate) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Whether a sheet or file of this name is meant for it.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        let plain = Heading::new(name).plain;
        // Numbers for the order of files, and the period: `3 支付`, `2024年度支付`.
        let plain = plain.trim_start_matches(|c: char| c.is_ascii_digit() || "年度月第季上下半至".contains(c));
        self.sheets.iter().any(|sheet| plain == sheet)
    }
}

impl Column {
    fn new(name: &str, columns: &FxHashMap<String, RawColumn>) -> Self {
        let id = name.trim_end_matches(['~', '?']);
        let raw = columns.get(id).expect("every column is described").clone();
        let need = match name.strip_prefix(id) {
            Some("~") => Need::Present,
            Some("?") => Need::Optional,
            _ => Need::Filled,
        };
        let value = match raw.value.as_str() {
            "text" => Value::Text,
            "date" => Value::Date,
            "amount" => Value::Amount,
            "count" => Value::Count,
            "points" => Value::Points,
            "quantity" => Value::Quantity,
            "percent" => Value::Percent,
            "trajectory" => Value::Trajectory,
            "function" => Value::Function,
            "economic" => Value::Economic,
            set => Value::Choice(set.to_owned()),
        };
        let names = raw.standard.iter().chain(&raw.headings).map(|name| Heading::new(name).plain).collect();
        Self { id: id.to_owned(), raw, value, need, names }
    }

    /// Its id in the data.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// The Chinese heading that templates and messages use.
    pub(crate) fn heading(&self) -> &str {
        self.raw.headings.first().map_or(&self.id, |heading| heading)
    }

    /// All that it may be headed, as people write it: Chinese first.
    pub(crate) fn aliases(&self) -> impl Iterator<Item = &str> {
        self.raw.headings.iter().skip(1).chain(&self.raw.standard).map(String::as_str)
    }

    /// All that it may be headed, as headings are compared; the preferred ones first.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// What stands in it.
    pub(crate) const fn value(&self) -> &Value {
        &self.value
    }

    /// Whether it must be there.
    pub(crate) const fn need(&self) -> Need {
        self.need
    }

    /// What to write into it, for people; may be empty.
    pub(crate) fn note(&self) -> &str {
        &self.raw.note
    }

    /// An example; may be empty.
    pub(crate) fn example(&self) -> &str {
        &self.raw.example
    }
}
