//! 修改密码.

use askama::Template;
use axum::{Form, extract::State};
use juesuan_rights::password;
use juesuan_store::LoginOutcome;
use serde::Deserialize;
use tokio::time::Instant;

use super::{PASSWORD, go_on, person, prove, refusal, unusable, wait_to_refuse};
use crate::{
    App,
    pages::{Page, page},
    sessions::{self, now},
    shell::Shell,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "me/password.html")]
struct PasswordPage {
    shell: Shell,
    login: String,
    /// Whether nothing else can be done before.
    must_change: bool,
    problem: Option<String>,
    shortest: usize,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    old: String,
    new: String,
    again: String,
    code: String,
}

pub async fn form(visitor: Visitor) -> Page {
    show(&visitor, None)
}

fn show(visitor: &Visitor, problem: Option<String>) -> Page {
    let person = person(visitor)?;
    page(&PasswordPage {
        shell: Shell::new("修改密码", visitor, None, PASSWORD),
        login: person.login.clone(),
        must_change: person.must_change,
        problem,
        shortest: password::SHORTEST,
    })
}

pub async fn change(State(app): State<App>, visitor: Visitor, Form(typed): Form<Typed>) -> Page {
    let begun = Instant::now();
    let login = person(&visitor)?.login.clone();
    if let Some(problem) = typed.problem(&login) {
        return unusable(show(&visitor, Some(problem)));
    }
    let proof = prove(&app, &login, typed.old, typed.code).await?;
    let hash = {
        let _turn = app.limits.turn_to_hash().await;
        tokio::task::spawn_blocking(move || password::hash(&typed.new)).await?.map_err(juesuan_store::Error::from)?
    };
    let mut store = app.shelf.write().await;
    let outcome = store.change_password(&proof, &hash, sessions::lifetime(&app.config), now()).await?;
    drop(store);
    if let LoginOutcome::In(opened) = &outcome {
        return go_on(&app, opened, "password");
    }
    wait_to_refuse(begun).await;
    unusable(show(&visitor, Some(refusal(&outcome).to_owned())))
}

impl Typed {
    /// Why it cannot be taken, without asking whether the old password is right.
    fn problem(&self, login: &str) -> Option<String> {
        if self.old.is_empty() {
            return Some("请填写现在的密码".to_owned());
        }
        if self.new != self.again {
            return Some("两次填写的新密码不一样，请重填".to_owned());
        }
        if self.new == self.old {
            return Some("新密码和现在的一样。请另想一个".to_owned());
        }
        password::check(&self.new, login).err().map(|weak| weak.to_string())
    }
}
