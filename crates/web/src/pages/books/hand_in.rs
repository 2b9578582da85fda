//! 送审: files that were looked at go to a second person.

use axum::{
    Form,
    extract::{Path, State},
};
use juesuan_store::{HandIn, Request};
use serde::Deserialize;

use super::{
    opening::scope,
    preview::{self, Shown},
    upload::owner,
};
use crate::{
    App, WebError,
    pages::{Page, go},
    visitor::Visitor,
};

/// Which draft, and why.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    draft: u64,
    reason: String,
}

/// Hands a draft in.
pub async fn hand_in(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Form(typed): Form<Typed>,
) -> Page {
    let scope = scope(&app, year, &unit).await?;
    let gone = "这批文件已经送审，或预览已过期。请到“送审与复核”查看，需要时重新选择文件";
    let draft = app.drafts.get(typed.draft, &owner(&visitor, year, &unit));
    let draft = draft.ok_or_else(|| WebError::Unusable(gone.to_owned()))?;
    let Ok(found) = &draft.outcome else {
        return Err(WebError::Unusable("这批文件有问题，不能送审。请改正后重新选择文件".to_owned()));
    };
    let refused = preview::refused(found, &visitor, &unit);
    if !refused.is_empty() {
        return Err(WebError::Unusable(refused.join("；")));
    }
    let hand_in = HandIn {
        request: Request::Import { unit: &unit, year, files: &draft.files },
        reason: &typed.reason,
        summary: &Shown::new(found).summary(),
        by: visitor.login(),
    };
    let submission = app.shelf.write().await.submit(hand_in).await?;
    app.drafts.drop(draft.number);
    app.refresh().await?;
    go(&format!("{}/{}?done=handed-in", scope.at("books/submissions"), submission.number))
}
