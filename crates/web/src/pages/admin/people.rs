//! 账号与授权: everybody, and new accounts.

use askama::Template;
use axum::{
    Form,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use juesuan_rights::{Right, password};
use juesuan_store::{Account, NewAccount};
use serde::Deserialize;

use crate::{
    App, WebError, beijing,
    pages::{Page, page},
    sessions::now,
    shell::Shell,
    visitor::Visitor,
};

/// Where the list is.
pub const PATH: &str = "/admin/people";

#[derive(Template)]
#[template(path = "admin/people.html")]
struct People {
    shell: Shell,
    accounts: Vec<Account>,
    now: i64,
    may_create: bool,
    typed: Typed,
    problem: Option<String>,
}

/// A password that is shown this once.
#[derive(Template)]
#[template(path = "admin/one_time.html")]
pub struct OneTime {
    shell: Shell,
    person: i64,
    login: String,
    password: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    login: String,
    name: String,
}

pub async fn list(State(app): State<App>, visitor: Visitor) -> Page {
    show(&app, &visitor, Typed::default(), None).await
}

async fn show(app: &App, visitor: &Visitor, typed: Typed, problem: Option<String>) -> Page {
    let accounts = app.shelf.read().await?.accounts().await?;
    page(&People {
        shell: Shell::new("账号与授权", visitor, None, PATH),
        accounts,
        now: now(),
        may_create: visitor.may_somewhere(Right::ManageAccounts),
        typed,
        problem,
    })
}

pub async fn create(State(app): State<App>, visitor: Visitor, Form(typed): Form<Typed>) -> Page {
    let (password, hash) = one_time(&app).await?;
    let account = NewAccount { login: &typed.login, name: &typed.name, password: &hash };
    let created = app.shelf.write().await.create_account(actor(&visitor), account, now()).await;
    match created {
        Ok(person) => OneTime::page(&app, &visitor, person, password).await,
        Err(juesuan_store::Error::Refused(refusal)) => {
            refused(show(&app, &visitor, typed, Some(refusal.to_string())).await)
        }
        Err(error) => Err(error.into()),
    }
}

/// A password to be used once, and its hash.
pub async fn one_time(app: &App) -> Result<(String, String), WebError> {
    let _turn = app.limits.turn_to_hash().await;
    let made = tokio::task::spawn_blocking(|| {
        let password = password::one_time()?;
        let hash = password::hash(&password)?;
        Ok((password, hash))
    });
    made.await?.map_err(|error: juesuan_rights::NoRandom| juesuan_store::Error::from(error).into())
}

/// The number of who does something.
pub fn actor(visitor: &Visitor) -> i64 {
    visitor.person.as_ref().map_or(0, |person| person.id)
}

/// A page that says why something was not done.
pub fn refused(page: Page) -> Result<Response, WebError> {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page?).into_response())
}

impl OneTime {
    /// The page that shows a password of somebody.
    pub async fn page(app: &App, visitor: &Visitor, person: i64, password: String) -> Page {
        let accounts = app.shelf.read().await?.accounts().await?;
        let login = accounts.into_iter().find(|account| account.id == person).map(|account| account.login);
        let shell = Shell::new("一次性密码", visitor, None, PATH);
        page(&Self { shell, person, login: login.unwrap_or_default(), password })
    }
}
