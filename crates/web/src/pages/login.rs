//! 登录 and 退出.

use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect},
};
use juesuan_store::LoginOutcome;
use serde::Deserialize;
use tokio::time::Instant;

use super::{Page, go, me, page};
use crate::{
    App,
    access::Who,
    config::DemoPerson,
    routes::Routes,
    sessions::{self, lifetime, now},
    shell::Shell,
    visitor::Visitor,
};

/// Where people sign in.
pub const PATH: &str = "/login";

/// This area's routes.
pub fn routes(routes: Routes) -> Routes {
    routes.get(PATH, Who::Anybody, form).post(PATH, Who::Anybody, sign_in).post("/logout", Who::Anybody, sign_out)
}

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage<'a> {
    shell: Shell,
    login: &'a str,
    next: &'a str,
    problem: Option<&'a str>,
    demo: &'a [DemoPerson],
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Next {
    next: String,
}

async fn form(State(app): State<App>, visitor: Visitor, Query(query): Query<Next>) -> Page {
    if visitor.person.is_some() {
        return go(own(&query.next));
    }
    let shell = Shell::bare("登录");
    page(&LoginPage { shell, login: "", next: own(&query.next), problem: None, demo: &app.config.demo })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    login: String,
    password: String,
    code: String,
    next: String,
}

async fn sign_in(State(app): State<App>, headers: HeaderMap, Form(typed): Form<Typed>) -> Page {
    let begun = Instant::now();
    let proof = me::prove(&app, &typed.login, typed.password, typed.code).await?;
    let mut store = app.shelf.write().await;
    let outcome = store.record_login(&proof, lifetime(&app.config), now()).await?;
    let problem = match outcome {
        LoginOutcome::In(opened) => {
            // What the browser had before, whoever gave it to it, is worth nothing any more.
            if let Some(old) = sessions::secret(&app.config, &headers) {
                store.end_session(&old).await?;
                app.sessions.forget();
            }
            let to = if opened.must_change { me::PASSWORD } else { own(&typed.next) };
            return Ok((sessions::begun(&app.config, &opened), Redirect::to(to)).into_response());
        }
        LoginOutcome::SecondFactor => "这个账号开通了两步验证，请再填一次密码和手机上显示的六位动态验证码",
        LoginOutcome::Refused => LoginOutcome::REFUSED,
    };
    drop(store);
    me::wait_to_refuse(begun).await;
    let shell = Shell::bare("登录");
    let (login, next, demo) = (typed.login.as_str(), own(&typed.next), app.config.demo.as_slice());
    let again = page(&LoginPage { shell, login, next, problem: Some(problem), demo })?;
    Ok((StatusCode::UNAUTHORIZED, again).into_response())
}

async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Page {
    if let Some(secret) = sessions::secret(&app.config, &headers) {
        app.shelf.write().await.end_session(&secret).await?;
        app.sessions.forget();
    }
    Ok((sessions::ended(&app.config), Redirect::to(PATH)).into_response())
}

/// An address of ours: a stranger's link must not lead people away after they sign in.
fn own(next: &str) -> &str {
    // Browsers take `\` for `/`, and pass over tabs and line breaks: `/<tab>/evil` would be `//evil`.
    let odd = |c: char| c == '\\' || c.is_control();
    let inside = next.starts_with('/') && !next.starts_with("//") && !next.contains(odd);
    if inside { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_away() {
        assert_eq!(own("/d/2024/101?x=1"), "/d/2024/101?x=1");
        for foreign in ["", "//evil", "/\\evil", "http://evil", "evil", "/a\r\nb", "/\t/evil"] {
            assert_eq!(own(foreign), "/", "{foreign:?}");
        }
    }
}
