//! 接口令牌: which programs are let in.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use juesuan_store::Token;
use serde::Deserialize;

use super::people::{actor, refused};
use crate::{
    App, beijing,
    pages::{Page, go, me::token_state, page},
    sessions::now,
    shell::Shell,
    visitor::Visitor,
};

const PATH: &str = "/admin/tokens";

#[derive(Template)]
#[template(path = "admin/tokens.html")]
struct Tokens {
    shell: Shell,
    rows: Vec<Row>,
    problem: Option<String>,
}

/// A token in the list.
struct Row {
    token: Token,
    person: String,
    approver: String,
    state: &'static str,
    tone: &'static str,
    open: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    done: String,
}

pub async fn list(State(app): State<App>, visitor: Visitor, Query(query): Query<Done>) -> Page {
    let notice = match query.done.as_str() {
        "approve" => Some("令牌已批准，现在可以用了"),
        "revoke" => Some("令牌已收回，立即失效"),
        _ => None,
    };
    show(&app, &visitor, notice, None).await
}

async fn show(app: &App, visitor: &Visitor, notice: Option<&str>, problem: Option<String>) -> Page {
    let mut store = app.shelf.read().await?;
    let accounts = store.accounts().await?;
    let names: BTreeMap<i64, String> =
        accounts.into_iter().map(|it| (it.id, format!("{}（{}）", it.name, it.login))).collect();
    let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
    let now = now();
    let mut rows: Vec<Row> = store
        .tokens()
        .await?
        .into_iter()
        .rev()
        .map(|token| {
            let (state, tone, open) = token_state(&token, now);
            Row {
                person: name(token.person),
                approver: token.approver.map(name).unwrap_or_default(),
                state,
                tone,
                open,
                token,
            }
        })
        .collect();
    // Those that wait for a decision come first.
    rows.sort_by_key(|row| !(row.open && row.token.approver.is_none()));
    let shell = Shell::new("接口令牌", visitor, None, PATH).with_notice(notice.map(str::to_owned));
    page(&Tokens { shell, rows, problem })
}

pub async fn approve(State(app): State<App>, visitor: Visitor, Path(token): Path<i64>) -> Page {
    let done = app.shelf.write().await.approve_token(actor(&visitor), token, now()).await;
    answer(&app, &visitor, done, "approve").await
}

pub async fn revoke(State(app): State<App>, visitor: Visitor, Path(token): Path<i64>) -> Page {
    let done = app.shelf.write().await.revoke_token(actor(&visitor), token).await;
    answer(&app, &visitor, done, "revoke").await
}

async fn answer(app: &App, visitor: &Visitor, done: juesuan_store::Result<()>, what: &str) -> Page {
    match done {
        Ok(()) => go(&format!("{PATH}?done={what}")),
        Err(juesuan_store::Error::Refused(refusal)) => {
            refused(show(app, visitor, None, Some(refusal.to_string())).await)
        }
        Err(error) => Err(error.into()),
    }
}
