//! 两步验证: a second factor for the account, or none any more.

use askama::Template;
use axum::{Form, extract::State};
use juesuan_rights::totp::Key;
use juesuan_store::LoginOutcome;
use qrcode::{QrCode, render::svg};
use serde::Deserialize;
use tokio::time::Instant;

use super::{FACTOR, go_on, person, prove, refusal, unusable, wait_to_refuse};
use crate::{
    App, WebError,
    pages::{Page, page},
    sessions::{lifetime, now},
    shell::Shell,
    visitor::Visitor,
};

/// Under what apps list the key.
const ISSUER: &str = "决算";

#[derive(Template)]
#[template(path = "me/second_factor.html")]
struct FactorPage {
    shell: Shell,
    /// A key to be set up; none when the account has one.
    offer: Option<Offer>,
    problem: Option<&'static str>,
}

/// A key in the forms in which apps take it.
struct Offer {
    key: String,
    uri: String,
    /// The address as a picture.
    svg: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    key: String,
    code: String,
    password: String,
}

pub async fn form(State(app): State<App>, visitor: Visitor) -> Page {
    let id = person(&visitor)?.id;
    let accounts = app.shelf.read().await?.accounts().await?;
    let has = accounts.iter().any(|account| account.id == id && account.second_factor);
    let key = if has { None } else { Some(Key::generate().map_err(juesuan_store::Error::from)?) };
    show(&visitor, key.as_ref(), None)
}

fn show(visitor: &Visitor, key: Option<&Key>, problem: Option<&'static str>) -> Page {
    let offer = key.map(|key| Offer::new(key, &person(visitor)?.login)).transpose()?;
    page(&FactorPage { shell: Shell::new("两步验证", visitor, None, FACTOR), offer, problem })
}

pub async fn set(State(app): State<App>, visitor: Visitor, Form(typed): Form<Typed>) -> Page {
    let Some(key) = Key::parse(&typed.key) else {
        return Err(WebError::Unusable("密钥不完整。请回到“两步验证”页重新开始".to_owned()));
    };
    if typed.password.is_empty() || typed.code.is_empty() {
        return unusable(show(&visitor, Some(&key), Some("请填写密码和应用里显示的六位验证码")));
    }
    let begun = Instant::now();
    // The code is of the new key; the account has none yet.
    let proof = prove(&app, &person(&visitor)?.login, typed.password, String::new()).await?;
    let factor = Some((&key, typed.code.as_str()));
    let outcome = app.shelf.write().await.set_second_factor(&proof, factor, lifetime(&app.config), now()).await?;
    if let LoginOutcome::In(opened) = &outcome {
        return go_on(&app, opened, "second-factor");
    }
    wait_to_refuse(begun).await;
    let problem = match outcome {
        LoginOutcome::SecondFactor => "这个账号已经开通两步验证。要换手机，请先关闭再开通",
        _ => "密码或验证码不对，没有开通。请核对手机的时间，填应用里现在显示的六位数",
    };
    unusable(show(&visitor, Some(&key), Some(problem)))
}

pub async fn remove(State(app): State<App>, visitor: Visitor, Form(typed): Form<Typed>) -> Page {
    if typed.password.is_empty() {
        return unusable(show(&visitor, None, Some("请填写密码和现在的验证码")));
    }
    let begun = Instant::now();
    let proof = prove(&app, &person(&visitor)?.login, typed.password, typed.code).await?;
    let outcome = app.shelf.write().await.set_second_factor(&proof, None, lifetime(&app.config), now()).await?;
    if let LoginOutcome::In(opened) = &outcome {
        return go_on(&app, opened, "second-factor-removed");
    }
    wait_to_refuse(begun).await;
    unusable(show(&visitor, None, Some(refusal(&outcome))))
}

impl Offer {
    fn new(key: &Key, login: &str) -> Result<Self, WebError> {
        let uri = key.uri(ISSUER, login);
        let code = QrCode::new(&uri).map_err(|error| WebError::Unusable(format!("二维码画不出：{error}")))?;
        let svg = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
        // An SVG inside a page has no declaration of its own.
        let svg = svg.find("<svg").map_or_else(String::new, |at| svg[at..].to_owned());
        Ok(Self { key: grouped(&key.base32()), uri, svg })
    }
}

/// In groups of four, as people copy it.
fn grouped(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
