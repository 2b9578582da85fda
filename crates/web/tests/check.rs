//! Files are checked: what is shown of good and bad ones, who sees it, and what is kept of what people say to findings.

mod common;

use std::{
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use common::{Answer, Office};

fn example(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    std::fs::read(path).expect("an example")
}

/// Uploads files as a form without script does, and waits until they are checked.
async fn check(office: &Office, who: &str, files: &[(&str, &[u8])]) -> Answer {
    let files: Vec<_> = files.iter().map(|&(name, bytes)| ("files", name, bytes)).collect();
    let answer = office.upload(who, "/check", &[], &files).await;
    assert_eq!(answer.to, "/check?done=entered", "{}", answer.text());
    settled(office, who).await
}

async fn settled(office: &Office, who: &str) -> Answer {
    let begin = Instant::now();
    loop {
        let page = office.get(who, "/check").await.ok();
        if page.text().contains("data-waiting=\"0\"") {
            return page;
        }
        assert!(begin.elapsed() < Duration::from_secs(60), "it is never done");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The address of the first check on a page.
fn first(page: &Answer) -> String {
    let text = page.text();
    let links = text.split("href=\"/check/").skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    let id = links.into_iter().find(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()));
    format!("/check/{}", id.expect("a document"))
}

/// The value of the first field of a name after a mark in a page.
fn value<'t>(text: &'t str, name: &str) -> &'t str {
    let field = format!("name=\"{name}\" value=\"");
    text.split_once(&field).expect(name).1.split('"').next().expect("a value")
}

/// A zip package with one part.
fn package(name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
    zip.write_all(content).expect("its content");
    zip.finish().expect("a package").into_inner()
}

/// A compound file that says it is encrypted, in so far as readers look at it.
fn encrypted() -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(1024, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(8192, 0);
    bytes
}

/// A PDF of one page without any text.
fn blank() -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>",
    ];
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let table = pdf.len();
    pdf.extend(b"xref\n0 4\n0000000000 65535 f \n");
    offsets.iter().for_each(|offset| pdf.extend(format!("{offset:010} 00000 n \n").bytes()));
    pdf.extend(format!("trailer<</Size 4/Root 1 0 R>>\nstartxref\n{table}\n%%EOF").bytes());
    pdf
}

#[tokio::test]
async fn planted_errors_are_shown_beside_the_document() {
    let office = Office::new().await;
    let list = check(&office, "kuaiji", &[("带错.txt", &example("disclosure-with-errors.txt"))]).await;
    assert!(list.text().contains("tag error"), "{}", list.text());
    let page = office.get("kuaiji", &first(&list)).await.ok().text();
    for wanted in
        ["id=\"f0\"", "href=\"#q0-0\"", "id=\"q0-0\"", "href=\"#f0\"", "<summary>证明</summary>", "/check/rules/JS"]
    {
        assert!(page.contains(wanted), "{wanted}");
    }
    assert!(!page.contains(" style=") && !page.contains("onclick"), "the policy forbids them");
}

#[tokio::test]
async fn every_form_can_be_taken_away() {
    let office = Office::new().await;
    let list = check(&office, "kuaiji", &[("a/b/带错.docx", &example("disclosure-with-errors.docx"))]).await;
    let at = first(&list);
    for (file, begins) in [
        ("commented.docx", &b"PK\x03\x04"[..]),
        ("report.html", b"<!doctype html>"),
        ("findings.json", b"{"),
        ("findings.sarif", b"{"),
        ("figures.csv", "\u{feff}页码".as_bytes()),
    ] {
        let answer = office.get("kuaiji", &format!("{at}/{file}")).await.ok();
        assert!(answer.bytes.starts_with(begins), "{file}");
        let disposition = answer.headers["content-disposition"].to_str().expect("a name");
        assert!(disposition.starts_with("attachment") && !disposition.contains('/'), "{disposition}");
    }
    assert_eq!(office.get("kuaiji", &format!("{at}/other.exe")).await.status, 404);
    let csv = office.get("kuaiji", "/check/results.csv").await.ok();
    assert!(csv.text().contains("a/b/带错.docx"));
    let json: serde_json::Value =
        serde_json::from_slice(&office.get("kuaiji", "/check/results.json").await.ok().bytes).expect("JSON");
    assert!(json[0]["errors"].as_u64().is_some_and(|errors| errors > 0), "{json}");
    let text = check(&office, "kuaiji", &[("带错.txt", &example("disclosure-with-errors.txt"))]).await;
    let answer = office.get("kuaiji", &format!("{}/commented.docx", first(&text))).await;
    assert!(answer.status == 422 && answer.text().contains("不是 docx"), "{}", answer.text());
}

#[tokio::test]
async fn what_cannot_be_read_says_why() {
    let office = Office::new().await;
    let bomb = package("word/document.xml", &vec![b' '; 160 << 20]);
    let files: [(&str, &[u8]); 6] = [
        ("空白.pdf", &blank()),
        ("加密.docx", &encrypted()),
        ("炸弹.docx", &bomb),
        ("空.docx", b""),
        ("半截.docx", &example("disclosure-with-errors.docx")[..900]),
        ("说明.txt", "今天天气很好。".as_bytes()),
    ];
    let page = check(&office, "kuaiji", &files).await.text();
    for reason in ["没有可读的文字", "密码保护", "安全上限", "文件是空的", "已损坏", "没有审核"]
    {
        assert!(page.contains(reason), "{reason}: {page}");
    }
}

