//! 我的账号.

use askama::Template;
use axum::{
    extract::{Query, State},
    http::HeaderMap,
};
use juesuan_rights::Right;
use juesuan_store::{Account, Token};
use serde::Deserialize;

use super::{FACTOR, PASSWORD, PATH, person};
use crate::{
    App, WebError, beijing,
    pages::{Page, page},
    sessions,
    shell::Shell,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "me/overview.html")]
struct Overview {
    shell: Shell,
    account: Account,
    /// When the session ends.
    ends: String,
    tokens: Vec<TokenRow>,
    /// The rights that one may put into a token; none for administrators.
    rights: Vec<Right>,
    /// Codes and names of units over which one has any of them.
    units: Vec<(String, String)>,
    problem: Option<String>,
}

/// One's token in the list.
pub struct TokenRow {
    token: Token,
    state: &'static str,
    tone: &'static str,
    open: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    done: String,
}

pub async fn show(State(app): State<App>, visitor: Visitor, headers: HeaderMap, Query(query): Query<Done>) -> Page {
    let notice = match query.done.as_str() {
        "password" => Some("密码已修改。其他地方的登录都已退出"),
        "second-factor" => Some("已开通两步验证。今后登录要填动态验证码"),
        "second-factor-removed" => Some("已关闭两步验证"),
        "revoked" => Some("令牌已收回，立即失效"),
        _ => None,
    };
    overview(&app, &visitor, &headers, notice, None).await
}

/// The page, with a word on what was done or why it was not.
pub async fn overview(
    app: &App,
    visitor: &Visitor,
    headers: &HeaderMap,
    notice: Option<&str>,
    problem: Option<String>,
) -> Page {
    let person = person(visitor)?;
    let known = app.units.known(app).await?;
    let mut store = app.shelf.read().await?;
    let account = store.accounts().await?.into_iter().find(|account| account.id == person.id);
    let account = account.ok_or_else(|| WebError::NotFound("这个账号".to_owned()))?;
    let session = match sessions::secret(&app.config, headers) {
        Some(secret) => store.session(&secret, sessions::now()).await?,
        None => None,
    };
    let tokens = store.tokens().await?.into_iter().filter(|token| token.person == person.id);
    let rights: Vec<Right> =
        Right::ALL.into_iter().filter(|right| !right.is_office() && visitor.may_somewhere(*right)).collect();
    let may = |code: &str| rights.iter().any(|right| visitor.may(*right, code));
    let units = known.units.iter().filter(|(code, _)| may(code));
    let overview = Overview {
        shell: Shell::new("我的账号", visitor, None, PATH).with_notice(notice.map(str::to_owned)),
        account,
        ends: session.map_or_else(|| "—".to_owned(), |session| beijing::moment(&session.ends)),
        tokens: tokens.map(TokenRow::new).rev().collect(),
        units: units.map(|(code, (_, unit))| (code.clone(), unit.name.clone())).collect(),
        rights,
        problem,
    };
    page(&overview)
}

impl TokenRow {
    fn new(token: Token) -> Self {
        let (state, tone, open) = state(&token, sessions::now());
        Self { token, state, tone, open }
    }
}

/// What a token is now, its tone, and whether it can still be revoked.
pub fn state(token: &Token, now: i64) -> (&'static str, &'static str, bool) {
    match token {
        Token { revoked: true, .. } => ("已收回", "", false),
        token if token.ends <= now => ("已到期", "", false),
        Token { approver: None, .. } => ("待批准", "warning", true),
        _ => ("有效", "good", true),
    }
}
