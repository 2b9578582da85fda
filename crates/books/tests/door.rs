//! What the door to the books finds wrong, and how it says so.

mod common;

use common::{Folder, problems, try_import};

const UNITS: &str = "单位代码,单位名称,部门代码,单位类型\n101,某市办公室,101,行政单位\n";
const BUDGET: &str = "指标编号,单位代码,资金性质,功能科目,支出性质,变动类型,金额\n\
                      A1,101,一般公共预算,2010301,公用经费,年初预算,100000\n\
                      A2,101,政府性基金,2120803,项目支出,追加,50000\n";
const PAYMENTS: &str = "凭证号,分录号,日期,单位代码,指标编号,资金性质,功能科目,支出性质,经济分类,金额,用途\n";

/// Books with these payments besides what is right.
fn with_payments(name: &str, rows: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("1单位.csv", UNITS);
    folder.write("2指标.csv", BUDGET);
    folder.write("3支付.csv", format!("{PAYMENTS}{rows}"));
    folder
}

#[test]
fn right_payments_pass_and_repetitions_are_skipped() {
    let folder = with_payments(
        "right",
        "Z1,1,2024-03-05,101,A1,一般公共预算,2010301,公用经费,30201,60000,办公用品\n\
         Z1,2,2024-03-05,101,A1,一般公共预算,2010301,公用经费,30201,60000,印刷\n\
         Z2,,2024-03-06,101,A1,一般公共预算,2010301,公用经费,30201,-20000,退款\n\
         Z1,1,2024-03-05,101,A1,一般公共预算,2010301,公用经费,30201,60000,办公用品\n",
    );
    folder.write("4支付.csv", std::fs::read(folder.path().join("3支付.csv")).unwrap());
    let (books, summary) = try_import(folder.path()).unwrap();
    assert_eq!(books.totals.values().map(|amounts| amounts.spent.0).sum::<i64>(), 10_000_000);
    let count = summary.counts[&juesuan_books::Kind::Payments];
    assert_eq!((count.new, count.repeated), (3, 5));
}

#[test]
fn the_order_of_files_makes_no_difference_nor_do_names_beside_codes() {
    let rows = "Z1,1,2024-03-05,101-某市办公室,A1,111-一般公共预算拨款,2010301-行政运行,21-公用经费,30201 办公费,70,\n";
    let folder = Folder::new("order");
    folder.write("1支付.csv", format!("{PAYMENTS}{rows}"));
    folder.write("2指标.csv", BUDGET);
    folder.write("3单位.csv", UNITS);
    let last = try_import(folder.path()).unwrap().0;
    let first = try_import(with_payments("order-other", rows).path()).unwrap().0;
    assert_eq!((last.totals, last.units), (first.totals, first.units));
}

#[test]
fn payments_that_do_not_fit_the_books() {
    let folder = with_payments(
        "payments",
        "Z1,1,2023-12-31,101,A1,一般公共预算,2010301,公用经费,30201,100,上年\n\
         Z2,1,2024-03-05,101,A1,一般公共预算,2010301,公用经费,30201,100000,超支\n\
         Z2,1,2024-03-05,101,A1,一般公共预算,2010301,公用经费,30201,1,同号\n\
         Z3,1,2024-03-05,101,A1,一般公共预算,2010301,公用经费,30101,1,工资列公用\n\
         Z4,1,2024-03-05,101,A1,一般公共预算,2010301,公用经费,,1,没有经济分类\n\
         Z5,1,2024-03-05,101,A1,政府性基金,2010301,公用经费,30201,1,资金不符\n\
         Z6,1,2024-03-05,101,A9,一般公共预算,2010301,公用经费,30201,1,没有指标\n\
         Z7,1,2024-03-05,101,,一般公共预算,2010301,公用经费,30201,1,没填指标\n\
         Z8,1,2024-03-05,102,,事业收入,2010301,公用经费,30201,1,没有单位\n",
    );
    insta::assert_snapshot!(problems(&folder));
}

#[test]
fn codes_that_are_not_of_the_year() {
    let folder = with_payments(
        "codes",
        "Z1,1,2024-03-05,101,A1,一般公共预算,20103,公用经费,30201,1,款级\n\
         Z2,1,2024-03-05,101,A1,一般公共预算,2010377,公用经费,30201,1,没有\n\
         Z3,1,2024-03-05,101,A1,一般公共预算,2080504,公用经费,30201,1,旧科目\n\
         Z4,1,2024-03-05,101,A1,一般公共预算,2010301,公用经费,50201,1,政府经济分类\n\
         Z5,1,2024-03-05,101,A1,一般公共预算,2010301,公用经费,302,1,类级\n\
         Z6,1,2024-03-05,101,A1,一般公共预算,2010301,公用经费,30298,1,没有\n",
    );
    insta::assert_snapshot!(problems(&folder));
}

#[test]
fn cells_that_cannot_be_read() {
    let folder = with_payments(
        "cells",
        "Z1,1,2024-02-30,101,A1,一般公共预算,行政运行,基本支出,30201,1.005,日期、科目、性质、金额\n\
         ,1,昨天,,A1,社保基金,2010301,公用经费,30201,\"12,34\",\n\
         2.02401E+11,1,2024-03-05,101,A1,一般公共预算,2010301,公用经费,30201,1,000.00,逗号\n",
    );
    insta::assert_snapshot!(problems(&folder));
}

#[test]
fn balances_that_do_not_roll() {
    let folder = Folder::new("balances");
    folder.write("1单位.csv", UNITS);
    folder.write(
        "2收入.csv",
        "收入凭证号,日期,单位代码,资金性质,功能科目,金额\nS1,2024-02-01,101,其他收入,2010301,300\n",
    );
    folder.write(
        "3结转结余.csv",
        "单位代码,资金性质,功能科目,年初结转和结余,年末结转和结余,结余分配\n\
         101,其他收入,2010301,100.00,400.00,0\n\
         101,其他收入,,50.00,40.00,5\n",
    );
    insta::assert_snapshot!(problems(&folder));
}

#[test]
fn more_problems_than_anybody_reads_are_counted() {
    let row = |n: u32| format!("Z{n},1,2023-03-05,101,A1,一般公共预算,2010301,公用经费,30201,1,\n");
    let folder = with_payments("many", &(0..250).map(row).collect::<String>());
    let problems = try_import(folder.path()).unwrap_err();
    assert_eq!((problems.list.len(), problems.more), (200, 50));
    assert!(problems.to_string().ends_with("还有 50 处"));
}

#[test]
fn what_cannot_be_told_apart_is_not_guessed() {
    let folder = Folder::new("vague");
    folder.write("1单位.csv", UNITS.replace("101", "0101"));
    let added = "A1,0101,一般公共预算,2010301,公用经费,追加,500";
    let heading = BUDGET.lines().next().unwrap();
    folder.write("2指标.csv", format!("{heading}\n{added}\n{added}\n"));
    folder.write("3指标.csv", format!("{heading},文号\n{added},甲1号\n{added},甲1号\n{added},甲2号\n"));
    folder.write("4支付.csv", format!("{PAYMENTS}Z1,1,2024-03-05,101,A2,其他收入,2010301,项目支出,,1,\n"));
    insta::assert_snapshot!(problems(&folder));
}
