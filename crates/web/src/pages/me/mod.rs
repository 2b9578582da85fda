//! 我的账号: who one is here, password, second factor, tokens.

mod factor;
mod overview;
mod password;
mod tokens;

use std::time::Duration;

pub use overview::state as token_state;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use juesuan_store::{LoginOutcome, Proof};
use tokio::time::Instant;

use super::Page;
use crate::{App, WebError, access::Who, routes::Routes, sessions, visitor::Visitor};

/// Where people see their account.
pub const PATH: &str = "/me";
/// Where a password is changed.
pub const PASSWORD: &str = "/me/password";
/// Where a second factor is set up and taken away.
pub const FACTOR: &str = "/me/second-factor";

/// What is open to who must choose a password first.
pub const OPEN_BEFORE_CHANGE: [&str; 1] = [PASSWORD];

/// How long a refusal takes at least, so that its time does not tell why: argon2 is done long before.
const REFUSED_AFTER: Duration = Duration::from_millis(400);

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(PATH, Who::SignedIn, overview::show)
        .get(PASSWORD, Who::SignedIn, password::form)
        .post(PASSWORD, Who::SignedIn, password::change)
        .get(FACTOR, Who::SignedIn, factor::form)
        .post(FACTOR, Who::SignedIn, factor::set)
        .post("/me/second-factor/remove", Who::SignedIn, factor::remove)
        .post("/me/tokens", Who::SignedIn, tokens::ask)
        .post("/me/tokens/{token}/revoke", Who::SignedIn, tokens::revoke)
}

/// Holds what somebody typed against what the books know of a login. Few do so at a time: it takes memory and a processor.
pub async fn prove(app: &App, login: &str, password: String, code: String) -> Result<Proof, WebError> {
    let facts = app.shelf.read().await?.login_facts(login).await?;
    let _turn = app.limits.turn_to_hash().await;
    Ok(tokio::task::spawn_blocking(move || facts.prove(&password, Some(&code), sessions::now())).await?)
}

/// Waits until a refusal may be told.
pub async fn wait_to_refuse(begun: Instant) {
    tokio::time::sleep_until(begun + REFUSED_AFTER).await;
}

/// Sends somebody who has changed their account on, in the session that began with it.
fn go_on(app: &App, opened: &juesuan_store::Opened, done: &str) -> Page {
    app.sessions.forget();
    Ok((sessions::begun(&app.config, opened), Redirect::to(&format!("{PATH}?done={done}"))).into_response())
}

/// What to say when a proof did not hold.
const fn refusal(outcome: &LoginOutcome) -> &'static str {
    match outcome {
        LoginOutcome::SecondFactor => "这个账号开通了两步验证，请同时填写手机上现在显示的六位动态验证码",
        _ => "密码或动态验证码不对，没有改动。用过的验证码不能再用，请等下一个；连续填错会暂时锁定账号",
    }
}

/// A page that says why something was not done.
fn unusable(page: Page) -> Page {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page?).into_response())
}

/// The account of a visitor; every route of this area has one.
fn person(visitor: &Visitor) -> Result<&crate::visitor::Person, WebError> {
    visitor.person.as_deref().ok_or_else(|| WebError::Forbidden("请先登录".to_owned()))
}
