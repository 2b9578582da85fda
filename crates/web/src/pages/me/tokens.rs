//! 接口令牌: asking for one's own, and taking them back.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::HeaderMap,
};
use juesuan_rights::Right;
use juesuan_store::TokenRequest;

use super::{PATH, overview, person, unusable};
use crate::{
    App, WebError,
    pages::{Page, go, page},
    sessions::now,
    shell::Shell,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "me/token.html")]
struct TokenPage {
    shell: Shell,
    name: String,
    secret: String,
}

/// What was typed, field by field: there may be several rights.
struct Typed {
    name: String,
    unit: String,
    days: i64,
    rights: Vec<Right>,
}

pub async fn ask(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Page {
    let typed = Typed::new(&fields);
    let person = person(&visitor)?.id;
    let ends = now().saturating_add(typed.days.saturating_mul(86_400));
    let request = TokenRequest { name: &typed.name, unit: &typed.unit, rights: &typed.rights, ends };
    let asked = app.shelf.write().await.ask_token(person, request, now()).await;
    match asked {
        Ok((_, secret)) => page(&TokenPage {
            shell: Shell::new("接口令牌", &visitor, None, PATH),
            name: typed.name,
            secret: secret.reveal(),
        }),
        Err(juesuan_store::Error::Refused(refusal)) => {
            unusable(overview::overview(&app, &visitor, &headers, None, Some(refusal.to_string())).await)
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn revoke(State(app): State<App>, visitor: Visitor, Path(token): Path<i64>) -> Page {
    let person = person(&visitor)?.id;
    let mut store = app.shelf.write().await;
    if !store.tokens().await?.iter().any(|found| found.id == token && found.person == person) {
        return Err(WebError::NotFound("这个令牌。请从“我的账号”里选".to_owned()));
    }
    store.revoke_token(person, token).await?;
    drop(store);
    go("/me?done=revoked")
}

impl Typed {
    fn new(fields: &[(String, String)]) -> Self {
        let all = |name: &'static str| fields.iter().filter(move |field| field.0 == name).map(|field| field.1.as_str());
        let one = |name| all(name).next_back().unwrap_or_default().trim().to_owned();
        Self {
            name: one("name"),
            unit: one("unit"),
            // What is no number is none in the future, which is refused with the remedy.
            days: one("days").parse().unwrap_or_default(),
            rights: all("right").filter_map(Right::parse).collect(),
        }
    }
}
