//! One voucher: its entries, and the figures of the disclosure that it moved.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use juesuan_amount::Fen;
use juesuan_books::{Books, Kind};
use juesuan_report::{Report, Rounding, Table};
use juesuan_store::Entry;
use serde::Deserialize;

use super::{
    lists::{List, PAYMENTS, RECEIPTS},
    row::Code,
};
use crate::{
    App, WebError,
    pages::{Page, page, scope},
    shell::{Scope, Shell},
    show,
    visitor::Visitor,
};

/// The form whose tables are meant where nobody chooses one.
const NATIONAL: &str = "national";

/// Which voucher, and to which list the person returns.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    number: String,
    back: String,
}

#[derive(Template)]
#[template(path = "books/voucher.html")]
struct VoucherPage {
    shell: Shell,
    number: String,
    back: String,
    sum: String,
    entries: Vec<Line>,
    count: usize,
    groups: Vec<Moved>,
}

/// An entry of the voucher.
struct Line {
    /// Whether money came in.
    income: bool,
    /// Heading and cell, without those that follow in words of their own.
    cells: Vec<(&'static str, String)>,
    function: Code,
    economic: Code,
    amount: String,
}

/// Figures of one table, or of the narrative.
struct Moved {
    name: String,
    figures: Vec<MovedFigure>,
}

struct MovedFigure {
    label: String,
    printed: String,
    href: String,
}

/// 凭证
pub async fn voucher(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Query(which): Query<Which>,
) -> Page {
    let scope = scope(&app, year, &unit).await?;
    let number = which.number.trim().to_owned();
    let reports = app.years.reports(year, &unit);
    let filled = reports.filled(&app, (year, &unit), NATIONAL, Rounding::default()).await?;
    let entries = app.shelf.read().await?.voucher(&filled.books, &number).await?;
    if entries.is_empty() {
        let message = format!("凭证“{number}”。请检查凭证号，或回到支付、收入列表按开头几位查找");
        return Err(WebError::NotFound(message));
    }
    let back = back(&which.back, &scope, entries[0].kind);
    let sum = entries.iter().map(|entry| entry.amount).sum::<Fen>();
    let trace = scope.at("trace");
    let groups = moved(&filled.report, &filled.books, &entries);
    let groups: Vec<Moved> = groups.into_iter().map(|(name, figures)| Moved::new(name, figures, &trace)).collect();
    let here = scope.at("books/payments");
    page(&VoucherPage {
        entries: entries.iter().map(|entry| Line::new(entry, year)).collect(),
        sum: show::yuan(&sum),
        count: groups.iter().map(|group| group.figures.len()).sum(),
        groups,
        back,
        shell: Shell::new(&format!("凭证 {number}"), &visitor, Some(scope), &here),
        number,
    })
}

/// The list that somebody came from, with what they searched for; it is always one of ours.
fn back(back: &str, scope: &Scope, kind: Kind) -> String {
    let (id, query) = back.split_once('?').unwrap_or((back, ""));
    let usual = if kind == Kind::Receipts { RECEIPTS } else { PAYMENTS };
    List::of(id).unwrap_or(usual).at(scope, query)
}

/// Id, label and printed figure.
type Figure = (String, String, String);

/// The figures that entries moved, by the name of their table in the order of tables; those of the narrative come last.
fn moved(report: &Report, books: &Books, entries: &[Entry]) -> Vec<(String, Vec<Figure>)> {
    let mut by_table: BTreeMap<usize, Vec<Figure>> = BTreeMap::new();
    for id in juesuan_desk::moved_by(report, books, entries) {
        let Some(figure) = report.figures.get(id) else { continue };
        // Shares and changes that the narrative states are figures of a table by their ids, but none that it prints.
        let place = report.tables.iter().position(|table| prints(table, id)).unwrap_or(report.tables.len());
        let number = report.tables.get(place).map_or("", |table| table.number.as_str());
        let label = figure.label.strip_prefix(number).unwrap_or(&figure.label).trim_start().to_owned();
        by_table.entry(place).or_default().push((id.clone(), label, show::figure(figure)));
    }
    let name = |place: usize| {
        report
            .tables
            .get(place)
            .map_or_else(|| "情况说明".to_owned(), |table| format!("{} {}", table.number, table.title))
    };
    by_table.into_iter().map(|(place, figures)| (name(place), figures)).collect()
}

fn prints(table: &Table, id: &str) -> bool {
    table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.figure.as_deref() == Some(id))
}

impl Moved {
    fn new(name: String, figures: Vec<Figure>, trace: &str) -> Self {
        let figure = |(id, label, printed): Figure| MovedFigure {
            label,
            printed,
            href: format!("{trace}?figure={}", show::query_value(&id)),
        };
        Self { name, figures: figures.into_iter().map(figure).collect() }
    }
}

impl Line {
    fn new(entry: &Entry, year: u16) -> Self {
        const OWN: [&str; 4] = ["function", "economic", "paid", "received"];
        let named = entry.kind.columns().iter().zip(entry.kind.headings()).zip(&entry.cells);
        let cells = named.filter(|((id, _), cell)| !OWN.contains(id) && !cell.is_empty());
        Self {
            income: entry.kind == Kind::Receipts,
            cells: cells.map(|((_, heading), cell)| (heading, cell.clone())).collect(),
            function: Code::function(entry.line.function, year),
            economic: Code::economic(entry.line.economic, year),
            amount: show::yuan(&entry.amount),
        }
    }
}
