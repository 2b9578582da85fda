//! The programming interface: the same books over HTTP for other programs, with tokens instead of sessions.

use axum::{
    Json,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use juesuan_rights::Secret;
use serde_json::json;

use crate::{App, routes::Routes, sessions::now, visitor::Person, visitor::Visitor};

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes
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

/// An answer that says what is wrong and what to do.
#[must_use]
pub fn problem(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "error": message }))).into_response()
}
