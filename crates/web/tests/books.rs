//! 账簿: searching, vouchers, exports; imports from the upload to the second person's approval.

mod common;

use axum::http::StatusCode;
use common::{Answer, Office};
use juesuan_web::Config;

const BOOKS: &str = "/d/2024/101001/books";

/// A payment that the example does not have; its budget line and codes are the example's.
const HEADINGS: &str = "支付凭证号,实际支付日期,单位代码,指标编号,资金性质,支出功能分类科目代码,支出性质,部门支出经济分类科目代码,项目代码,实际支付金额,收款人,用途";

fn payments(rows: &[(&str, &str, &str, &str)]) -> String {
    let row = |(voucher, amount, payee, purpose): &(&str, &str, &str, &str)| {
        format!(
            "{voucher},2024-12-30,101001,Z02,一般公共预算财政拨款,2010301,公用经费,30211,,{amount},{payee},{purpose}\n"
        )
    };
    format!("{HEADINGS}\n{}", rows.iter().map(row).collect::<String>())
}

fn path(rest: &str) -> String {
    format!("{BOOKS}/{rest}")
}

/// The receipts that pay for them, so that nothing is left at the end of the year, as the example's books say.
fn receipts(payments: &str) -> String {
    let mut csv = "收入凭证号,收款日期,单位代码,资金性质,支出功能分类科目代码,收款金额,付款人,收入说明\n".to_owned();
    for row in payments.lines().skip(1).filter(|row| !row.is_empty()) {
        let cells: Vec<&str> = row.split(',').collect();
        csv += &format!("{}-收,2024-12-30,101001,一般公共预算财政拨款,2010301,{},国库,拨款\n", cells[0], cells[9]);
    }
    csv
}

/// Uploads payments with their receipts.
async fn preview_both(office: &Office, who: &str, name: &str, payments: &str) -> Answer {
    preview(office, who, &[(name, payments.as_bytes()), ("收入.csv", receipts(payments).as_bytes())]).await
}

/// Uploads files and gives the page to which that leads.
async fn preview(office: &Office, who: &str, files: &[(&str, &[u8])]) -> Answer {
    let files: Vec<(&str, &str, &[u8])> = files.iter().map(|&(name, content)| ("files", name, content)).collect();
    let answer = office.upload(who, &path("preview"), &[], &files).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    office.get(who, &answer.to).await.ok()
}

/// The number of the draft that a page of a preview hands in.
fn draft(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"draft\" value=\"").expect("a draft to hand in");
    rest.split_once('"').unwrap().0.to_owned()
}

