//! Two documents of one unit: this year's is checked against last year's.

use juesuan_audit::{Finding, Options, Severity, check};
use juesuan_read::{Document, read_text};

fn document(year: u16, unit: &str, body: &str) -> Document {
    let text = format!(
        "{unit}{year}年度部门决算\n第二部分　{year}年度部门决算表\n收入支出决算总表\n公开01表\n单位：万元\n收入\t\t支出\t\n\
         {body}"
    );
    read_text("document", &text)
}

const LAST: &str = "项目\t决算数\t项目\t决算数\n一、一般公共预算财政拨款收入\t90.00\t一、农林水支出\t95.00\n\
    本年收入合计\t90.00\t本年支出合计\t95.00\n年初结转和结余\t10.00\t年末结转和结余\t5.00\n总计\t100.00\t总计\t100.00\n\
    第三部分　2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n2023年度收、支总计100.00万元。与2022年度相比，增加20.00万元，增长25.00%。\n\
    十、机关运行经费支出说明\n本部门2023年度机关运行经费支出8.00万元，与上年持平。";

fn this(opening: &str, change: &str, operation: &str) -> String {
    format!(
        "项目\t决算数\t项目\t决算数\n一、一般公共预算财政拨款收入\t105.00\t一、农林水支出\t105.00\n\
         本年收入合计\t105.00\t本年支出合计\t105.00\n年初结转和结余\t{opening}\t年末结转和结余\t5.00\n总计\t110.00\t总计\t110.00\n\
         第三部分　2024年度部门决算情况说明\n一、收入支出决算总体情况说明\n2024年度收、支总计110.00万元。与2023年度相比，{change}。\n\
         十、机关运行经费支出说明\n本部门2024年度机关运行经费支出9.00万元，{operation}。"
    )
}

fn found(prior: &Document, this: &Document) -> Vec<Finding> {
    let options = Options { prior: Some(prior), ..Options::default() };
    let of_prior = |finding: &Finding| finding.code.starts_with("JS10");
    check(this, &options).findings.into_iter().filter(of_prior).collect()
}

fn codes(findings: &[Finding]) -> Vec<(&str, Severity)> {
    findings.iter().map(|finding| (finding.code, finding.severity)).collect()
}

const UNIT: &str = "临江县水利局";

#[test]
fn two_years_that_agree() {
    let text = this("5.00", "增加10.00万元，增长10.00%", "比上年增加1.00万元，增长12.50%");
    assert_eq!(codes(&found(&document(2023, UNIT, LAST), &document(2024, UNIT, &text))), []);
}

#[test]
fn a_change_that_last_year_refutes_is_an_error_in_this_document() {
    let text = this("5.00", "增加20.00万元，增长22.22%", "比上年增加1.00万元，增长12.50%");
    let this = document(2024, UNIT, &text);
    let findings = found(&document(2023, UNIT, LAST), &this);
    assert_eq!(codes(&findings), [("JS1002", Severity::Error)]);
    assert!(findings[0].message.contains("上年决算公开"), "{}", findings[0].message);
    assert!(findings[0].places.iter().all(|place| !this.words_at(*place).is_empty()));
    assert!(findings[0].proof.is_some());
}

#[test]
fn a_rate_without_an_amount_follows() {
    let text = this("5.00", "增加10.00万元，增长10.00%", "比上年增长21.50%");
    let findings = found(&document(2023, UNIT, LAST), &document(2024, UNIT, &text));
    assert_eq!(codes(&findings), [("JS1002", Severity::Error)]);
    assert_eq!(findings[0].expected.as_deref(), Some("增长12.37～12.63%"));
}

#[test]
fn another_opening_balance_is_a_warning() {
    let text = this("6.00", "增加10.00万元，增长10.00%", "比上年增加1.00万元，增长12.50%");
    let findings = found(&document(2023, UNIT, LAST), &document(2024, UNIT, &text));
    assert_eq!(codes(&findings), [("JS1003", Severity::Warning)]);
}

#[test]
fn a_wrong_document_is_refused_and_nothing_else_is_said() {
    let text = this("6.00", "增加20.00万元，增长22.22%", "与上年持平");
    for (year, unit) in [(2022, UNIT), (2024, UNIT), (2023, "河口县林业局")] {
        let findings = found(&document(year, unit, LAST), &document(2024, UNIT, &text));
        assert_eq!(codes(&findings), [("JS1001", Severity::Warning)], "{year} {unit}");
    }
    let other = found(&read_text("other", "会议通知\n定于明日召开会议。"), &document(2024, UNIT, &text));
    assert_eq!(codes(&other), [("JS1001", Severity::Warning)]);
}

#[test]
fn whatever_last_year_printed_wrongly_is_not_reported_here() {
    let last = LAST
        .replace("2023年度收、支总计100.00", "2023年度收、支总计101.00")
        .replace("8.00万元，与上年", "8.00万元，占98.00%，与上年");
    let text = this("5.00", "持平", "比上年增加1.00万元，增长12.50%");
    let findings = found(&document(2023, UNIT, &last), &document(2024, UNIT, &text));
    assert!(findings.iter().all(|finding| !finding.places.is_empty()));
}
