//! An office with its three administrators for the tests.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::sync::LazyLock;

use juesuan_rights::{Refusal, password};
use juesuan_store::{Error, Lifetime, LoginOutcome, NewAccount, Opened, Result, Store};

use super::common::Place;

/// Some second in 2024.
pub const NOW: i64 = 1_720_000_000;
pub const PASSWORD: &str = "所有人都用的测试密码";
/// Numbers of the first accounts.
pub const ADMIN: i64 = 1;
pub const SECURITY: i64 = 2;
pub const AUDIT: i64 = 3;

/// The hash of [`PASSWORD`]; made once, since it takes a while.
pub fn hash() -> String {
    static HASH: LazyLock<String> = LazyLock::new(|| password::hash(PASSWORD).expect("a hash"));
    HASH.clone()
}

/// Books whose three administrators have [`PASSWORD`] and need not change it.
pub async fn started(place: &Place) -> Store {
    let mut store = place.open().await;
    store.first_start(NOW).await.expect("a first start").expect("nobody yet");
    behind(place, &format!("UPDATE person SET password = '{}', must_change = FALSE", hash())).await;
    store
}

/// Runs SQL past the program.
pub async fn behind(place: &Place, sql: &str) {
    place.behind(sql).await.expect(sql);
}

/// Makes an account with [`PASSWORD`], to be changed.
pub async fn account(store: &mut Store, login: &str) -> i64 {
    let new = NewAccount { login, name: "张三", password: &hash() };
    store.create_account(ADMIN, new, NOW).await.expect("an account")
}

pub async fn log_in(store: &mut Store, login: &str, password: &str, now: i64) -> LoginOutcome {
    let proof = store.login_facts(login).await.expect("facts").prove(password, None, now);
    store.record_login(&proof, LIFETIME, now).await.expect("an outcome")
}

/// Logs in with [`PASSWORD`] and a code.
pub async fn offered(store: &mut Store, login: &str, code: &str, now: i64) -> LoginOutcome {
    let proof = store.login_facts(login).await.expect("facts").prove(PASSWORD, Some(code), now);
    store.record_login(&proof, LIFETIME, now).await.expect("an outcome")
}

const LIFETIME: Lifetime = Lifetime { idle: 1800, whole: 36_000 };

pub fn opened(outcome: LoginOutcome) -> Opened {
    match outcome {
        LoginOutcome::In(opened) => opened,
        other => panic!("{other:?}"),
    }
}

/// Why something was refused.
pub fn refusal<T: std::fmt::Debug>(result: Result<T>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

/// Actor and subject of the entries of the log with an action.
pub async fn logged(store: &mut Store, action: &str) -> Vec<(String, String)> {
    let entries = store.log(0, 1000).await.expect("a log").into_iter().filter(|entry| entry.action == action);
    entries.map(|entry| (entry.actor, entry.subject)).collect()
}
