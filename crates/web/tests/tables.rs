//! The nine tables, the way from each figure to its vouchers, and the pictures.

mod common;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use common::{Office, UNIT, YEAR};

fn at(what: &str) -> String {
    format!("/d/{YEAR}/{UNIT}/{what}")
}

/// The texts between two marks.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    text.split(from).skip(1).filter_map(|rest| rest.split(to).next()).collect()
}

fn fen(yuan: &str) -> i64 {
    let digits: String = yuan.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    digits.parse().expect("an amount with two decimals")
}

#[tokio::test]
async fn each_figure_of_the_first_table_leads_to_vouchers_that_add_up_to_it() {
    let office = Office::new().await;
    let table = office.get("kuaiji", &at("tables/1")).await.ok().text();
    let links: BTreeSet<&str> =
        between(&table, "href=\"", "\"").into_iter().filter(|it| it.contains("figure=")).collect();
    assert!(links.len() > 20, "{}", links.len());
    for link in links {
        let page = office.get("kuaiji", &link.replace("&amp;", "&").replace("&#38;", "&")).await.ok().text();
        let exact = between(&page, "<dt>精确值</dt><dd>", " 元")[0];
        let mut sum = 0;
        for group in between(&page, "<section class=\"card\" aria-labelledby=\"g", "</section>") {
            let amount = fen(between(group, "合计 <strong>", "</strong>")[0]);
            sum += if group.contains("减：") { -amount } else { amount };
        }
        assert_eq!(sum, fen(exact), "{link}");
    }
}

#[tokio::test]
async fn all_tables_are_drawn_in_all_forms_and_roundings() {
    let office = Office::new().await;
    for form in ["national", "hunan", "shanghai"] {
        for rounding in ["honest", "additive"] {
            let query = format!("form={form}&rounding={rounding}");
            let list = office.get("kuaiji", &at(&format!("tables?{query}"))).await.ok().text();
            let tables = between(&list, "<th scope=\"row\" class=\"name\">", "</th>").len();
            assert_eq!(tables, 9, "{form}");
            for number in 1..=tables {
                let page = office.get("kuaiji", &at(&format!("tables/{number}?{query}"))).await.ok().text();
                assert!(page.contains("class=\"official\"") && !page.contains(" style="), "{form} {number}");
                assert!(form == "national" || page.contains(&format!("form={form}")), "links keep the form");
            }
        }
    }
    let unknown = office.get("kuaiji", &at("tables?form=mars")).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.text().contains("national"));
    for number in ["0", "10", "x", "99999999999999999999"] {
        let page = office.get("kuaiji", &at(&format!("tables/{number}"))).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{number}");
    }
}

#[tokio::test]
async fn a_blank_table_says_why() {
    let office = Office::new().await;
    let list = office.get("kuaiji", &at("tables")).await.ok().text();
    let rows = between(&list, "<tr>", "</tr>");
    let blank: Vec<usize> = (0..).zip(rows).filter(|(_, row)| row.contains("空表")).map(|(at, _)| at).collect();
    for number in 1..=9 {
        let page = office.get("kuaiji", &at(&format!("tables/{number}"))).await.ok().text();
        assert_eq!(page.contains("本表为空："), blank.contains(&number), "{number}");
    }
}

#[tokio::test]
async fn what_is_asked_for_is_found_or_one_is_helped() {
    let office = Office::new().await;
    let page = office.get("kuaiji", &at("trace?figure=T1/nothing/here")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text().contains("没有找到“T1/nothing/here”") && page.text().contains("从九张表里点一个数字"));
    office.get("kuaiji", &at("trace")).await.ok();
    let several = office.get("kuaiji", &at("trace?q=%E6%94%AF%E5%87%BA%20%E5%90%88%E8%AE%A1")).await.ok().text();
    assert!(several.contains("可能指下面的数"));
    let voucher = office.get("kuaiji", &at("trace?q=ZF0001")).await.ok().text();
    assert!(voucher.contains("books/voucher?number=ZF0001") && voucher.contains("T5/2010301/basic"), "{voucher}");
    let odd = office.get("kuaiji", &at("trace?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E%27%20OR%201%3D1--")).await;
    assert_eq!(odd.status, StatusCode::NOT_FOUND);
    assert!(!odd.text().contains("<script>alert"), "{}", odd.text());
    let share = office.get("kuaiji", &at("trace?figure=T5/total/total%C3%B7T3/total/total")).await.ok().text();
    assert!(share.contains("96.71%") && share.contains('÷'));
}

#[tokio::test]
async fn vouchers_are_paged() {
    let office = Office::new().await;
    let page = at("trace?figure=T1/expenditure-total/amount");
    let first = office.get("kuaiji", &format!("{page}&group=0&page=1")).await.ok().text();
    assert!(first.contains("第 1 页") && first.contains("下一页"));
    let second = office.get("kuaiji", &format!("{page}&group=0&page=2")).await.ok().text();
    let numbers =
        |page: &str| -> BTreeSet<String> { between(page, "number=", "\"").into_iter().map(str::to_owned).collect() };
    assert!(!numbers(&second).is_empty() && numbers(&first).is_disjoint(&numbers(&second)));
    for odd in ["0", "-1", "99999999999999999999", "x", "4000000000"] {
        office.get("kuaiji", &format!("{page}&group=0&page={odd}")).await.ok();
    }
}

#[tokio::test]
async fn the_disclosure_is_downloaded_whole() {
    let office = Office::new().await;
    for (kind, begins) in
        [("xlsx", &b"PK"[..]), ("docx", b"PK"), ("data", b"PK"), ("html", b"<!doctype"), ("json", b"{")]
    {
        let file = office.get("kuaiji", &at(&format!("tables/download/{kind}?form=hunan"))).await.ok();
        assert!(file.bytes.starts_with(begins), "{kind}");
        let disposition = file.headers["content-disposition"].to_str().expect("ASCII");
        assert!(disposition.starts_with("attachment; filename*=UTF-8''"), "{disposition}");
    }
    assert_eq!(office.get("kuaiji", &at("tables/download/exe")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pictures_have_sentences_and_tables_and_no_styles() {
    let office = Office::new().await;
    let page = office.get("kuaiji", &at("pictures")).await.ok().text();
    let plates = between(&page, "<section class=\"card plate\"", "</section>");
    assert_eq!(plates.len(), 6);
    for plate in plates {
        assert!(plate.contains("<svg") && plate.contains("<table") && plate.contains("<caption>"), "{plate}");
        assert!(!between(plate, "</h2>\n  <p>", "</p>")[0].is_empty(), "{plate}");
    }
    assert!(!page.contains(" style=") && !page.contains("<style"), "styles are forbidden by the policy");
    assert!(page.contains("2023年") && page.contains("2024年"));
}

#[tokio::test]
async fn a_figure_that_was_rounded_before_it_was_added_up_says_so() {
    let office = Office::new().await;
    let page = at("trace?figure=T1/expenditure-total/amount");
    let honest = office.get("kuaiji", &page).await.ok().text();
    let additive = office.get("kuaiji", &format!("{page}&rounding=additive")).await.ok().text();
    assert!(!honest.contains("先把账簿各行取整"));
    assert!(additive.contains("凭证合计") && additive.contains("38,011,939.20"), "{additive}");
}
