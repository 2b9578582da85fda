//! 九张表: the official tables as they stand now, each figure with its way to the vouchers.

pub mod choice;
mod drawn;
mod files;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use juesuan_report::{Cell, Figure, Report, Table, Value};
use juesuan_rights::Right;

use crate::{
    App, WebError,
    access::Who,
    pages::{self, Page, page},
    reports::Filled,
    routes::Routes,
    shell::{Scope, Shell},
    visitor::Visitor,
};
use choice::Choice;
use drawn::{Drawn, Link, is_blank};

/// This page's routes.
pub fn routes(routes: Routes) -> Routes {
    let who = Who::On(Right::ReadBooks);
    routes.get("/d/{year}/{unit}/tables", who, all).get("/d/{year}/{unit}/tables/{number}", who, one).get(
        "/d/{year}/{unit}/tables/download/{kind}",
        who,
        files::download,
    )
}

/// The disclosure of a unit's year, by the chosen form.
pub async fn filled(app: &App, year: u16, unit: &str, choice: &Choice) -> Result<Arc<Filled>, WebError> {
    app.years.reports(year, unit).filled(app, (year, unit), choice.form(), choice.rounding()).await
}

/// A table in the list of all.
struct Listed<'a> {
    number: usize,
    table: &'a Table,
    href: String,
    blank: bool,
    /// Its most important figure.
    total: Option<(Link, String)>,
}

#[derive(Template)]
#[template(path = "disclosure/tables.html")]
struct AllPage<'a> {
    shell: Shell,
    scope: &'a Scope,
    choice: &'a Choice,
    entry: i64,
    listed: Vec<Listed<'a>>,
    notices: &'a [String],
}

async fn all(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Query(choice): Query<Choice>,
) -> Page {
    let scope = pages::scope(&app, year, &unit).await?;
    let filled = filled(&app, year, &unit, &choice).await?;
    let (report, tables, traces) = (&filled.report, scope.at("tables"), scope.at("trace"));
    let listed = (1..).zip(&report.tables).map(|(number, table)| Listed {
        number,
        table,
        href: choice.at(format!("{tables}/{number}")),
        blank: is_blank(table, &report.figures),
        total: total(report, table, &choice, &traces),
    });
    let shell = Shell::new("九张表", &visitor, Some(scope.clone()), &tables);
    let (listed, notices) = (listed.collect(), report.notices.as_slice());
    page(&AllPage { shell, scope: &scope, choice: &choice, entry: filled.entry(), listed, notices })
}

/// The first figure of a table's rows of totals that is not zero; without such a one its first at all.
fn total(report: &Report, table: &Table, choice: &Choice, traces: &str) -> Option<(Link, String)> {
    let totals = table.rows.iter().filter(|row| row.total);
    let cells = totals.chain(&table.rows).flat_map(|row| &row.cells);
    let counts = |cell: &&Cell| match cell.figure.as_ref().and_then(|id| report.figures.get(id)) {
        Some(Figure { value: Value::Money(amount), .. }) => !amount.is_zero() && !cell.text.is_empty(),
        _ => false,
    };
    let cell = cells.into_iter().find(counts)?;
    let id = cell.figure.clone()?;
    let label = report.figures.get(&id)?.label.clone();
    Some((Link { href: choice.trace(traces, &id), id, label, first: true }, cell.text.clone()))
}

#[derive(Template)]
#[template(path = "disclosure/table.html")]
struct OnePage<'a> {
    shell: Shell,
    scope: &'a Scope,
    choice: &'a Choice,
    entry: i64,
    report: &'a Report,
    number: usize,
    table: &'a Table,
    drawn: Drawn,
    blank: bool,
}

impl OnePage<'_> {
    /// The address of a table.
    fn href(&self, number: &usize) -> String {
        self.choice.at(self.scope.at(&format!("tables/{number}")))
    }
}

async fn one(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit, number)): Path<(u16, String, String)>,
    Query(choice): Query<Choice>,
) -> Page {
    let scope = pages::scope(&app, year, &unit).await?;
    let filled = filled(&app, year, &unit, &choice).await?;
    let report = &filled.report;
    let number: usize = number.parse().unwrap_or(0);
    let Some(table) = number.checked_sub(1).and_then(|at| report.tables.get(at)) else {
        let most = report.tables.len();
        return Err(WebError::NotFound(format!("这张表。本格式有 {most} 张表，地址里写 1 到 {most}")));
    };
    let drawn = Drawn::new(table, &report.figures, &choice, &scope.at("trace"));
    let blank = is_blank(table, &report.figures);
    let shell = Shell::new(&table.title, &visitor, Some(scope.clone()), &scope.at("tables"));
    let entry = filled.entry();
    page(&OnePage { shell, scope: &scope, choice: &choice, entry, report, number, table, drawn, blank })
}
