//! The pages, one folder for each area of work.

pub mod admin;
pub mod books;
pub mod check;
pub mod disclosure;
pub mod home;
pub mod login;
pub mod me;
pub mod open;
pub mod performance;
pub mod review;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
};

use crate::{App, WebError, access::Who, assets, routes::Routes, shell::Scope, visitor::Visitor};

/// All routes.
#[must_use]
pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/assets/{*name}", Who::Anybody, assets::file)
        .get("/healthz", Who::Anybody, healthy)
        .area(login::routes)
        .area(me::routes)
        .area(home::routes)
        .area(books::routes)
        .area(disclosure::routes)
        .area(check::routes)
        .area(performance::routes)
        .area(review::routes)
        .area(admin::routes)
        .area(open::routes)
        .area(crate::api::routes)
}

/// What a handler answers.
pub type Page = Result<Response, WebError>;

/// A page of a template.
///
/// # Errors
/// When the template fails.
pub fn page(template: &impl Template) -> Page {
    Ok(Html(template.render()?).into_response())
}

/// Sends the browser to another page after something was done.
///
/// # Errors
/// Never; it has the type of what handlers answer.
pub fn go(to: &str) -> Page {
    Ok(Redirect::to(to).into_response())
}

/// The department and year of a page, for its frame.
///
/// # Errors
/// When the books have no such unit, or cannot be read.
pub async fn scope(app: &App, year: u16, unit: &str) -> Result<Scope, WebError> {
    let known = app.units.known(app).await?;
    let Some((_, found)) = known.units.get(unit) else {
        return Err(WebError::NotFound(format!("单位“{unit}”。请检查地址，或从首页重新进入")));
    };
    Ok(Scope { year, unit: unit.to_owned(), unit_name: found.name.clone(), years: known.years.clone() })
}

/// Whether the server can answer: it reads the books.
async fn healthy(axum::extract::State(app): axum::extract::State<App>) -> Page {
    app.shelf.read().await?.head().await?;
    Ok("ok\n".into_response())
}

/// What is said of an address that no route has.
pub async fn not_found(_: Visitor) -> Response {
    let mut response = WebError::NotFound("这一页。请检查地址，或从首页重新进入".to_owned()).into_response();
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}
