//! Where people land, and what they see of the year.

mod common;

use std::time::Duration;

use common::{Office, UNIT, YEAR};
use juesuan_books::Reason;
use juesuan_web::Config;

fn home() -> String {
    format!("/d/{YEAR}/{UNIT}")
}

#[tokio::test]
async fn everybody_lands_where_their_work_is() {
    let office = Office::new().await;
    assert_eq!(office.get("-", "/").await.to, "/open");
    for login in ["kuaiji", "jixiao", "keshi", "lingdao", "shenji"] {
        assert_eq!(office.get(login, "/").await.to, home(), "{login}");
    }
    assert_eq!(office.get("caizheng", "/").await.to, "/units");
    for login in ["admin", "security", "audit"] {
        assert!(office.get(login, "/").await.to.starts_with("/admin/"), "{login}");
    }
}

#[tokio::test]
async fn the_year_is_told_to_who_may_know_it() {
    let office = Office::new().await;
    let page = office.get("kuaiji", &home()).await.ok().text();
    for part in ["预算执行", "按资金来源", "绩效目标", "整改", "公开之前还要补的", "最近入账", "<svg"]
    {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("试一试"), "that is for demonstrations");
    let page = office.get("keshi", &home()).await.ok().text();
    assert!(page.contains("绩效目标") && page.contains("整改"));
    assert!(!page.contains("按资金来源") && !page.contains("最近入账"), "a section does not see the books");
}

#[tokio::test]
async fn a_demonstration_says_what_to_try() {
    let person = juesuan_web::DemoPerson {
        login: "kuaiji".to_owned(),
        password: juesuan_web::demo::PASSWORD.to_owned(),
        name: "会计".to_owned(),
        does: "导入".to_owned(),
    };
    let office = Office::with(Config { demo: vec![person], ..Config::default() }).await;
    let page = office.get("kuaiji", &home()).await.ok().text();
    assert!(page.contains("试一试"));
    assert!(page.contains(&format!("href=\"{}/tables\"", home())));
    // What the role cannot do is told with whose it is.
    let page = office.get("keshi", &home()).await.ok().text();
    assert!(page.contains("换 会计 王敏"));
}

/// A page that held a connection while it waited for another would wait for ever here.
#[tokio::test]
async fn one_connection_is_enough_after_a_change() {
    let office = Office::new().await;
    let reason = Reason { unit: UNIT, figure: "T9/total/actual@change", text: "公务接待减少" };
    office.app.shelf.write().await.set_reason(YEAR, reason, "kuaiji").await.unwrap().expect("a change");
    office.app.refresh().await.unwrap();
    let page = tokio::time::timeout(Duration::from_secs(20), async { office.get("kuaiji", &home()).await }).await;
    page.expect("an answer").ok();
}
