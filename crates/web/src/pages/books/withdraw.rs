//! 撤销导入: asking a second person to take an import out of the books.

use axum::{
    Form,
    extract::{Path, State},
};
use juesuan_store::{HandIn, Request};
use serde::Deserialize;

use crate::{
    App,
    pages::{Page, go, scope},
    visitor::Visitor,
};

/// Which import, and why.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    entry: i64,
    reason: String,
}

/// Hands a withdrawal in.
pub async fn withdraw(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Form(typed): Form<Typed>,
) -> Page {
    let scope = scope(&app, year, &unit).await?;
    let hand_in = HandIn {
        request: Request::Withdrawal { unit: &unit, entry: typed.entry },
        reason: &typed.reason,
        summary: "{}",
        by: visitor.login(),
    };
    let submission = app.shelf.write().await.submit(hand_in).await?;
    app.refresh().await?;
    // The import may be one of another year than the page.
    let to = crate::shell::Scope { year: submission.year, ..scope };
    go(&format!("{}/{}?done=handed-in", to.at("books/submissions"), submission.number))
}
