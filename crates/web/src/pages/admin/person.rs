//! One account: what it is, what it holds, and what an administrator can do with it.

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query, State},
};
use juesuan_rights::{Grant, Right, Role};
use juesuan_store::{Account, Store};
use serde::Deserialize;

use super::people::{OneTime, PATH, actor, one_time, refused};
use crate::{
    App, WebError, beijing,
    pages::{Page, go, page},
    sessions::now,
    shell::Shell,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "admin/person.html")]
struct PersonPage {
    shell: Shell,
    account: Account,
    locked_until: Option<String>,
    /// Whether it is the visitor's own.
    own: bool,
    may_manage: bool,
    may_grant: bool,
    roles: [Role; 9],
    /// Codes and names of all units, with how deep they are.
    units: Vec<(String, String)>,
    problem: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    done: String,
}

/// What was typed to grant or revoke.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    role: String,
    unit: String,
    /// The code of a unit that the books do not have yet.
    new_unit: String,
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(person): Path<i64>,
    Query(query): Query<Done>,
) -> Page {
    let notice = match query.done.as_str() {
        "disable" => Some("账号已停用，登录已退出"),
        "enable" => Some("账号已启用"),
        "unlock" => Some("已解除锁定"),
        "grant" => Some("已授权。本人要重新登录"),
        "revoke" => Some("已收回授权。本人要重新登录"),
        _ => None,
    };
    account_page(&app, &visitor, person, notice, None).await
}

async fn account_page(
    app: &App,
    visitor: &Visitor,
    person: i64,
    notice: Option<&str>,
    problem: Option<String>,
) -> Page {
    let known = app.units.known(app).await?;
    let accounts = app.shelf.read().await?.accounts().await?;
    let account = accounts.into_iter().find(|account| account.id == person);
    let account = account.ok_or_else(|| WebError::NotFound("这个账号。请从账号列表里选".to_owned()))?;
    let until = account.attempts.locked_until().filter(|until| now() < *until);
    page(&PersonPage {
        shell: Shell::new(&account.name, visitor, None, PATH).with_notice(notice.map(str::to_owned)),
        locked_until: until.map(|until| beijing::moment(&until)),
        own: actor(visitor) == person,
        may_manage: visitor.may_somewhere(Right::ManageAccounts),
        may_grant: visitor.may_somewhere(Right::GrantRoles),
        roles: Role::ALL,
        units: known.units.iter().map(|(code, (_, unit))| (code.clone(), unit.name.clone())).collect(),
        problem,
        account,
    })
}

/// What is done to an account.
enum Act {
    Disable,
    Enable,
    Unlock,
    Grant(Grant),
    Revoke(Grant),
}

impl Act {
    async fn of(&self, store: &mut Store, actor: i64, person: i64) -> juesuan_store::Result<&'static str> {
        match self {
            Self::Disable => store.set_disabled(actor, person, true).await.map(|()| "disable"),
            Self::Enable => store.set_disabled(actor, person, false).await.map(|()| "enable"),
            Self::Unlock => store.unlock(actor, person).await.map(|()| "unlock"),
            Self::Grant(grant) => store.grant(actor, person, grant).await.map(|()| "grant"),
            Self::Revoke(grant) => store.revoke(actor, person, grant).await.map(|()| "revoke"),
        }
    }
}

/// Does it, and shows the account; refusals of the rules are shown there too.
async fn act(app: &App, visitor: &Visitor, person: i64, act: Act) -> Page {
    let done = act.of(&mut *app.shelf.write().await, actor(visitor), person).await;
    match done {
        Ok(done) => {
            app.sessions.forget();
            go(&format!("{PATH}/{person}?done={done}"))
        }
        Err(juesuan_store::Error::Refused(refusal)) => {
            refused(account_page(app, visitor, person, None, Some(refusal.to_string())).await)
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn disable(State(app): State<App>, visitor: Visitor, Path(person): Path<i64>) -> Page {
    act(&app, &visitor, person, Act::Disable).await
}

pub async fn enable(State(app): State<App>, visitor: Visitor, Path(person): Path<i64>) -> Page {
    act(&app, &visitor, person, Act::Enable).await
}

pub async fn unlock(State(app): State<App>, visitor: Visitor, Path(person): Path<i64>) -> Page {
    act(&app, &visitor, person, Act::Unlock).await
}

pub async fn reset(State(app): State<App>, visitor: Visitor, Path(person): Path<i64>) -> Page {
    let (password, hash) = one_time(&app).await?;
    let reset = app.shelf.write().await.reset_password(actor(&visitor), person, &hash).await;
    match reset {
        Ok(()) => {
            app.sessions.forget();
            OneTime::page(&app, &visitor, person, password).await
        }
        Err(juesuan_store::Error::Refused(refusal)) => {
            refused(account_page(&app, &visitor, person, None, Some(refusal.to_string())).await)
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn grant(
    State(app): State<App>,
    visitor: Visitor,
    Path(person): Path<i64>,
    Form(typed): Form<Typed>,
) -> Page {
    change(&app, &visitor, person, &typed, Act::Grant).await
}

pub async fn revoke(
    State(app): State<App>,
    visitor: Visitor,
    Path(person): Path<i64>,
    Form(typed): Form<Typed>,
) -> Page {
    change(&app, &visitor, person, &typed, Act::Revoke).await
}

async fn change(app: &App, visitor: &Visitor, person: i64, typed: &Typed, act_of: fn(Grant) -> Act) -> Page {
    match typed.grant() {
        Ok(grant) => act(app, visitor, person, act_of(grant)).await,
        Err(problem) => refused(account_page(app, visitor, person, None, Some(problem)).await),
    }
}

impl Typed {
    /// The grant that is meant. `*` stands for all units: nobody gives them by leaving a field open.
    fn grant(&self) -> Result<Grant, String> {
        let role = Role::parse(&self.role).ok_or("请选择岗位")?;
        let unit = match (self.unit.trim(), self.new_unit.trim()) {
            _ if role.is_administrator() => "",
            ("", "") => return Err("请选择单位。要授予全部单位，请选“全部单位”".to_owned()),
            ("*", "") => "",
            (unit, "") | ("", unit) => unit,
            _ => return Err("单位选一个，或者填一个还没有建账的，不能两样都有".to_owned()),
        };
        Grant::new(unit, role).map_err(|refusal| refusal.to_string())
    }
}
