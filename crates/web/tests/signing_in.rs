//! Signing in and out, and who is kept out.

mod common;

use axum::http::StatusCode;
use common::Office;

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
