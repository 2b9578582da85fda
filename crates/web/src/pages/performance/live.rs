//! What has just changed in a unit's year, for pages that keep themselves up to date. Whoever reads books reads performance too.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};

use crate::{App, live::News, pages};

/// The stream of news.
pub async fn stream(State(app): State<App>, Path((year, unit)): Path<(u16, String)>) -> pages::Page {
    // Without the year in memory nobody would see what changes in it.
    app.years.read(&app, year, &unit, |_| ()).await?;
    let entry = app.head();
    let years = app.clone();
    // What changes in a year that had to leave the memory is not known: then anything may have.
    let takes = move |news: &News| match news.unit.as_str() {
        "" => !years.years.keeps(year, &unit),
        of => of == unit && news.year == year,
    };
    Ok(app.live.stream(entry, takes).into_response())
}
