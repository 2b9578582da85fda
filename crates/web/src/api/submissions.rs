//! How far what was handed in for a second person's decision has come.

use axum::{Json, extract::State, response::IntoResponse};
use juesuan_store::{Page, Submission};
use serde_json::{Value, json};

use super::{
    Answered,
    problem::ErrorBody,
    request::{Number, Place},
};
use crate::{App, WebError};

/// How many are listed: the latest.
const MOST: u32 = 200;

/// 最近的送审（导入、撤销导入、公开、撤下）和它们的状态，新的在前，最多200项。
#[utoipa::path(get, path = "/api/v1/d/{year}/{unit}/submissions", tag = "送审",
    params(("year" = u16, Path, description = "年度"), ("unit" = String, Path, description = "单位代码；含下属单位")),
    responses((status = 200, description = "submissions[]：state 为 handed-in、approved、refused、taken-back", body = Value),
        (status = 401, description = "令牌无效", body = ErrorBody)))]
pub async fn list(State(app): State<App>, place: Place) -> Answered {
    let known = app.units.known(&app).await?;
    let below = known.units.keys().map(String::as_str).filter(|code| known.tree.covers(&place.unit, code));
    let units: Vec<&str> = below.collect();
    let page = Page { offset: 0, limit: MOST };
    let submissions = app.shelf.read().await?.submissions(Some(&units), None, page).await?;
    let of_year = submissions.iter().filter(|it| it.year == place.year);
    Ok(Json(json!({ "submissions": of_year.map(body).collect::<Vec<_>>() })).into_response())
}

/// 一项送审的状态。
#[utoipa::path(get, path = "/api/v1/d/{year}/{unit}/submissions/{number}", tag = "送审",
    params(("year" = u16, Path, description = "年度"), ("unit" = String, Path, description = "单位代码"), ("number" = i64, Path, description = "送审号")),
    responses((status = 200, description = "送审", body = Value), (status = 404, description = "没有这项送审", body = ErrorBody)))]
pub async fn one(State(app): State<App>, place: Place, Number(number): Number) -> Answered {
    let known = app.units.known(&app).await?;
    let found = app.shelf.read().await?.submission(number).await?;
    let of_unit = |it: &Submission| it.year == place.year && known.tree.covers(&place.unit, &it.unit);
    let found = found.filter(of_unit).ok_or_else(|| WebError::NotFound(format!("第{number}号送审")))?;
    Ok(Json(body(&found)).into_response())
}

fn body(it: &Submission) -> Value {
    let decision = it.decision.as_ref().map(|decision| {
        json!({ "by": decision.by, "at": decision.at, "reason": decision.reason, "entry": decision.brought })
    });
    json!({
        "number": it.number, "matter": it.matter.id(), "subject": it.matter.subject(), "unit": it.unit, "year": it.year,
        "state": it.state().id(), "by": it.by, "at": it.at, "reason": it.reason,
        "files": it.files.iter().map(|file| json!({ "name": file.name, "bytes": file.bytes, "sha256": file.digest })).collect::<Vec<_>>(),
        "decision": decision,
    })
}
