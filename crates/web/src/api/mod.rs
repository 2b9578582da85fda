//! The programming interface: the same books over HTTP for other programs, with tokens instead of sessions.
//!
//! `docs/api.md` tells people of it, [`openapi`] tells programs. Every answer is JSON; errors are [`ApiError`].

mod entry;
mod findings;
mod openapi;
mod problem;
mod reading;
mod request;
mod submissions;

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use juesuan_rights::{Right, Secret};

pub use problem::{Answered, ApiError, problem};

use crate::{App, access::Who, routes::Routes, sessions::now, visitor::Person, visitor::Visitor};

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    let token = Who::Token;
    routes
        .get("/api/v1/openapi.json", Who::Anybody, openapi::describe)
        .post("/api/v1/d/{year}/{unit}/imports", token(Right::SubmitBooks), entry::import)
        .post("/api/v1/d/{year}/{unit}/evidence", token(Right::SubmitEvidence), entry::evidence)
        .get("/api/v1/d/{year}/{unit}/payments", token(Right::ReadBooks), reading::payments)
        .get("/api/v1/d/{year}/{unit}/figures", token(Right::ReadBooks), reading::figures)
        .get("/api/v1/d/{year}/{unit}/monitor", token(Right::ReadPerformance), reading::monitor)
        .get("/api/v1/d/{year}/{unit}/evaluation", token(Right::ReadPerformance), reading::evaluation)
        .post("/api/v1/d/{year}/{unit}/findings", token(Right::CheckDocuments), findings::check)
        .get("/api/v1/d/{year}/{unit}/submissions", token(Right::ReadBooks), submissions::list)
        .get("/api/v1/d/{year}/{unit}/submissions/{number}", token(Right::ReadBooks), submissions::one)
}

/// Whose token a request shows.
///
/// # Errors
/// An answer that says what is wrong with it.
pub(crate) async fn visitor(app: &App, headers: &HeaderMap) -> Result<Visitor, Response> {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let secret = shown.and_then(|value| value.strip_prefix("Bearer ")).and_then(Secret::parse);
    let secret = secret.ok_or_else(|| problem(StatusCode::UNAUTHORIZED, "请求头要有 Authorization: Bearer 令牌"))?;
    let broken = |error: crate::WebError| problem(error.status(), &error.to_string());
    let mut store = app.shelf.read().await.map_err(|error| broken(error.into()))?;
    let bearer = store.bearer(&secret, now()).await.map_err(|error| broken(error.into()))?;
    let bearer = bearer.ok_or_else(|| problem(StatusCode::UNAUTHORIZED, "令牌不存在、还没有批准、已收回或已过期"))?;
    drop(store);
    let tree = std::sync::Arc::clone(&app.units.known(app).await.map_err(broken)?.tree);
    let person = Person {
        id: bearer.person,
        name: bearer.login.clone(),
        login: bearer.login,
        access: bearer.access,
        must_change: false,
        token: Some(bearer.token),
    };
    Ok(Visitor { person: Some(person.into()), tree })
}

/// What is said to a token without the right.
pub(crate) fn forbidden() -> Response {
    problem(StatusCode::FORBIDDEN, "令牌没有这个单位的这项权限")
}
