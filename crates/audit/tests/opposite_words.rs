//! Words and wordings of one statement that contradict each other.

use juesuan_audit::{Options, Severity, check};
use juesuan_form::Kind;
use juesuan_read::read_text;

fn errors(text: &str) -> Vec<&'static str> {
    let options = Options { assume_kind: Some(Kind::DepartmentFinalAccounts), ..Options::default() };
    let findings = check(&read_text("text", text), &options).findings;
    findings.iter().filter(|finding| finding.severity == Severity::Error).map(|finding| finding.code).collect()
}

/// A statement in the section 一 of a department.
fn overall(sentence: &str) -> String {
    format!(
        "临江县水利局2024年度部门决算\n第三部分　2024年度部门决算情况说明\n一、收入支出决算总体情况说明\n{sentence}"
    )
}

#[test]
fn an_increase_by_a_falling_rate() {
    for (sentence, expected) in [
        ("2024年度收、支总计均为100.00万元。与2023年度相比，增加25.00万元，下降20.00%。", true),
        ("2024年度收入总计、支出总计均为100.00万元。与2023年度相比，增加25.00万元，下降20.00%。", true),
        ("2024年度收入总计、支出总计均为100.00万元。与2023年度相比，减少25.00万元，增长20.00%。", true),
        ("2024年度收入总计、支出总计均为100.00万元。与2023年度相比，减少25.00万元，下降20.00%。", false),
        ("2024年度全县投入情况良好。与2023年度相比，水利投入增加25.00万元，下降20.00%。", true),
        ("2024年度全县投入情况良好。与2023年度相比，水利投入增加25.00万元，增长20.00%。", false),
    ] {
        assert_eq!(errors(&overall(sentence)).contains(&"JS0303"), expected, "{sentence}");
    }
}

#[test]
fn the_first_item_written_twice() {
    let item = "1、农林水支出（类）水利（款）行政运行（项）。年初预算为10.00万元，支出决算为10.00万元，完成年初预算的100.00%。";
    let heading = "临江县水利局2024年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n";
    let next = item.replace("1、", "2、").replace("行政运行", "防汛");
    assert!(errors(&format!("{heading}{item}\n{item}\n{next}")).contains(&"JS0503"));
    assert!(!errors(&format!("{heading}{item}\n{next}")).contains(&"JS0503"));
}
