//! Writing reasons and texts where they will be published.

mod common;

use axum::http::StatusCode;
use common::Office;

const HERE: &str = "/d/2024/101001/narrative";
const REASON: &str = "T9/total/actual@change";

async fn write(office: &Office, who: &str, id: &str, text: &str) -> StatusCode {
    office.post(who, &format!("{HERE}/write"), &[("id", id), ("text", text)]).await.status
}

async fn page(office: &Office) -> String {
    office.get("kuaiji", HERE).await.ok().text()
}

#[tokio::test]
async fn what_is_written_stands_on_the_next_page() {
    let office = Office::new().await;
    let before = page(&office).await;
    assert!(before.contains("class=\"locked\" href=\"/d/2024/101001/trace?figure=T1/"));
    assert!(!before.contains("压减公务接待次数"));
    assert_eq!(write(&office, "kuaiji", REASON, "压减公务接待次数").await, StatusCode::SEE_OTHER);
    assert!(page(&office).await.contains("<span class=\"written\">压减公务接待次数</span>"));
    let again = office.post("kuaiji", &format!("{HERE}/write"), &[("id", REASON), ("text", "压减公务接待次数")]).await;
    assert!(again.to.contains("done=same"), "{}", again.to);
    // Taken back, it is lacking, and the page says where to write it.
    assert_eq!(write(&office, "kuaiji", REASON, "").await, StatusCode::SEE_OTHER);
    let after = page(&office).await;
    assert!(!after.contains("压减公务接待次数") && after.contains("href=\"#w-T9-total-actual-change\""));
    let log = office.app.shelf.read().await.unwrap().log(1, 1000).await.unwrap();
    let last = log.iter().rev().find(|entry| entry.action == "修改原因").expect("an entry");
    assert_eq!((last.actor.as_str(), last.after.as_deref()), ("kuaiji", Some("")));
}

#[tokio::test]
async fn texts_are_replaced_as_a_whole() {
    let office = Office::new().await;
    assert!(page(&office).await.contains("牵头办理人大代表建议和政协提案"));
    assert_eq!(write(&office, "jixiao", "text/duty", "起草公文。\r\n\r\n督查督办。").await, StatusCode::SEE_OTHER);
    let after = page(&office).await;
    assert!(
        after.contains("起草公文。")
            && after.contains("督查督办。")
            && !after.contains("牵头办理人大代表建议和政协提案")
    );
    assert!(after.contains("文电科"), "other sections stay");
    assert_eq!(write(&office, "jixiao", "text/duty", " \n ").await, StatusCode::SEE_OTHER);
    assert!(page(&office).await.contains("href=\"#w-text-duty\""));
    let flaws = office.app.shelf.read().await.unwrap().verify().await.unwrap().flaws;
    assert_eq!(flaws, []);
}

#[tokio::test]
async fn what_is_typed_is_audited_before_it_is_kept() {
    let office = Office::new().await;
    let check = async |text: &str| {
        let answer = office.post("kuaiji", &format!("{HERE}/check"), &[("id", REASON), ("text", text)]).await;
        answer.ok().text()
    };
    assert_eq!(check("压减公务接待次数").await, "{\"problems\":[]}");
    let wrong = check("压减接待，“三公”经费财政拨款支出决算为999.99万元").await;
    assert!(wrong.contains("\"class\""), "{wrong}");
    assert!(!page(&office).await.contains("999.99"), "nothing was kept");
}

#[tokio::test]
async fn nobody_writes_what_is_not_printed_or_runs() {
    let office = Office::new().await;
    for id in ["", "T9/total/actual", "nothing@change", "text/nothing", "T9/total/actual@last", "'; DROP TABLE log; --"]
    {
        assert_eq!(write(&office, "kuaiji", id, "x").await, StatusCode::UNPROCESSABLE_ENTITY, "{id}");
    }
    assert_eq!(write(&office, "shenji", REASON, "x").await, StatusCode::FORBIDDEN);
    assert_eq!(write(&office, "kuaiji", REASON, &"长".repeat(20_001)).await, StatusCode::UNPROCESSABLE_ENTITY);
    let evil = "</textarea><script>alert(1)</script>\u{E000}T1\u{E001}9\u{E002}";
    assert_eq!(write(&office, "kuaiji", REASON, evil).await, StatusCode::SEE_OTHER);
    assert_eq!(write(&office, "kuaiji", "text/problems", "# <b>标题</b>\n@tables").await, StatusCode::SEE_OTHER);
    let page = page(&office).await;
    assert!(!page.contains("<script>alert") && !page.contains("<b>标题") && !page.contains('\u{E000}'));
    assert!(page.contains("@tables"), "it is text and no command");
}
