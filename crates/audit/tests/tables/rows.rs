//! Rows that are left out.

use juesuan_audit::{Options, check};
use juesuan_form::Kind;

use crate::support::{document, table, text};

const TABLE: [&str; 11] = [
    "|合计|10.00|10.00|",
    "201|一般公共服务支出|3.00|3.00|",
    "20103|政府办公厅（室）及相关机构事务|3.00|3.00|",
    "2010301|行政运行|2.00|2.00|",
    "2010302|一般行政管理事务|1.00|1.00|",
    "208|社会保障和就业支出|7.00|7.00|",
    "20805|行政事业单位养老支出|6.00|6.00|",
    "2080501|行政单位离退休|6.00|6.00|",
    "20808|抚恤|1.00|1.00|",
    "2080801|死亡抚恤|1.00|1.00|",
    "20811|残疾人事业|0.00|0.00|",
];

/// The codes of the findings on the table without a row.
fn found(without: &str) -> Vec<&'static str> {
    let rows: Vec<&str> = TABLE.into_iter().filter(|row| !row.starts_with(without)).collect();
    let lines = format!("科目编码|科目名称|本年支出合计|基本支出|项目支出\n{}", rows.join("\n"));
    let document = document(vec![text("支出决算表"), text("单位：万元"), table(&lines)]);
    let options = Options { assume_kind: Some(Kind::DepartmentFinalAccounts), ..Options::default() };
    let mut codes: Vec<_> = check(&document, &options).findings.into_iter().map(|finding| finding.code).collect();
    codes.retain(|code| code.starts_with("JS01"));
    codes.sort_unstable();
    codes
}

#[test]
fn a_missing_row_breaks_the_sum_or_the_levels() {
    assert_eq!(found("-"), [""; 0], "the table is whole: a group of zeros needs no items");
    assert!(found("2010302|").contains(&"JS0102"), "one of several items");
    assert_eq!(found("2080501|"), ["JS0108"], "the only item of its group");
    assert_eq!(found("20103|"), ["JS0108"], "a group");
    assert_eq!(found("208|"), ["JS0108"], "a class");
}
