//! 建账: a unit and a year begin in the browser, with files that a second person lets in.

mod common;

use axum::http::StatusCode;
use common::{Office, example};

/// What the page says between two texts, the first time.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("no {before}: {page}"));
    rest.split_once(after).expect("an end").0
}

/// Chooses files, hands them in, and gives the submission's address.
async fn hand_in(office: &Office, books: &str, files: &[(String, Vec<u8>)]) -> String {
    let files: Vec<(&str, &str, &[u8])> =
        files.iter().map(|(name, content)| ("files", name.as_str(), content.as_slice())).collect();
    let answer = office.upload("kuaiji", &format!("{books}/preview"), &[], &files).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let page = office.get("kuaiji", &answer.to).await.ok().text();
    let draft = between(&page, "name=\"draft\" value=\"", "\"");
    let answer = office.post("kuaiji", &format!("{books}/hand-in"), &[("draft", draft), ("reason", "建账")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.to.split_once('?').expect("a word on what was done").0.to_owned()
}

#[tokio::test]
async fn a_department_begins_without_a_command_line() {
    let office = Office::before_its_books().await;
    assert!(office.get("kuaiji", "/").await.ok().text().contains("href=\"/books/new\""));
    assert!(office.get("kuaiji", "/d/2024/101001/tables").await.status.is_client_error(), "no books yet");
    let form = office.get("kuaiji", "/books/new").await.ok().text();
    assert!(form.contains("name=\"unit\"") && form.contains("name=\"year\""));
    let answer = office.get("kuaiji", "/books/new?year=2024&unit=101001").await;
    assert_eq!((answer.status, answer.to.as_str()), (StatusCode::SEE_OTHER, "/d/2024/101001/books/import"));
    office.get("kuaiji", &answer.to).await.ok();
    let name = |path: &std::path::Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let files = std::fs::read_dir(example()).expect("the example").map(|entry| entry.expect("an entry").path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "csv"));
    // The rest is for others to bring.
    let others = ["corrections.csv", "evidence.csv", "goals.csv", "indicators.csv", "links.csv", "targets.csv"];
    let files = files.filter(|path| !others.contains(&name(path).as_str()));
    let files: Vec<_> = files.map(|path| (name(&path), std::fs::read(&path).expect("a file"))).collect();
    let submission = hand_in(&office, "/d/2024/101001/books", &files).await;
    // Both find it from where they land.
    assert!(office.get("kuaiji", "/").await.ok().text().contains("等待复核"));
    let landing = office.get("fuhe", "/").await.ok().text();
    let list = between(&landing, "<li><span class=\"tag\">复核</span> <a href=\"", "\"");
    assert!(office.get("fuhe", list).await.ok().text().contains(&submission));
    let answer = office.post("fuhe", &format!("{submission}/decide"), &[("verdict", "approve")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(office.get("kuaiji", "/").await.to, "/d/2024/101001");
    assert!(office.get("kuaiji", "/d/2024/101001/tables").await.ok().text().contains("3,801.19"));
}

#[tokio::test]
async fn a_new_year_begins_and_the_second_person_hears_of_it() {
    let office = Office::new().await;
    let answer = office.get("kuaiji", "/books/new?year=2025&unit=101001").await;
    assert_eq!(answer.to, "/d/2025/101001/books/import");
    let units = std::fs::read(example().join("units.csv")).expect("the units");
    let submission = hand_in(&office, "/d/2025/101001/books", &[("units.csv".to_owned(), units)]).await;
    assert!(submission.starts_with("/d/2025/"), "{submission}");
    let home = office.get("fuhe", "/d/2024/101001").await.ok().text();
    assert!(home.contains("/d/2025/101001/books/submissions"), "{home}");
    let answer = office.post("fuhe", &format!("{submission}/decide"), &[("verdict", "approve")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    office.get("kuaiji", "/d/2025/101001/tables").await.ok();
}

#[tokio::test]
async fn what_is_no_unit_or_year_or_another_s_is_refused_with_the_reason() {
    let office = Office::before_its_books().await;
    for (query, reason) in [
        ("year=&unit=101001", "四位数字"),
        ("year=1&unit=101001", "四位数字"),
        ("year=2024&unit=", "单位代码"),
        ("year=2024&unit=1%202", "单位代码"),
        ("year=2024&unit=102", "授权"),
    ] {
        let page = office.get("kuaiji", &format!("/books/new?{query}")).await.ok().text();
        assert!(between(&page, "role=\"alert\">", "<").contains(reason), "{query}: {page}");
    }
    assert_eq!(office.get("kuaiji", "/d/2024/102/books/import").await.status, StatusCode::FORBIDDEN);
    assert_eq!(office.get("kuaiji", "/d/1/101001/books/import").await.status, StatusCode::NOT_FOUND);
}
