//! Accounts, grants, tokens and the log, as the three administrators and everybody for themselves handle them.

mod common;

use axum::http::StatusCode;
use common::Office;
use juesuan_rights::totp::Key;
use juesuan_web::demo::PASSWORD;

const NEW: &str = "湖光山色与秋天的风声雨";

/// What stands between two texts for the first time.
fn between<'t>(text: &'t str, begin: &str, end: &str) -> &'t str {
    let rest = text.split_once(begin).unwrap_or_else(|| panic!("no {begin} in {text}")).1;
    rest.split_once(end).unwrap_or_else(|| panic!("no {end} in {rest}")).0
}

async fn sign_in(office: &Office, login: &str, password: &str, code: &str) -> common::Answer {
    office.post("-", "/login", &[("login", login), ("password", password), ("code", code)]).await
}

async fn person(office: &Office, login: &str) -> i64 {
    let accounts = office.app.shelf.read().await.unwrap().accounts().await.unwrap();
    accounts.iter().find(|account| account.login == login).unwrap().id
}

#[tokio::test]
async fn a_new_person_is_made_by_one_administrator_and_let_to_work_by_another() {
    let office = Office::new().await;
    let made = office.post("admin", "/admin/people", &[("login", "xinren"), ("name", "新人")]).await.ok();
    let once = between(&made.text(), "一次性密码</dt><dd><code>", "</code>").to_owned();
    let id = person(&office, "xinren").await;
    let grant = format!("/admin/people/{id}/grant");
    let role = [("role", "accountant"), ("unit", common::UNIT)];
    assert_eq!(office.post("admin", &grant, &role).await.status, StatusCode::FORBIDDEN);

    // Before the password is chosen nothing else is open.
    let answer = sign_in(&office, "xinren", &once, "").await;
    assert_eq!(answer.to, "/me/password");
    office.keep("xinren", answer.cookie.unwrap());
    assert_eq!(office.get("xinren", "/me").await.to, "/me/password");
    let weak = [("old", once.as_str()), ("new", "1234567890"), ("again", "1234567890")];
    let weak = office.post("xinren", "/me/password", &weak).await;
    assert!(weak.status == StatusCode::UNPROCESSABLE_ENTITY && weak.text().contains("太常见"));
    let same = [("old", once.as_str()), ("new", once.as_str()), ("again", once.as_str())];
    assert!(office.post("xinren", "/me/password", &same).await.text().contains("和现在的一样"));
    let changed = [("old", once.as_str()), ("new", NEW), ("again", NEW)];
    let changed = office.post("xinren", "/me/password", &changed).await;
    assert_eq!(changed.to, "/me?done=password", "{}", changed.text());
    office.keep("xinren", changed.cookie.unwrap());
    assert!(office.get("xinren", "/me").await.ok().text().contains("还没有授权"));

    assert_eq!(office.post("security", &grant, &role).await.to, format!("/admin/people/{id}?done=grant"));
    let again = office.post("security", &grant, &role).await;
    assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && again.text().contains("已有这项授权"));
    let both = office.post("security", &grant, &[("role", "system-admin")]).await;
    assert!(both.text().contains("不能兼任业务岗位"), "{}", both.text());
    let open = office.post("security", &grant, &[("role", "leader"), ("unit", "")]).await;
    assert!(open.text().contains("请选择单位"));
    // Other rights begin with another session.
    assert!(office.get("xinren", "/me").await.to.starts_with("/login?next="));
    let answer = sign_in(&office, "xinren", NEW, "").await;
    office.keep("xinren", answer.cookie.unwrap());
    assert!(office.get("xinren", "/me").await.ok().text().contains("财务岗（101001）"));
    assert_eq!(
        office.post("security", &format!("/admin/people/{id}/revoke"), &role).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn who_is_disabled_is_out_at_once_and_who_is_reset_begins_anew() {
    let office = Office::new().await;
    office.get("keshi", "/me").await.ok();
    let id = person(&office, "keshi").await;
    office.post("admin", &format!("/admin/people/{id}/disable"), &[]).await;
    assert!(office.get("keshi", "/me").await.to.starts_with("/login"));
    assert_eq!(sign_in(&office, "keshi", PASSWORD, "").await.status, StatusCode::UNAUTHORIZED);
    office.post("admin", &format!("/admin/people/{id}/enable"), &[]).await;
    let reset = office.post("admin", &format!("/admin/people/{id}/reset"), &[]).await.ok();
    assert_eq!(sign_in(&office, "keshi", PASSWORD, "").await.status, StatusCode::UNAUTHORIZED);
    let once = between(&reset.text(), "<code>", "</code>").to_owned();
    assert_eq!(sign_in(&office, "keshi", &once, "").await.to, "/me/password");
    // Nobody becomes another administrator so, nor takes away the last one.
    let audit = person(&office, "audit").await;
    let refused = office.post("admin", &format!("/admin/people/{audit}/reset"), &[]).await;
    assert!(refused.text().contains("否则就能以其身份登录"), "{}", refused.text());
    let refused = office.post("admin", &format!("/admin/people/{audit}/disable"), &[]).await;
    assert!(refused.text().contains("这是最后一位审计管理员"));
}

#[tokio::test]
async fn a_second_factor_is_asked_for_once_it_is_set_up() {
    let office = Office::new().await;
    let offer = office.get("jixiao", "/me/second-factor").await.ok().text();
    assert!(offer.contains("<svg") && offer.contains("otpauth://totp/"));
    let key = Key::parse(between(&offer, "name=\"key\" value=\"", "\"")).unwrap();
    let wrong = [("key", key.base32()), ("code", "000000".to_owned()), ("password", PASSWORD.to_owned())];
    let wrong = wrong.each_ref().map(|(name, value)| (*name, value.as_str()));
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs().cast_signed();
    if key.step("000000", now).is_none() {
        let refused = office.post("jixiao", "/me/second-factor", &wrong).await;
        assert!(
            refused.status == StatusCode::UNPROCESSABLE_ENTITY
                && refused.text().contains(&key.uri("决算", "jixiao")[..40])
        );
    }
    let base32 = key.base32();
    let set = [("key", base32.as_str()), ("code", &code(&key, now)), ("password", PASSWORD)];
    let set = office.post("jixiao", "/me/second-factor", &set).await;
    assert_eq!(set.to, "/me?done=second-factor", "{}", set.text());
    office.keep("jixiao", set.cookie.unwrap());
    assert!(office.get("jixiao", "/me").await.ok().text().contains("已开通"));
    assert!(sign_in(&office, "jixiao", PASSWORD, "").await.text().contains("两步验证"));
    // The code that set it up is used; the next one is good a step early.
    assert_eq!(sign_in(&office, "jixiao", PASSWORD, &code(&key, now)).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(sign_in(&office, "jixiao", PASSWORD, &code(&key, now + 30)).await.status, StatusCode::SEE_OTHER);
}

/// The code of a key at a time, found by trying: the product shows none.
fn code(key: &Key, at: i64) -> String {
    let codes = (0..1_000_000).map(|code| format!("{code:06}"));
    let step = at.div_euclid(30);
    codes.into_iter().find(|code| key.step(code, at) == Some(step)).expect("one of a million holds")
}

#[tokio::test]
async fn a_token_works_from_its_approval_to_its_end() {
    let office = Office::new().await;
    let fields = [
        ("name", "支付系统"),
        ("unit", common::UNIT),
        ("days", "30"),
        ("right", "read-books"),
        ("right", "submit-books"),
    ];
    let asked = office.post("kuaiji", "/me/tokens", &fields).await.ok().text();
    assert_eq!(between(&asked, "<p><code>", "</code>").len(), 64);
    assert!(office.get("kuaiji", "/me").await.ok().text().contains("待批准"));
    let none = office.post("kuaiji", "/me/tokens", &[("name", "x"), ("days", "30")]).await;
    assert!(none.text().contains("至少一项"), "{}", none.text());
    let foreign = office.post("keshi", "/me/tokens", &fields).await;
    assert!(foreign.status == StatusCode::UNPROCESSABLE_ENTITY);

    assert!(office.get("security", "/admin/tokens").await.ok().text().contains("会计 王敏（kuaiji）"));
    assert_eq!(office.post("security", "/admin/tokens/1/approve", &[]).await.to, "/admin/tokens?done=approve");
    assert!(office.post("security", "/admin/tokens/1/approve", &[]).await.text().contains("已批准"));
    assert!(office.get("kuaiji", "/me").await.ok().text().contains("有效"));
    assert_eq!(office.post("jixiao", "/me/tokens/1/revoke", &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(office.post("kuaiji", "/me/tokens/1/revoke", &[]).await.to, "/me?done=revoked");
    assert!(office.get("security", "/admin/tokens").await.ok().text().contains("已收回"));
}

#[tokio::test]
async fn the_log_is_searched_exported_and_verified() {
    let office = Office::new().await;
    let page =
        office.get("audit", "/admin/log?actor=admin&action=%E6%96%B0%E5%BB%BA%E8%B4%A6%E5%8F%B7").await.ok().text();
    assert!(page.contains("kuaiji") && page.contains("selected>新建账号"), "{page}");
    let none = office.get("audit", "/admin/log?until=2001-01-01").await.ok().text();
    assert!(none.contains("没有符合的日志"));
    let table = office.get("audit", "/admin/log/export.csv").await.ok();
    let entries = office.app.head();
    assert_eq!(
        i64::try_from(table.text().lines().count()).unwrap(),
        entries + 2,
        "a head, and the sign-in of who asks"
    );
    let older = office.get("audit", "/admin/log?before=3").await.ok().text();
    assert!(older.contains("<td class=\"n\">2</td>") && !older.contains("<td class=\"n\">3</td>"));
    let verified = office.post("audit", "/admin/log/verify", &[]).await.ok().text();
    assert!(verified.contains("核验通过") && verified.contains("日志指纹"));
}
