//! What has just changed in a unit's year, for pages that keep themselves up to date. Whoever reads books reads performance too.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};

use crate::{App, pages};

/// The stream of news.
pub async fn stream(State(app): State<App>, Path((year, unit)): Path<(u16, String)>) -> pages::Page {
    // Without the year in memory nobody would see what changes in it.
    app.years.read(&app, year, &unit, |_| ()).await?;
    let entry = app.head();
    Ok(app.live.stream(entry, move |news| news.year == year && news.unit == unit).into_response())
}
