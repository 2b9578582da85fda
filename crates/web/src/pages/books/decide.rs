//! 复核: letting in what another handed in, or not; and taking back what is one's own.

use axum::{
    Form,
    extract::{Path, State},
};
use juesuan_store::{Decided, SubmissionState, Verdict};
use serde::Deserialize;

use super::{
    opening::scope,
    submission::{find, is_of_books},
};
use crate::{
    App, WebError,
    pages::{Page, go},
    visitor::Visitor,
};

/// What somebody says, and why.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    verdict: String,
    reason: String,
}

/// Approves or refuses.
pub async fn decide(
    State(app): State<App>,
    visitor: Visitor,
    path: Path<(u16, String, i64)>,
    Form(typed): Form<Typed>,
) -> Page {
    let verdict = match typed.verdict.as_str() {
        "approve" => Verdict::Approve,
        "refuse" => Verdict::Refuse,
        _ => return Err(WebError::Unusable("没有选通过还是退回。请选一项后再提交".to_owned())),
    };
    say(app, visitor, path, verdict, typed.reason).await
}

/// Takes back.
pub async fn take_back(
    State(app): State<App>,
    visitor: Visitor,
    path: Path<(u16, String, i64)>,
    Form(typed): Form<Typed>,
) -> Page {
    say(app, visitor, path, Verdict::TakeBack, typed.reason).await
}

async fn say(
    app: App,
    visitor: Visitor,
    Path((year, unit, number)): Path<(u16, String, i64)>,
    verdict: Verdict,
    reason: String,
) -> Page {
    let scope = scope(&app, year, &unit).await?;
    let submission = find(&app, &visitor, &scope, number).await?;
    if !is_of_books(submission.matter) {
        return Err(WebError::Unusable("公开版本不在这里复核。请到“公开”页处理".to_owned()));
    }
    let who = visitor.login().to_owned();
    // Once begun it is carried through, even when whoever asked has gone: an import of many records takes a while.
    let carried = tokio::spawn(async move { carry_through(&app, number, &who, verdict, &reason).await });
    let decided = carried.await??;
    let done = match decided.submission.state() {
        SubmissionState::Approved if decided.imported.is_some_and(|import| import.entry.is_none()) => "nothing-new",
        state => state.id(),
    };
    go(&format!("{}/{number}?done={done}", scope.at("books/submissions")))
}

async fn carry_through(app: &App, number: i64, who: &str, verdict: Verdict, reason: &str) -> Result<Decided, WebError> {
    let decided = app.shelf.write().await.decide(number, who, verdict, reason).await?;
    app.refresh().await?;
    Ok(decided)
}
