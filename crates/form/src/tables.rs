use std::sync::LazyLock;

use serde::Deserialize;

use crate::names::plain;

/// An official table as the form data defines it.
#[derive(Debug)]
pub struct TableForm {
    /// `T1` … `T9`.
    pub id: String,
    /// Official name.
    pub name: String,
    /// How its rows are named.
    pub labels: Labels,
    /// Its columns.
    pub columns: Vec<ColumnForm>,
    /// Its fixed rows; rows named by code are not listed.
    pub rows: Vec<RowForm>,
    pub(crate) titles: Vec<Words>,
    pub(crate) signature: Vec<String>,
}

/// How the rows of a table are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Labels {
    /// Fixed rows of income beside fixed rows of expenditure.
    Sides,
    /// Codes of expenditure by function (支出功能分类).
    Functional,
    /// Codes of expenditure by economic use (支出经济分类).
    Economic,
    /// The “三公” fees, as rows or as columns.
    Fees,
}

/// The side of a two-sided table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// 收入
    Income,
    /// 支出
    Expenditure,
}

/// A column of an official table.
#[derive(Debug)]
pub struct ColumnForm {
    /// Id, unique in the table.
    pub id: String,
    /// Chinese name.
    pub name: String,
    /// The side on which it stands; none for either.
    pub side: Option<Side>,
    /// Whether it adds up other columns.
    pub total: bool,
    /// Whether it is a part (其中) of another column.
    pub part: bool,
    /// Alternatives, each the words of a header path from top to bottom.
    pub(crate) headers: Vec<Vec<String>>,
    pub(crate) not: Vec<String>,
}

/// A fixed row of an official table.
#[derive(Debug)]
pub struct RowForm {
    /// Id, unique in the table; a class of expenditure has its code.
    pub id: String,
    /// Chinese name.
    pub name: String,
    /// The side on which it stands.
    pub side: Option<Side>,
    /// Whether it adds up other rows.
    pub total: bool,
    /// Ids of the rows that it adds up; empty for all.
    pub(crate) parts: Vec<String>,
    /// Id of the row which must stand above for this name to mean this row.
    pub(crate) after: Option<String>,
    pub(crate) names: Vec<String>,
}

/// Words that a title must have and words that it must not have.
#[derive(Debug, Deserialize)]
pub(crate) struct Words {
    all: Vec<String>,
    #[serde(default)]
    none: Vec<String>,
}

impl Words {
    /// Whether a title, as [`plain`] gives it, has the words.
    pub(crate) fn fit(&self, title: &str) -> bool {
        self.all.iter().all(|word| title.contains(word)) && !self.none.iter().any(|word| title.contains(word))
    }
}

impl TableForm {
    /// The column of an id.
    #[must_use]
    pub fn column(&self, id: &str) -> Option<&ColumnForm> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The fixed row of an id.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<&RowForm> {
        self.rows.iter().find(|row| row.id == id)
    }
}

/// The nine official tables, `T1` to `T9`.
#[must_use]
pub fn table_forms() -> &'static [TableForm] {
    &DATA.tables
}

/// The official table of an id; the id of a repeated set (`T1@2`) gives the same form.
#[must_use]
pub fn table_form(id: &str) -> Option<&'static TableForm> {
    let id = id.split('@').next().unwrap_or(id);
    table_forms().iter().find(|form| form.id == id)
}

/// Whether a title, as [`plain`] gives it, names a known table that is none of the nine.
pub(crate) fn is_other_title(title: &str) -> bool {
    DATA.others.iter().flatten().any(|words| words.fit(title))
}

struct Data {
    tables: Vec<TableForm>,
    others: Vec<Vec<Words>>,
}

/// The data is part of the program and read by a test, so it cannot be wrong at run time.
static DATA: LazyLock<Data> =
    LazyLock::new(|| parse(include_str!("../data/tables.toml")).expect("tables.toml is tested"));

fn parse(text: &str) -> Result<Data, toml::de::Error> {
    let raw: Raw = toml::from_str(text)?;
    let tables = raw.table.into_iter().map(|table| table.finish(&raw.class)).collect();
    Ok(Data { tables, others: raw.other.into_iter().map(|other| other.titles).collect() })
}

#[derive(Deserialize)]
struct Raw {
    class: Vec<RawClass>,
    table: Vec<RawTable>,
    #[serde(default)]
    other: Vec<RawOther>,
}

#[derive(Deserialize)]
struct RawOther {
    titles: Vec<Words>,
}

#[derive(Deserialize)]
struct RawClass {
    code: String,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    id: String,
    name: String,
    labels: Labels,
    titles: Vec<Words>,
    #[serde(default)]
    signature: Vec<String>,
    #[serde(default)]
    classes: bool,
    columns: Vec<RawColumn>,
    #[serde(default)]
    rows: Vec<RawRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawColumn {
    id: String,
    name: String,
    side: Option<Side>,
    #[serde(default)]
    total: bool,
    #[serde(default)]
    part: bool,
    headers: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRow {
    id: String,
    side: Option<Side>,
    #[serde(default)]
    total: bool,
    #[serde(default)]
    parts: Vec<String>,
    after: Option<String>,
    names: Vec<String>,
}

impl RawTable {
    fn finish(self, classes: &[RawClass]) -> TableForm {
        let mut rows: Vec<RowForm> = self.rows.into_iter().map(RawRow::finish).collect();
        if self.classes {
            rows.extend(classes.iter().map(RawClass::row));
        }
        let columns = self.columns.into_iter().map(RawColumn::finish).collect();
        TableForm {
            id: self.id,
            name: self.name,
            labels: self.labels,
            columns,
            rows,
            titles: self.titles,
            signature: self.signature,
        }
    }
}

impl RawClass {
    fn row(&self) -> RowForm {
        RowForm {
            id: self.code.clone(),
            name: self.names[0].clone(),
            side: Some(Side::Expenditure),
            total: false,
            parts: Vec::new(),
            after: None,
            names: self.names.iter().map(|name| stem(&plain(name)).to_owned()).collect(),
        }
    }
}

impl RawColumn {
    fn finish(self) -> ColumnForm {
        let headers = self.headers.iter().map(|path| path.split('/').map(plain).collect()).collect();
        let Self { id, name, side, total, part, not, .. } = self;
        ColumnForm { id, name, side, total, part, headers, not }
    }
}

impl RawRow {
    fn finish(self) -> RowForm {
        let name = self.names[0].clone();
        let names = self.names.iter().map(|name| stem(&plain(name)).to_owned()).collect();
        RowForm { id: self.id, name, side: self.side, total: self.total, parts: self.parts, after: self.after, names }
    }
}

/// A row's name without the 支出 that documents add or leave out (`教育`, `教育支出`).
pub(crate) fn stem(name: &str) -> &str {
    name.strip_suffix("支出").filter(|rest| !rest.is_empty()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_defines_nine_tables_with_unique_ids() {
        let ids: Vec<&str> = table_forms().iter().map(|form| form.id.as_str()).collect();
        assert_eq!(ids, ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9"]);
        for form in table_forms() {
            let mut seen = std::collections::HashSet::new();
            assert!(form.rows.iter().all(|row| seen.insert(&row.id)), "{}: rows", form.id);
            seen.clear();
            assert!(form.columns.iter().all(|column| seen.insert(&column.id)), "{}: columns", form.id);
            let known = |id: &Option<String>| id.as_ref().is_none_or(|id| form.row(id).is_some());
            assert!(form.rows.iter().all(|row| known(&row.after)), "{}: after", form.id);
        }
    }
}
