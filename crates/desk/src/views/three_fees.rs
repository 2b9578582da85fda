use juesuan_amount::Fen;
use juesuan_books::Books;
use juesuan_report::{Report, Value};

/// One of the “三公”经费, or some of them together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// Its id in the official table: `total`, `abroad`, `vehicle` …
    pub id: &'static str,
    /// Its Chinese name.
    pub name: &'static str,
    /// 预算数 as the official table takes it.
    pub budget: Fen,
    /// 决算数
    pub actual: Fen,
    /// 上年决算数; none where last year's disclosure was not taken in.
    pub last_year: Option<Fen>,
}

/// Rows of the official table, with their names.
const FEES: [(&str, &str); 6] = [
    ("total", "合计"),
    ("abroad", "因公出国（境）费"),
    ("vehicle", "公务用车购置及运行维护费"),
    ("vehicle-purchase", "公务用车购置费"),
    ("vehicle-operation", "公务用车运行维护费"),
    ("reception", "公务接待费"),
];

/// The “三公”经费 as the disclosure prints them, before rounding; none where its form has no such table.
#[must_use]
pub fn three_fees(books: &Books, report: &Report) -> Vec<Fee> {
    let Some(table) = report.figures.keys().find_map(|id| id.strip_suffix("/abroad/actual")) else { return Vec::new() };
    let money = |id: &str| match report.figures.get(id).map(|figure| figure.value) {
        Some(Value::Money(amount)) => amount,
        _ => Fen::ZERO,
    };
    let fee = |(id, name): (&'static str, &'static str)| {
        let actual = format!("{table}/{id}/actual");
        Fee {
            id,
            name,
            budget: money(&format!("{table}/{id}/budget")),
            actual: money(&actual),
            last_year: books.comparatives.get(&actual).copied(),
        }
    };
    FEES.into_iter().map(fee).collect()
}
