//! 图表: the year in pictures, each with a sentence and a table.

mod drawn;
mod table;

use askama::Template;
use axum::extract::{Path, State};
use juesuan_desk::views;
use juesuan_rights::Right;

use drawn::Plate;

use super::tables::{self, choice::Choice};
use crate::{
    App,
    access::Who,
    pages::{self, Page, page},
    routes::Routes,
    shell::{Scope, Shell},
    visitor::Visitor,
};

/// This page's routes.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/d/{year}/{unit}/pictures", Who::On(Right::ReadBooks), pictures)
}

#[derive(Template)]
#[template(path = "disclosure/pictures.html")]
struct PicturesPage {
    shell: Shell,
    scope: Scope,
    entry: i64,
    plates: Vec<Plate>,
}

async fn pictures(State(app): State<App>, visitor: Visitor, Path((year, unit)): Path<(u16, String)>) -> Page {
    let scope = pages::scope(&app, year, &unit).await?;
    let filled = tables::filled(&app, year, &unit, &Choice::default()).await?;
    let before = app.years.reports(year, &unit).before(&app, year, &unit).await?;
    let ask = |snapshot: &juesuan_desk::Snapshot| {
        let curve = views::execution_by_day(snapshot);
        (curve, views::spending_tree(snapshot), views::flow(snapshot), snapshot.day_of_year())
    };
    let (curve, spending, flow, day) = app.years.read(&app, year, &unit, ask).await?;
    let (entry, traces) = (filled.entry(), scope.at("trace"));
    // Drawing is pure calculation; it takes a few milliseconds.
    let draw = move || {
        let (books, report) = (&filled.books, &filled.report);
        let reports = || before.iter().chain([report]);
        let main = views::MAIN_FIGURES.map(|(id, name)| (id.to_owned(), name.to_owned()));
        let fees = views::three_fees(books, report);
        let fee_ids = fees.iter().map(|fee| (format!("T9/{}/actual", fee.id), fee.name.to_owned()));
        vec![
            drawn::execution(year, day, &curve),
            drawn::spending(&spending, report, &traces),
            drawn::classes(&spending),
            drawn::flow(&flow),
            drawn::years("收支各年对比", "years", &views::by_year(books, reports(), main), &traces),
            drawn::fees(&fees, &views::by_year(books, reports(), fee_ids), &traces),
        ]
    };
    let plates = tokio::task::spawn_blocking(draw).await?;
    let shell = Shell::new("图表", &visitor, Some(scope.clone()), &scope.at("pictures"));
    page(&PicturesPage { shell, scope, entry, plates })
}