#[tokio::test]
async fn too_much_or_nothing_is_refused_with_a_remedy() {
    let config = juesuan_web::Config { upload_mb: 1, ..juesuan_web::Config::default() };
    let office = Office::with(config).await;
    let large = office.upload("kuaiji", "/check", &[], &[("files", "大.txt", &vec![b'a'; 2 << 20])]).await;
    assert!(large.status == 422 && large.text().contains("超过 1 MB"), "{}", large.text());
    let nothing = office.upload("kuaiji", "/check", &[], &[("files", "", b"")]).await;
    assert!(nothing.status == 422 && nothing.text().contains("没有选择"), "{}", nothing.text());
    let no_form = office.post("kuaiji", "/check", &[("files", "x")]).await;
    assert!(no_form.status == 422, "{}", no_form.text());
}

#[tokio::test]
async fn names_are_text_and_lead_nowhere() {
    let office = Office::new().await;
    let name = "../../<img src=x onerror=alert(1)>.txt";
    let text = "<script>alert(2)</script>部门决算".as_bytes();
    let page = check(&office, "kuaiji", &[(name, text)]).await;
    assert!(
        page.text().contains("&#60;img") && !page.text().contains("<img") && !page.text().contains("../"),
        "{}",
        page.text()
    );
    let document = office.get("kuaiji", &first(&page)).await.ok().text();
    assert!(!document.contains("<script>alert") && !document.contains("<img"), "{document}");
}

#[tokio::test]
async fn nobody_sees_what_another_uploaded() {
    let office = Office::new().await;
    let list = check(&office, "kuaiji", &[("带错.txt", &example("disclosure-with-errors.txt"))]).await;
    let at = first(&list);
    for path in [at.clone(), format!("{at}/report.html")] {
        assert_eq!(office.get("caizheng", &path).await.status, 404, "{path}");
        assert!(office.get("-", &path).await.to.starts_with("/login"), "{path}");
        assert_eq!(office.get("keshi", &path).await.status, 403, "{path}");
    }
    assert_eq!(office.post("caizheng", &format!("{at}/notes"), &[("verdict", "accepted")]).await.status, 404);
    assert!(!office.get("caizheng", "/check").await.ok().text().contains("带错.txt"));
    assert_eq!(office.post("caizheng", "/check/clear", &[]).await.to, "/check?done=cleared");
    assert!(office.get("kuaiji", "/check").await.ok().text().contains("带错.txt"));
    office.post("kuaiji", "/check/clear", &[]).await;
    assert_eq!(office.get("kuaiji", &at).await.status, 404);
}

#[tokio::test]
async fn what_is_said_of_a_finding_is_there_next_year() {
    let office = Office::new().await;
    let this = String::from_utf8(example("disclosure-with-errors.txt")).expect("text");
    let list = check(&office, "caizheng", &[("2024.txt", this.as_bytes())]).await;
    let at = first(&list);
    let page = office.get("caizheng", &at).await.ok().text();
    let (finding, unit) = (value(&page, "finding").to_owned(), value(&page, "unit").to_owned());
    let say = async |verdict: &str, text: &str| {
        let fields = [("finding", finding.as_str()), ("unit", unit.as_str()), ("verdict", verdict), ("text", text)];
        office.post("caizheng", &format!("{at}/notes"), &fields).await
    };
    assert_eq!(say("explained", " ").await.status, 422, "an explanation has words");
    let done = say("explained", "口径<b>不同</b>，已核实").await;
    assert!(done.to.starts_with(&at) && done.to.ends_with("#f0"), "{}", done.to);
    // The same document of the next year, with a year later everywhere.
    let next = this.replace("2024", "2025").replace("2023", "2024");
    let list = check(&office, "caizheng", &[("2025.txt", next.as_bytes())]).await;
    let page = office.get("caizheng", &first(&list)).await.ok().text();
    assert!(page.contains("口径&#60;b&#62;不同") && page.contains("2024 年度文件"), "{page}");
    say("reopened", "").await;
    let page = office.get("caizheng", &at).await.ok().text();
    assert!(!page.contains("已核实"));
    let foreign = [("finding", finding.as_str()), ("unit", "990009"), ("verdict", "accepted")];
    let list = check(&office, "kuaiji", &[("2024.txt", this.as_bytes())]).await;
    assert_eq!(office.post("kuaiji", &format!("{}/notes", first(&list)), &foreign).await.status, 403);
}

#[tokio::test]
async fn rules_are_explained_to_everybody_in_the_office() {
    let office = Office::new().await;
    let all = office.get("keshi", "/check/rules").await.ok().text();
    assert!(all.contains("/check/rules/JS0301"));
    let rule = office.get("keshi", "/check/rules/JS0301").await.ok().text();
    assert!(rule.contains("会报出的例子") && rule.contains("95.00%"), "{rule}");
    assert_eq!(office.get("keshi", "/check/rules/JS9999").await.status, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_files_at_once_hold_nobody_up() {
    let office = Office::new().await;
    let text = example("disclosure-with-errors.txt");
    let names: Vec<String> = (0..40).map(|number| format!("单位{number}.txt")).collect();
    let files: Vec<_> = names.iter().map(|name| ("files", name.as_str(), text.as_slice())).collect();
    office.upload("kuaiji", "/check", &[], &files).await;
    let mut slowest = Duration::ZERO;
    for _ in 0..20 {
        let begin = Instant::now();
        office.get("-", "/healthz").await.ok();
        slowest = slowest.max(begin.elapsed());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert!(slowest < Duration::from_secs(1), "{slowest:?}");
    let page = settled(&office, "kuaiji").await.text();
    assert_eq!(page.matches("<tr>").count(), 41, "a row for each");
}
