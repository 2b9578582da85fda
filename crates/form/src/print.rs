//! How a form is printed: the layouts of its tables and the text of its document.

use std::sync::LazyLock;

use serde::Deserialize;

/// A form that documents are written in.
#[derive(Debug)]
pub struct PrintForm {
    /// `national`, `hunan`, `shanghai`.
    pub id: String,
    /// Whether tables carry `公开0X表`.
    pub numbered: bool,
    /// The note on rounding below every table.
    pub footnote: String,
    /// The layouts of its tables in order.
    pub layouts: Vec<&'static TableLayout>,
    /// The template of the document (minijinja), from the first part to the last.
    pub document: &'static str,
}

/// How one table is printed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableLayout {
    /// Unique among all layouts.
    pub id: String,
    /// `T1` … `T9`: the table that it prints.
    pub table: String,
    /// Official name.
    pub title: String,
    /// 注, with `{kind}` and `{unit}`.
    pub note: String,
    /// What is said when all is zero; none for a table that never is.
    pub empty: Option<String>,
    /// Income beside expenditure.
    pub sides: Option<SidesLayout>,
    /// Rows by functional code.
    pub functional: Option<FunctionalLayout>,
    /// Rows by economic code.
    pub economic: Option<EconomicLayout>,
    /// The “三公” fees.
    pub fees: Option<FeesLayout>,
}

/// A table of income on the left and expenditure on the right.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SidesLayout {
    /// Columns of amounts of the expenditure side.
    pub columns: Vec<SideColumn>,
    /// Rows of income above the tail.
    pub income: Vec<SideRow>,
    /// The rows below, each with its two sides.
    pub tail: Vec<TailRow>,
}

/// A column of amounts of the expenditure side.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideColumn {
    /// Id as in the form's table.
    pub id: String,
    /// Its words.
    pub head: String,
    /// Only these funds; empty for all.
    #[serde(default)]
    pub funds: Vec<String>,
    /// Ids of columns that it adds up; empty for one that reads the books.
    #[serde(default)]
    pub sum: Vec<String>,
}

/// A row of one side.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideRow {
    /// Id as in the form's table.
    pub id: String,
    /// Its words.
    pub name: String,
    /// What it reads from the books.
    pub of: Option<Selection>,
    /// Ids of rows that it adds up; `classes` for all classes of expenditure.
    #[serde(default)]
    pub sum: Vec<String>,
}

/// A row of balances.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TailRow {
    /// On the income side.
    pub left: Option<SideRow>,
    /// On the expenditure side.
    pub right: Option<SideRow>,
}

/// A table with a row for each 类, 款 and 项.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FunctionalLayout {
    /// Columns of amounts.
    pub columns: Vec<FunctionalColumn>,
}

/// A column of amounts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FunctionalColumn {
    /// Id as in the form's table.
    pub id: String,
    /// Its header path.
    pub head: Vec<String>,
    /// What it reads from the books.
    pub of: Option<Selection>,
    /// Ids of columns that it adds up; `-id` is taken off.
    #[serde(default)]
    pub sum: Vec<String>,
}

/// The table of basic expenditure by economic code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EconomicLayout {
    /// Groups of columns from left to right.
    pub groups: Vec<EconomicGroup>,
}

/// A code, a name and an amount beside each other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EconomicGroup {
    /// Header above the three; equal ones of neighbours are one cell.
    pub head: String,
    /// Codes of the 类 listed below each other.
    pub classes: Vec<String>,
}

/// The table of the “三公” fees.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeesLayout {
    /// The measure printed as 预算数: `initial` or `adjusted`.
    pub budget: String,
    /// Budget and actual beside each other for every fee, rather than all budgets and then all actuals.
    pub paired: bool,
}

/// Lines of the books.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    /// `opening`, `received`, `spent`, `initial`, `adjusted`, `surplus-used`, `distributed`, `closing`.
    pub measure: String,
    /// Only these funds; empty for all.
    #[serde(default)]
    pub funds: Vec<String>,
    /// Only these natures; empty for all.
    #[serde(default)]
    pub natures: Vec<String>,
}

/// The forms that documents can be written in.
#[must_use]
pub fn print_forms() -> &'static [PrintForm] {
    &FORMS
}

/// Macros that the documents of all forms share.
#[must_use]
pub fn print_macros() -> &'static str {
    include_str!("../data/print/common.jinja")
}

/// The document of a self-evaluation (绩效自评报告).
#[must_use]
pub fn self_evaluation_document() -> &'static str {
    include_str!("../data/print/self-evaluation.jinja")
}

/// The classes of expenditure that the tables of totals list, in order.
#[must_use]
pub fn printed_classes() -> &'static [String] {
    &DATA.classes
}

/// The data is part of the program and read by a test, so it cannot be wrong at run time.
static DATA: LazyLock<Raw> =
    LazyLock::new(|| toml::from_str(include_str!("../data/print/tables.toml")).expect("print/tables.toml is tested"));

static FORMS: LazyLock<Vec<PrintForm>> = LazyLock::new(|| DATA.form.iter().map(RawForm::finish).collect());

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    classes: Vec<String>,
    form: Vec<RawForm>,
    layout: Vec<TableLayout>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawForm {
    id: String,
    numbered: bool,
    footnote: String,
    layouts: Vec<String>,
}

impl RawForm {
    fn finish(&self) -> PrintForm {
        let layout = |id: &String| DATA.layout.iter().find(|layout| layout.id == *id);
        PrintForm {
            id: self.id.clone(),
            numbered: self.numbered,
            footnote: self.footnote.clone(),
            layouts: self.layouts.iter().filter_map(layout).collect(),
            document: document(&self.id),
        }
    }
}

fn document(form: &str) -> &'static str {
    match form {
        "hunan" => include_str!("../data/print/hunan.jinja"),
        "shanghai" => include_str!("../data/print/shanghai.jinja"),
        _ => include_str!("../data/print/national.jinja"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table_form;

    #[test]
    fn every_form_prints_nine_tables() {
        for form in print_forms() {
            assert_eq!(form.layouts.len(), 9, "{}", form.id);
            let mut tables: Vec<_> = form.layouts.iter().map(|layout| layout.table.as_str()).collect();
            tables.sort_unstable();
            tables.dedup();
            assert_eq!(tables.len(), 9, "{}", form.id);
        }
    }

    #[test]
    fn what_is_printed_is_what_is_recognised() {
        for layout in &DATA.layout {
            let form = table_form(&layout.table).expect("a known table");
            if let Some(sides) = &layout.sides {
                assert!(sides.columns.iter().all(|column| form.column(&column.id).is_some()), "{}", layout.id);
                let tail = sides.tail.iter().flat_map(|row| [&row.left, &row.right]).flatten();
                for row in sides.income.iter().chain(tail) {
                    assert!(form.row(&row.id).is_some(), "{} {}", layout.id, row.id);
                }
            }
            if let Some(functional) = &layout.functional {
                assert!(functional.columns.iter().all(|column| form.column(&column.id).is_some()), "{}", layout.id);
            }
        }
    }
}
