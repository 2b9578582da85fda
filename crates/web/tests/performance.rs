//! Goals, evidence, corrections from 交办 to 办结, scores and next year's proposal, as people of each role do them.

mod common;

use axum::http::StatusCode;
use common::{Office, UNIT, YEAR};

fn at(place: &str) -> String {
    format!("/d/{YEAR}/{UNIT}/{place}")
}

#[tokio::test]
async fn goals_tell_their_money_and_their_indicators() {
    let office = Office::new().await;
    let page = office.get("keshi", &at("goals")).await.ok().text();
    for words in ["没有目标的钱", "占全部预算", "指标质量", "完成程度"] {
        assert!(page.contains(words), "{words}");
    }
    let page = office.get("keshi", &at("indicators/K36")).await.ok().text();
    assert!(page.contains("<svg") && page.contains("ZG2024-001"), "{page}");
    assert_eq!(office.get("keshi", &at("indicators/%E6%97%A0")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn evidence_is_signed_by_who_enters_it() {
    let office = Office::new().await;
    let form = at("indicators/K36/evidence");
    let fields =
        [("evidence-date", "2024-06-03"), ("value", "1"), ("evidence-text", "办结<b>一件</b>"), ("signer", "别人")];
    let files = [("attachment", "办结单.pdf", b"%PDF".as_slice())];
    let answer = office.upload("keshi", &form, &fields, &files).await;
    let text = answer.text();
    assert!(answer.to.contains("done=evidence"), "{:?}", text.split_once("没有记入").map(|(_, rest)| rest));
    let found = last_evidence(&office).await;
    assert!(
        found.iter().any(|cell| cell.contains("（keshi）")) && !found.iter().any(|cell| cell == "别人"),
        "{found:?}"
    );
    assert!(found.iter().any(|cell| cell.contains("办结单.pdf")), "{found:?}");
    assert!(found.iter().any(|cell| cell.len() == 64), "the digest of the attachment: {found:?}");
    // What the door says stands at its field, and what was typed stays.
    let fields = [("evidence-date", "2023-06-03"), ("value", "1"), ("evidence-text", "去年的"), ("item", "甲")];
    let page = office.upload("keshi", &form, &fields, &[]).await.ok().text();
    assert!(page.contains("wrong-evidence-date") && page.contains("value=\"去年的\""), "{page}");
    let page =
        office.upload("keshi", &form, &[("evidence-date", "2024-06-03"), ("value", "很多")], &[]).await.ok().text();
    assert!(page.contains("wrong-value"), "{page}");
    assert_eq!(office.upload("shenji", &form, &fields, &[]).await.status, StatusCode::FORBIDDEN);
}

async fn last_evidence(office: &Office) -> Vec<String> {
    use juesuan_books::Kind;
    use juesuan_store::Filter;
    let mut store = office.app.shelf.read().await.unwrap();
    let filter = Filter { text: "办结<b>".to_owned(), ..Filter::default() };
    let found = store.search(UNIT, YEAR, Kind::Evidence, &filter, None, 5).await.unwrap();
    found.hits.into_iter().next().expect("the item").cells
}

#[tokio::test]
async fn a_correction_goes_from_hand_to_hand() {
    let office = Office::new().await;
    let assign = [("kind", "split-payments"), ("of", UNIT), ("project", "X01"), ("section", "行政科")];
    assert_eq!(office.post("keshi", &at("corrections"), &assign).await.status, StatusCode::FORBIDDEN);
    let answer = office.post("jixiao", &at("corrections"), &assign).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let code = answer.to.split('?').next().and_then(|to| to.rsplit('/').next()).unwrap().to_owned();
    let page = format!("corrections/{code}");
    let step = |step: &str| at(&format!("{page}/{step}"));

    // Role and person are of the session, whatever a form says.
    let handling =
        [("cause", "分拆<script>"), ("remedy", "pause"), ("role", "leader"), ("person", "赵立"), ("text", "先停")];
    assert_eq!(office.post("lingdao", &step("handle"), &handling).await.status, StatusCode::FORBIDDEN);
    assert!(office.post("keshi", &step("handle"), &handling).await.to.contains("done=step"));
    let text = office.get("keshi", &at(&page)).await.ok().text();
    assert!(
        text.contains("（keshi）") && text.contains("分拆&#60;script&#62;") && !text.contains("分拆<script>"),
        "{text}"
    );
    assert!(!text.contains("/approve\""), "who asks does not approve");
    assert_eq!(office.post("keshi", &step("approve"), &[]).await.status, StatusCode::FORBIDDEN);
    assert!(office.get("lingdao", &at(&page)).await.ok().text().contains("/approve\""));
    assert!(office.post("lingdao", &step("approve"), &[]).await.to.contains("done=step"));
    // Payments are paused: the section resumes them before the correction is closed.
    assert!(office.post("keshi", &step("report"), &[("text", "已合并支付")]).await.to.contains("done=step"));
    let resume = [("cause", ""), ("remedy", "resume"), ("text", "可以恢复"), ("date", "2025-01-02")];
    let answer = office.post("keshi", &step("handle"), &resume).await;
    assert!(answer.to.contains("done=step"), "{}", answer.text());
    assert!(
        office
            .post("lingdao", &step("approve"), &[("text", "同意恢复"), ("date", "2025-01-03")])
            .await
            .to
            .contains("done=step")
    );
    assert!(office.post("jixiao", &step("verify"), &[]).await.to.contains("done=step"));
    assert!(office.post("jixiao", &step("close"), &[]).await.to.contains("done=step"));
    let text = office.get("shenji", &at(&page)).await.ok().text();
    assert!(text.contains("现在是“已办结”"), "{text}");
    // A step out of turn is refused with what may be done.
    let text = office.post("jixiao", &step("close"), &[("text", "再办结一次")]).await.text();
    assert!(text.contains("现在可以"), "{text}");
}

#[tokio::test]
async fn one_person_does_not_ask_and_approve() {
    let office = Office::new().await;
    {
        let mut store = office.app.shelf.write().await;
        let accounts = store.accounts().await.unwrap();
        let id = |login: &str| accounts.iter().find(|it| it.login == login).unwrap().id;
        let leader = juesuan_rights::Grant::new(UNIT, juesuan_rights::Role::Leader).unwrap();
        store.grant(id("security"), id("keshi"), &leader).await.unwrap();
    }
    let assign = [("kind", "split-payments"), ("of", UNIT), ("project", "X01"), ("section", "行政科")];
    let answer = office.post("jixiao", &at("corrections"), &assign).await;
    let page = answer.to.split('?').next().unwrap().to_owned();
    let handling = [("cause", "分拆"), ("remedy", "pause")];
    assert!(office.post("keshi", &format!("{page}/handle"), &handling).await.to.contains("done=step"));
    let answer = office.post("keshi", &format!("{page}/approve"), &[]).await.text();
    assert!(answer.contains("请由另一人做"), "{answer}");
    assert!(!office.get("keshi", &page).await.ok().text().contains("/approve\""));
}

#[tokio::test]
async fn scores_are_explained_and_downloaded() {
    let office = Office::new().await;
    let page = office.get("jixiao", &at("evaluation?check=1")).await.ok().text();
    assert!(page.contains("失分原因") && page.contains("没有错误"), "{page}");
    let file = office.get("jixiao", &at("evaluation/docx")).await.ok();
    assert!(file.bytes.starts_with(b"PK") && file.headers["content-disposition"].to_str().unwrap().contains(".docx"));
    assert!(office.get("jixiao", &at("evaluation/html")).await.ok().text().contains("<html"));
    assert_eq!(office.get("jixiao", &at("evaluation/exe")).await.status, StatusCode::NOT_FOUND);
    assert!(office.get("caizheng", &at("proposal")).await.ok().text().contains("2025 年预算和目标建议"));
    assert!(office.get("caizheng", &at("proposal/budget.csv")).await.ok().text().contains("建议预算"));
    assert!(office.get("caizheng", &at("proposal/targets.csv")).await.ok().text().contains("建议指标值"));
}
