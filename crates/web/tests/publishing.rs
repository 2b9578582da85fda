//! From a draft to what anybody reads, and away again; and what strangers must not get.

mod common;

use axum::http::StatusCode;
use common::{Answer, Office};
use juesuan_books::Reason;
use sha2::{Digest, Sha256};

const HERE: &str = "/d/2024/101001/publish";
const FILES: [&str; 5] = ["决算公开.docx", "决算公开.html", "决算公开.json", "决算公开表.xlsx", "开放数据.zip"];

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn escaped(name: &str) -> String {
    name.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// What stands between two texts of a page.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let rest = page.split_once(before).unwrap_or_else(|| panic!("no {before} in {page}")).1;
    rest.split_once(after).expect("an end").0
}

/// Freezes what the page shows; gives the version's number.
async fn freeze(office: &Office) -> String {
    let page = office.get("kuaiji", HERE).await.ok().text();
    let seen = between(&page, "name=\"seen\" value=\"", "\"");
    let answer = office.post("kuaiji", &format!("{HERE}/freeze"), &[("form", "national"), ("seen", seen)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    between(&answer.to, "/publish/", "?").to_owned()
}

async fn hand_in(office: &Office, number: &str, reason: &str) -> Answer {
    office.post("kuaiji", &format!("{HERE}/{number}/hand-in"), &[("reason", reason)]).await
}

async fn decide(office: &Office, who: &str, number: &str, verdict: &str, reason: &str) -> Answer {
    office.post(who, &format!("{HERE}/{number}/decide"), &[("verdict", verdict), ("reason", reason)]).await
}

async fn publish(office: &Office) -> String {
    let number = freeze(office).await;
    assert_eq!(hand_in(office, &number, "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(decide(office, "lingdao", &number, "approve", "").await.status, StatusCode::SEE_OTHER);
    number
}

async fn stranger(office: &Office, path: &str) -> StatusCode {
    office.get("-", path).await.status
}

/// Changes what the document says.
async fn reword(office: &Office, text: &str) {
    let mut store = office.app.shelf.write().await;
    let reason = Reason { figure: "T9/total/actual@change", text, unit: "101001" };
    store.set_reason(2024, reason, "测试").await.expect("a reason");
    drop(store);
    office.app.refresh().await.expect("a refresh");
}

#[tokio::test]
async fn a_version_goes_its_way_by_two_persons() {
    let office = Office::new().await;
    let first = freeze(&office).await;
    let public = format!("/open/{first}");
    assert_eq!(stranger(&office, &public).await, StatusCode::NOT_FOUND);
    assert_eq!(hand_in(&office, &first, "请审批").await.status, StatusCode::SEE_OTHER);
    // Whoever froze it has no right to approve; nor is there a way around by taking the decision of another path.
    assert_eq!(decide(&office, "kuaiji", &first, "approve", "").await.status, StatusCode::FORBIDDEN);
    assert_eq!(decide(&office, "lingdao", &first, "refuse", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(stranger(&office, &public).await, StatusCode::NOT_FOUND);
    assert_eq!(decide(&office, "lingdao", &first, "approve", "").await.status, StatusCode::SEE_OTHER);
    let page = office.get("-", &public).await.ok().text();
    assert!(page.contains("第1版") && !page.contains("kuaiji") && !page.contains("lingdao"));
    assert!(office.get("-", "/open").await.ok().text().contains(&public));

    reword(&office, "压减接待").await;
    let second = publish(&office).await;
    assert!(office.get("-", &public).await.ok().text().contains(&format!("href=\"/open/{second}\"")));
    let list = office.get("-", "/open").await.ok().text();
    assert!(list.contains(&format!("/open/{second}\"")) && !list.contains(&format!("{public}\"")));

    assert_eq!(hand_in(&office, &second, "").await.status, StatusCode::UNPROCESSABLE_ENTITY, "it has to be said why");
    assert_eq!(hand_in(&office, &second, "数据有误").await.status, StatusCode::SEE_OTHER);
    assert_eq!(stranger(&office, &format!("/open/{second}")).await, StatusCode::OK, "until somebody else agrees");
    assert_eq!(decide(&office, "lingdao", &second, "approve", "").await.status, StatusCode::SEE_OTHER);
    for what in ["", "/document", "/sha256sums.txt", &format!("/files/{}", escaped(FILES[0]))] {
        assert_eq!(stranger(&office, &format!("/open/{second}{what}")).await, StatusCode::NOT_FOUND, "{what}");
    }
    assert!(office.get("kuaiji", HERE).await.ok().text().contains("已撤下"));
}

#[tokio::test]
async fn downloads_are_what_was_frozen() {
    let office = Office::new().await;
    let number = publish(&office).await;
    let sums = office.get("-", &format!("/open/{number}/sha256sums.txt")).await.ok().text();
    let names: Vec<&str> = sums.lines().map(|line| line.split_once("  ").expect("a line").1).collect();
    let mut sorted = FILES;
    sorted.sort_unstable();
    assert_eq!(names, sorted);
    for line in sums.lines() {
        let (digest, name) = line.split_once("  ").expect("a line");
        let answer = office.get("-", &format!("/open/{number}/files/{}", escaped(name))).await.ok();
        assert_eq!(sha256(&answer.bytes), digest, "{name}");
        assert!(answer.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        let inside = office.get("kuaiji", &format!("{HERE}/{number}/files/{}", escaped(name))).await.ok();
        assert_eq!(inside.bytes, answer.bytes);
    }
    let page = office.get("-", &format!("/open/{number}")).await.ok().text();
    assert!(page.contains(&sha256(sums.as_bytes())), "the digest of the version is that of the list");
    let html = office.get("-", &format!("/open/{number}/files/{}", escaped("决算公开.html"))).await.ok();
    assert_eq!(office.get("-", &format!("/open/{number}/document")).await.ok().bytes, html.bytes);
    assert_eq!(office.get("kuaiji", &format!("{HERE}/{number}/document")).await.ok().bytes, html.bytes);
}

#[tokio::test]
async fn strangers_find_no_drafts_and_no_other_files() {
    let office = Office::new().await;
    let draft: i64 = freeze(&office).await.parse().expect("a number");
    for number in 0..draft + 3 {
        assert_eq!(stranger(&office, &format!("/open/{number}")).await, StatusCode::NOT_FOUND);
    }
    for path in ["/document", "/sha256sums.txt", "/files/%E5%86%B3%E7%AE%97%E5%85%AC%E5%BC%80.html"] {
        assert_eq!(stranger(&office, &format!("/open/{draft}{path}")).await, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!office.get("-", "/open/data.json").await.ok().text().contains("sha256"));
    assert!(!office.get("-", "/open/compare.json").await.ok().text().contains("amount"));
    for path in ["", "/preview", &format!("/{draft}"), &format!("/{draft}/document")] {
        let answer = office.get("-", &format!("{HERE}{path}")).await;
        assert!(answer.to.starts_with("/login"), "{path}: {answer:?}");
    }
    let number = publish(&office).await;
    for name in ["..%2F..%2Fetc%2Fpasswd", "%2e%2e", "..%5C..%5Cx", "a%00b", "%27%20OR%201=1--", "Cargo.toml"] {
        assert_eq!(stranger(&office, &format!("/open/{number}/files/{name}")).await, StatusCode::NOT_FOUND, "{name}");
    }
    for number in ["x", "-1", "9223372036854775808", "1%20OR%201=1", "%00"] {
        assert_eq!(stranger(&office, &format!("/open/{number}")).await, StatusCode::NOT_FOUND, "{number}");
    }
}

#[tokio::test]
async fn what_is_written_runs_nowhere() {
    const EVIL: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'</style>";
    let office = Office::new().await;
    reword(&office, EVIL).await;
    for path in ["/preview?form=national", ""] {
        let page = office.get("kuaiji", &format!("{HERE}{path}")).await.ok().text();
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{path}");
    }
    let number = publish(&office).await;
    assert_eq!(hand_in(&office, &number, EVIL).await.status, StatusCode::SEE_OTHER);
    let page = office.get("lingdao", &format!("{HERE}/{number}")).await.ok().text();
    assert!(page.contains("&#60;script&#62;alert(1)") && !page.contains("<script>alert"));
    let document = office.get("-", &format!("/open/{number}/document")).await.ok();
    assert!(document.text().contains("&lt;script&gt;alert(1)"));
    let found = office.get("-", &format!("/open?q={}", escaped(EVIL))).await.ok().text();
    assert!(!found.contains("<script>alert") && !found.contains("<img src=x"));
    let found = office.get("-", &format!("/open/compare?figure={0}&unit={0}", escaped(EVIL))).await.ok().text();
    assert!(!found.contains("<script>alert") && !found.contains("<img src=x"));
}

#[tokio::test]
async fn the_frame_has_a_policy_of_its_own() {
    let office = Office::new().await;
    let answer = office.get("kuaiji", &format!("{HERE}/preview")).await.ok();
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    for part in ["default-src 'none'", "style-src 'sha256-", "script-src 'sha256-", "frame-ancestors 'self'", "sandbox"]
    {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    for part in ["unsafe", "allow-same-origin", "http:", "https:", "*"] {
        assert!(!policy.contains(part), "{part}: {policy}");
    }
    assert!(!answer.text().contains(" style=\""), "style attributes are not allowed by the policy");
}

#[tokio::test]
async fn what_was_not_looked_at_is_not_frozen() {
    let office = Office::new().await;
    let page = office.get("kuaiji", HERE).await.ok().text();
    let seen = between(&page, "name=\"seen\" value=\"", "\"");
    reword(&office, "压减接待").await;
    let answer = office.post("kuaiji", &format!("{HERE}/freeze"), &[("form", "national"), ("seen", seen)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("重新看一遍"));
}

#[tokio::test]
async fn figures_are_compared_as_they_were_published() {
    let office = Office::new().await;
    publish(&office).await;
    let page = office.get("-", "/open/compare?figure=T3/total/total").await.ok().text();
    assert!(page.contains("3,801.19") && page.contains("<svg") && page.contains("本年支出"));
    let data = office.get("-", "/open/compare.json?figure=T3/total/total&unit=101001").await.ok().text();
    assert!(data.contains("\"amount\":3801193920"), "{data}");
    assert!(office.get("-", "/open/compare?figure=x").await.ok().text().contains("没有公开的决算里有这个数"));
    let found = office.get("-", "/open?q=%E6%80%80%E5%8C%96&year=2024").await.ok().text();
    assert!(found.contains("第1版"));
    assert!(office.get("-", "/open?year=1999").await.ok().text().contains("没有找到"));
}