/// Uploads a file of payments, hands it in, and gives the path of the submission.
async fn hand_in(office: &Office, who: &str, content: &str) -> String {
    let page = preview_both(office, who, "支付.csv", content).await.text();
    let answer = office.post(who, &path("hand-in"), &[("draft", &draft(&page)), ("reason", "补录")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.to.split_once('?').unwrap().0.to_owned()
}

/// What a list says that there is in all: `共 1,314 笔，合计 … 元`.
async fn total(office: &Office, list: &str) -> String {
    let page = office.get("lingdao", &path(list)).await.ok().text();
    let (_, rest) = page.split_once("role=\"status\">").expect("a sum");
    rest.split_once('<').unwrap().0.to_owned()
}

#[tokio::test]
async fn an_import_counts_once_a_second_person_has_approved_it() {
    let office = Office::new().await;
    let before = total(&office, "payments").await;
    let csv = payments(&[("XZ0001", "12.34", "新办用品商店", "购纸张")]);
    let page = preview_both(&office, "kuaiji", "支付.csv", &csv).await.text();
    assert!(page.contains("送审 2 条新记录") && page.contains("12.34"), "{page}");
    assert_eq!(total(&office, "payments").await, before, "a preview enters nothing");

    let submission = hand_in(&office, "kuaiji", &csv).await;
    let own = office.get("kuaiji", &submission).await.ok().text();
    assert!(!own.contains("通过并入账") && own.contains("撤回这次送审"), "{own}");
    let refused = office.post("kuaiji", &format!("{submission}/decide"), &[("verdict", "approve")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("不能自己复核"), "{}", refused.text());
    let waiting = office.get("fuhe", &path("submissions")).await.ok().text();
    assert!(waiting.contains(&format!("href=\"{submission}\"")), "{waiting}");
    assert_eq!(total(&office, "payments").await, before);

    let page = office.get("fuhe", &submission).await.ok().text();
    assert!(page.contains("通过并入账") && page.contains("SHA-256") && page.contains("补录"), "{page}");
    let file = office.get("fuhe", &format!("{submission}/files/0")).await.ok();
    assert_eq!(file.bytes, csv.as_bytes());
    let again = office.get("fuhe", &format!("{submission}?again=true")).await.ok().text();
    assert!(again.contains("没有问题"), "{again}");
    let answer = office.post("fuhe", &format!("{submission}/decide"), &[("verdict", "approve")]).await;
    assert_eq!(answer.to, format!("{submission}?done=approved"), "{}", answer.text());
    assert!(office.get("fuhe", &answer.to).await.ok().text().contains("并已入账"));

    let found = office.get("shenji", &path("payments?number=XZ0001")).await.ok().text();
    assert!(found.contains("新办用品商店") && found.contains("共 1 笔，合计 12.34 元"), "{found}");
    assert_ne!(total(&office, "payments").await, before);
    let twice =
        office.post("fuhe", &format!("{submission}/decide"), &[("verdict", "refuse"), ("reason", "晚了")]).await;
    assert!(twice.text().contains("已由“fuhe”处理"), "{}", twice.text());
}

#[tokio::test]
async fn a_file_with_errors_tells_all_of_them_and_changes_nothing() {
    let office = Office::new().await;
    let before = total(&office, "payments").await;
    let csv = payments(&[("XZ1", "abc", "甲", "乙"), ("XZ2", "1.005", "甲", "乙"), ("XZ3", "3.00", "甲", "乙")])
        .replace("XZ3,2024-12-30", "XZ3,2023-12-30");
    let page = preview(&office, "kuaiji", &[("坏账.csv", csv.as_bytes())]).await.text();
    for wanted in ["不能导入", "坏账.csv", "第2行", "第3行", "第4行", "实际支付金额", "实际支付日期", "改法"]
    {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    assert!(!page.contains("name=\"draft\""), "{page}");
    assert_eq!(total(&office, "payments").await, before);
    assert!(office.get("fuhe", &path("submissions")).await.ok().text().contains("没有待复核的送审"));
}

#[tokio::test]
async fn what_is_handed_in_twice_counts_once() {
    let office = Office::new().await;
    let csv = payments(&[("XZ0002", "5.00", "甲", "乙")]);
    let page = preview_both(&office, "kuaiji", "支付.csv", &csv).await.text();
    let number = draft(&page);
    let fields = [("draft", number.as_str()), ("reason", "")];
    let first = office.post("kuaiji", &path("hand-in"), &fields).await;
    let pressed_again = office.post("kuaiji", &path("hand-in"), &fields).await;
    assert!(pressed_again.text().contains("已经送审"), "{}", pressed_again.text());
    let first = first.to.split_once('?').unwrap().0.to_owned();
    let second = hand_in(&office, "kuaiji", &csv).await;
    office.post("fuhe", &format!("{first}/decide"), &[("verdict", "approve")]).await;
    let after = total(&office, "payments").await;
    let nothing = office.post("fuhe", &format!("{second}/decide"), &[("verdict", "approve")]).await;
    assert_eq!(nothing.to, format!("{second}?done=nothing-new"), "{}", nothing.text());
    assert_eq!(total(&office, "payments").await, after);
    let page = preview_both(&office, "kuaiji", "再来.csv", &format!("{csv}\n")).await.text();
    assert!(page.contains("没有新的") && !page.contains("name=\"draft\""), "{page}");
}

#[tokio::test]
async fn a_draft_is_its_owners() {
    let office = Office::new().await;
    let csv = payments(&[("XZ0003", "5.00", "甲", "乙")]);
    let number = draft(&preview_both(&office, "kuaiji", "支付.csv", &csv).await.text());
    let stolen = office.post("keshi", &path("hand-in"), &[("draft", &number)]).await;
    assert_eq!(stolen.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = office.get("fuhe", &path(&format!("import?draft={number}"))).await.ok().text();
    assert!(!page.contains("name=\"draft\""), "{page}");
}

#[tokio::test]
async fn records_are_handed_in_by_those_whose_they_are() {
    let office = Office::new().await;
    let csv = payments(&[("XZ0004", "5.00", "甲", "乙")]);
    for who in ["jixiao", "keshi"] {
        let page = preview_both(&office, who, "支付.csv", &csv).await.text();
        assert!(page.contains("提交入账") && !page.contains("name=\"draft\""), "{page}");
    }
}

#[tokio::test]
async fn refusing_and_taking_back_change_nothing() {
    let office = Office::new().await;
    let before = total(&office, "payments").await;
    let submission = hand_in(&office, "kuaiji", &payments(&[("XZ0005", "5.00", "甲", "乙")])).await;
    let silent = office.post("lingdao", &format!("{submission}/decide"), &[("verdict", "refuse")]).await;
    assert!(silent.text().contains("没有写明理由"), "{}", silent.text());
    let refused =
        office.post("lingdao", &format!("{submission}/decide"), &[("verdict", "refuse"), ("reason", "金额不对")]).await;
    assert_eq!(refused.to, format!("{submission}?done=refused"));
    assert!(office.get("kuaiji", &submission).await.ok().text().contains("金额不对"));

    let submission = hand_in(&office, "kuaiji", &payments(&[("XZ0006", "5.00", "甲", "乙")])).await;
    let other = office.post("fuhe", &format!("{submission}/take-back"), &[]).await;
    assert!(other.text().contains("只能由本人撤回"), "{}", other.text());
    let back = office.post("kuaiji", &format!("{submission}/take-back"), &[]).await;
    assert_eq!(back.to, format!("{submission}?done=taken-back"));
    assert_eq!(total(&office, "payments").await, before);
}

#[tokio::test]
async fn an_import_can_be_withdrawn_by_two_people() {
    let office = Office::new().await;
    let before = total(&office, "payments").await;
    let submission = hand_in(&office, "kuaiji", &payments(&[("XZ0007", "7.00", "甲", "乙")])).await;
    office.post("fuhe", &format!("{submission}/decide"), &[("verdict", "approve")]).await;
    assert_ne!(total(&office, "payments").await, before);
    let page = office.get("kuaiji", &path("import")).await.ok().text();
    let (_, rest) = page.split_once("name=\"entry\" value=\"").expect("an import to withdraw");
    let entry = rest.split_once('"').unwrap().0;
    let silent = office.post("kuaiji", &path("withdraw"), &[("entry", entry)]).await;
    assert!(silent.text().contains("没有写明理由"), "{}", silent.text());
    let answer = office.post("kuaiji", &path("withdraw"), &[("entry", entry), ("reason", "导错了")]).await;
    let submission = answer.to.split_once('?').expect("a submission").0.to_owned();
    let answer = office.post("lingdao", &format!("{submission}/decide"), &[("verdict", "approve")]).await;
    assert_eq!(answer.to, format!("{submission}?done=approved"), "{}", answer.text());
    assert_eq!(total(&office, "payments").await, before);
    assert!(office.get("kuaiji", &path("import")).await.ok().text().contains("已撤销"));
}

#[tokio::test]
async fn too_much_is_refused_with_a_word_on_it() {
    let office = Office::with(Config { upload_mb: 1, ..Config::default() }).await;
    let large = vec![b'a'; (1 << 20) + 10];
    let answer = office.upload("kuaiji", &path("preview"), &[], &[("files", "大.csv", &large)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("超过 1 MB") && answer.text().contains("选择文件"), "{}", answer.text());
    let none = office.upload("kuaiji", &path("preview"), &[], &[("files", "", b"")]).await;
    assert!(none.text().contains("至少选择一个文件"), "{}", none.text());
    let form = office.post("kuaiji", &path("preview"), &[("files", "x")]).await;
    assert!(form.status.is_client_error() && form.text().contains("没有收到文件"), "{}", form.text());
}

#[tokio::test]
async fn what_people_write_stays_text() {
    let office = Office::new().await;
    const BAD: &str = "<script>alert(1)</script>";
    let csv = payments(&[("XZ<b>8", "8.00", BAD, "<img src=x onerror=alert(1)>")]);
    let name = "<svg onload=alert(1)>.csv";
    let page = preview_both(&office, "kuaiji", name, &csv).await.text();
    let answer = office.post("kuaiji", &path("hand-in"), &[("draft", &draft(&page)), ("reason", BAD)]).await;
    let submission = answer.to.split_once('?').expect("a submission").0.to_owned();
    let mut pages = vec![page, office.get("fuhe", &submission).await.ok().text()];
    pages.push(office.get("fuhe", &path("submissions")).await.ok().text());
    office.post("fuhe", &format!("{submission}/decide"), &[("verdict", "approve"), ("reason", BAD)]).await;
    let found = office.get("fuhe", &path("payments?text=%3Cscript%3E")).await.ok().text();
    assert!(found.contains("共 1 笔"), "{found}");
    pages.push(found);
    for more in
        ["voucher?number=XZ%3Cb%3E8&back=%22%3E%3Cscript%3E", "import", "payments?text=%22%3E%3Cscript%3Ealert(1)"]
    {
        pages.push(office.get("kuaiji", &path(more)).await.ok().text());
    }
    pages.push(office.get("fuhe", &submission).await.ok().text());
    for page in pages {
        for tag in ["<script>", "<img src=x", "<svg onload", "XZ<b>"] {
            assert!(!page.contains(tag), "{tag}: {page}");
        }
    }
}

#[tokio::test]
async fn a_search_narrows_and_is_kept_on_the_way_back() {
    let office = Office::new().await;
    let all = total(&office, "payments").await;
    assert!(all.starts_with("共 1,314 笔"), "{all}");
    let page = office.get("kuaiji", &path("payments?text=差旅&from=2024-01-01&to=2024-01-31")).await.ok().text();
    assert!(page.contains("ZF0001") && page.contains("行政运行"), "{page}");
    let (_, link) = page.split_once("/books/voucher?number=ZF0001&#38;back=").expect("a link to the voucher");
    let link = link.split_once('"').unwrap().0;
    let voucher = office.get("kuaiji", &path(&format!("voucher?number=ZF0001&back={link}"))).await.ok().text();
    assert!(voucher.contains("5,255.00") && voucher.contains("/trace?figure=T"), "{voucher}");
    let back = "/books/payments?text=%E5%B7%AE%E6%97%85&#38;from=2024-01-01&#38;to=2024-01-31\"";
    assert!(voucher.contains(back), "{voucher}");

    let first = office.get("kuaiji", &path("payments?fund=general")).await.ok().text();
    let (_, next) =
        first.split_once("href=\"/d/2024/101001/books/payments?fund=general&#38;after=").expect("a next page");
    let next = next.split_once('"').unwrap().0;
    let second = office.get("kuaiji", &path(&format!("payments?fund=general&after={next}"))).await.ok().text();
    assert!(second.contains("回到第一页") && !second.contains(">ZF0001<"), "{second}");
    let wrong = office.get("kuaiji", &path("payments?from=昨天&least=x")).await.ok().text();
    assert!(wrong.contains("起始日期“昨天”看不懂") && wrong.contains("金额下限“x”看不懂"), "{wrong}");
    assert!(office.get("kuaiji", &path("budget")).await.ok().text().contains("年初预算"));
    assert!(office.get("kuaiji", &path("receipts?least=2000000")).await.ok().text().contains("SR001"));
    let none = office.get("kuaiji", &path("voucher?number=没有的")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_exported_is_what_was_imported() {
    let office = Office::new().await;
    for (kind, file) in [("payments", "payments"), ("budget", "budget"), ("receipts", "receipts")] {
        let export = office.get("kuaiji", &path(&format!("export?kind={kind}"))).await.ok();
        assert!(export.bytes.starts_with("\u{FEFF}".as_bytes()));
        let own =
            std::fs::read_to_string(format!("{}/../../examples/huaihua-2024/{file}.csv", env!("CARGO_MANIFEST_DIR")));
        assert_eq!(export.text().lines().count(), own.unwrap().lines().count(), "{kind}");
        let page = preview(&office, "kuaiji", &[(&format!("{kind}.csv"), &export.bytes)]).await.text();
        assert!(page.contains("没有新的"), "{kind}: {page}");
    }
    let some = office.get("kuaiji", &path("export?kind=payments&number=ZF000")).await.ok().text();
    assert_eq!(some.lines().count(), 10, "{some}");
    assert_eq!(office.get("kuaiji", &path("export?kind=people")).await.status, StatusCode::NOT_FOUND);
    let template = office.get("kuaiji", &path("template")).await.ok();
    assert!(template.bytes.starts_with(b"PK"));
}

#[tokio::test]
async fn a_section_sees_its_own_submissions_only() {
    let office = Office::new().await;
    let submission = hand_in(&office, "kuaiji", &payments(&[("XZ0009", "9.00", "甲", "乙")])).await;
    let list = office.get("keshi", &path("submissions")).await.ok().text();
    assert!(!list.contains(&submission) && list.contains("没有待复核的送审"), "{list}");
    assert_eq!(office.get("keshi", &submission).await.status, StatusCode::NOT_FOUND);
    assert_eq!(office.get("keshi", &format!("{submission}/files/0")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(office.get("keshi", &path("payments")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(office.get("kuaiji", "/d/2024/990001/books/payments").await.status, StatusCode::FORBIDDEN);
}
