//! Signing in and out, and who is kept out.

mod common;

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use common::Office;
use juesuan_rights::Secret;
use juesuan_store::{Lifetime, LoginOutcome};
use juesuan_web::demo;

#[tokio::test]
async fn a_stranger_is_led_to_the_door_and_a_person_in() {
    let office = Office::new().await;
    let answer = office.get("-", "/me/password").await;
    assert!(answer.status == StatusCode::NOT_FOUND || answer.to.starts_with("/login?next="), "{answer:?}");
    let page = office.get("-", "/login").await.ok();
    assert!(page.text().contains("name=\"password\""));
    assert!(page.headers["content-security-policy"].to_str().unwrap().contains("script-src 'self'"));
    let answer = office.post("-", "/login", &[("login", "kuaiji"), ("password", "not this one")]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.cookie.is_none() && answer.text().contains("登录名、密码"));
    assert!(office.cookie("kuaiji").await.starts_with("juesuan="));
    assert_eq!(office.post("kuaiji", "/logout", &[]).await.to, "/login");
    assert_eq!(office.get("-", "/healthz").await.ok().text(), "ok\n");
}

#[tokio::test]
async fn a_page_that_somebody_left_open_does_not_keep_them_signed_in() {
    let office = Office::new().await;
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs().cast_signed();
    // Signed in twenty minutes ago and idle since; after half an hour that ends.
    let lifetime = Lifetime { idle: 1800, whole: 36_000 };
    let cookie = {
        let mut store = office.app.shelf.write().await;
        let proof = store.login_facts("kuaiji").await.unwrap().prove(demo::PASSWORD, None, now - 1200);
        let LoginOutcome::In(opened) = store.record_login(&proof, lifetime, now - 1200).await.unwrap() else {
            panic!("kuaiji is not let in");
        };
        opened.secret.reveal()
    };
    let ends_in_20_minutes = async || {
        let secret = Secret::parse(&cookie).unwrap();
        office.app.shelf.read().await.unwrap().session(&secret, now + 1200).await.unwrap().is_none()
    };
    let ask = async |name: &str, value: &str| {
        let request = Request::get("/me").header(header::HOST, "office.test").header(name, value);
        let request = request.header(header::COOKIE, format!("juesuan={cookie}")).body(Body::empty()).unwrap();
        office.ask(request).await.ok();
    };
    ask("juesuan-watching", "1").await;
    ask("accept", "text/event-stream").await;
    assert!(ends_in_20_minutes().await, "watching is no use");
    ask("accept", "text/html").await;
    assert!(!ends_in_20_minutes().await, "a person's own request is, at once");
}
