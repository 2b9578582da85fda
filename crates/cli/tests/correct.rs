//! The correction of deviations, as a department walks through it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn juesuan(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_juesuan")).current_dir(folder).args(args).output().expect("the binary runs")
}

/// Books with two projects in a database.
struct Books(PathBuf);

const DB: &str = "sqlite:账簿.db";

const FILES: [(&str, &str); 5] = [
    ("单位.csv", "单位代码,单位名称,部门代码,单位类型\n101,某市办公室,101,行政单位\n"),
    (
        "预算指标.csv",
        "指标编号,单位代码,资金性质,功能科目,支出性质,项目代码,变动类型,金额\n\
         Z1,101,一般公共预算,2010302,项目支出,X1,年初预算,100000\n\
         Z2,101,一般公共预算,2010301,公用经费,,年初预算,50000\n\
         Z3,101,政府性基金,2120803,项目支出,X3,年初预算,50000\n",
    ),
    ("绩效目标.csv", "单位代码,目标编号,年度目标,项目代码,责任科室\n101,M1,办好实事,X1,综合科\n"),
    (
        "指标设定.csv",
        "单位代码,绩效指标编号,目标编号,项目代码,二级指标,三级指标,指标方向,指标值,计量单位,分值,登记簿,取值方式\n\
         101,K1,M1,X1,数量指标,参阅资料,≥,100,篇,10,参阅资料,件数\n",
    ),
    ("预算挂钩.csv", "单位代码,指标编号,目标编号,比例\n101,Z1,M1,100\n"),
];

impl Books {
    fn new(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("correct-{test}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("账")).expect("a folder for the test");
        let books = Self(folder);
        for (name, text) in FILES {
            books.write(&format!("账/{name}"), text);
        }
        books.run(&["import", "--db", DB, "--year", "2024", "账"]).expect("the books are right");
        books
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).expect("a file for the test");
    }

    /// What a command prints; as an error, what it says when it is refused.
    fn run(&self, args: &[&str]) -> Result<String, String> {
        let output = juesuan(&self.0, args);
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        match output.status.code() {
            Some(0) => Ok(text(output.stdout)),
            code => {
                assert_eq!(code, Some(2), "{args:?}");
                Err(text(output.stderr))
            }
        }
    }

    /// A command on corrections, in words; `by` is who does it and when.
    fn correct(&self, words: &str) -> Result<String, String> {
        let words: Vec<&str> = words.split(' ').collect();
        self.run(&[&["perf", "correct", words[0], "--db", DB], &words[1..]].concat())
    }

    fn done(&self, words: &str) -> String {
        self.correct(words).unwrap_or_else(|error| panic!("{words}: {error}"))
    }

    fn refused(&self, words: &str) -> String {
        self.correct(words).expect_err(words)
    }

    /// Imports a payment of the project X1.
    fn pay(&self, voucher: &str, day: &str, amount: i32) -> Result<String, String> {
        let heading = "凭证号,日期,单位代码,指标编号,项目代码,资金性质,功能科目,支出性质,经济分类,金额";
        let row = format!("{voucher},{day},101,Z1,X1,一般公共预算,2010302,项目支出,30201,{amount}");
        let file = format!("{voucher}.csv");
        self.write(&file, &format!("{heading}\n{row}\n"));
        self.run(&["import", "--db", DB, "--year", "2024", &file])
    }
}

#[test]
fn a_deviation_is_corrected_from_its_assignment_to_its_end() {
    let books = Books::new("walk");
    assert!(books.done("list --date 2024-01-31").contains("没有偏差，也没有整改"));
    books.done("open --kind 资金闲置 --project X1 --actor 王绩效 --date 2024-05-06 --deadline 2024-06-05");
    books.done("handle ZG2024-001 --cause 采购推迟 --measure 暂停支付 --actor 李科长 --date 2024-05-08");
    books.done("approve ZG2024-001 --actor 赵主任 --date 2024-05-09");
    let paused = books.pay("P1", "2024-05-10", 100).expect_err("payments are paused");
    assert!(paused.contains("项目“X1”自 2024-05-09 起暂停支付（整改“ZG2024-001”，赵主任审批）"), "{paused}");
    books.pay("P2", "2024-05-10", -100).expect("refunds pass");
    books.done(
        "handle ZG2024-001 --measure 调剂 --line Z1 --to-line Z2 --amount 30000 --actor 李科长 --date 2024-05-11",
    );
    let moved = books.done("approve ZG2024-001 --actor 赵主任 --date 2024-05-12");
    assert!(moved.contains("指标Z1 预算 70000.00 元；指标Z2 预算 80000.00 元"), "{moved}");
    books.done("handle ZG2024-001 --measure 恢复支付 --actor 李科长 --date 2024-05-13");
    books.done("approve ZG2024-001 --actor 赵主任 --date 2024-05-14");
    books.pay("P3", "2024-05-14", 60_000).expect("payments are resumed");
    books.done("report ZG2024-001 --actor 李科长 --date 2024-05-20 --text 已完成采购");
    assert!(books.done("list --date 2024-12-31").contains("待核验（1项）"));
    books.done("verify ZG2024-001 --role 审计监督 --actor 孙审计 --date 2024-05-22");
    books.done("close ZG2024-001 --actor 王绩效 --date 2024-05-23");
    books.done("reopen ZG2024-001 --actor 王绩效 --date 2024-08-01 --deadline 2024-08-31 --text 又有闲置");
    assert!(books.done("list --date 2024-08-31").contains("办理中（1项）"));
    let late = books.done("list --date 2024-09-02");
    assert!(late.contains("超期（1项）") && late.contains("超期2天，重开1次"), "{late}");
    books.done("escalate ZG2024-001 --actor 王绩效 --date 2024-09-02");
    insta::assert_snapshot!(books.done("show ZG2024-001 --date 2024-09-02"));
    let log = books.run(&["log", "--db", DB]).expect("the log");
    assert!(log.contains("赵主任　整改审批：2024 101 ZG2024-001"), "{log}");
    assert!(log.contains("改前：待审批；指标Z1 预算 100000.00 元；指标Z2 预算 50000.00 元"), "{log}");
    assert!(books.run(&["verify", "--db", DB]).expect("verified").contains("核验通过"));
}

#[test]
fn what_cannot_be_done_is_told_and_changes_nothing() {
    let books = Books::new("refused");
    let mut said = Vec::new();
    let mut refuse = |words: &str| said.push(books.refused(words).replace("错误：", ""));
    refuse("open --kind 资金 --project X1");
    refuse("open --kind 资金闲置 --project X9 --section 综合科");
    refuse("open --kind 资金闲置 --project X3");
    refuse("open --kind 资金闲置 --project X1 --date 五月六日");
    refuse("open --kind 资金闲置 --project X1 --role 分管领导");
    refuse("open --kind 资金闲置 --project X1 --date 2023-12-31");
    refuse("open --kind 资金闲置 --project X1 --date 2024-05-06 --deadline 2024-05-01");
    refuse("show ZG9");
    books.done("open --kind 资金闲置 --project X1 --actor 王绩效 --date 2024-05-06 ZG1");
    let mut refuse = |words: &str| said.push(books.refused(words).replace("错误：", ""));
    refuse("open --kind 资金闲置 --project X1 --actor 王绩效 ZG1");
    refuse("close ZG1 --actor 王绩效");
    refuse("escalate ZG1 --actor 王绩效 --date 2024-05-31");
    refuse("handle ZG1 --measure 加快推进 --actor 李科长 --date 2024-05-07");
    refuse("handle ZG1 --measure 催办 --cause 慢 --actor 李科长 --date 2024-05-07");
    refuse("handle ZG1 --measure 收回 --cause 慢 --line Z1 --actor 李科长 --date 2024-05-07");
    refuse("handle ZG1 --measure 收回 --cause 慢 --line Z1 --amount 一万 --actor 李科长 --date 2024-05-07");
    refuse("handle ZG1 --measure 调整目标 --cause 慢 --target K1 --value 很多 --actor 李科长 --date 2024-05-07");
    refuse("handle ZG1 --measure 恢复支付 --cause 慢 --actor 李科长 --date 2024-05-07");
    books.pay("P1", "2024-05-07", 60_000).expect("a payment");
    books.done("handle ZG1 --measure 收回 --cause 慢 --line Z1 --amount 50000 --actor 李科长 --date 2024-05-07");
    let mut refuse = |words: &str| said.push(books.refused(words).replace("错误：", ""));
    refuse("approve ZG1 --actor 李科长 --date 2024-05-08");
    refuse("approve ZG1 --actor 赵主任 --date 2024-05-08");
    insta::assert_snapshot!(said.concat());
    let shown = books.done("show ZG1");
    assert!(shown.contains("待审批的措施：收回：从指标Z1收回 50000.00 元"), "{shown}");
    books.done("return ZG1 --actor 赵主任 --date 2024-05-08 --text 已支付的不能收回");
    assert!(books.done("show ZG1").contains("待办理"));
}

#[test]
fn a_target_is_revised_and_the_old_one_stays_in_the_log() {
    let books = Books::new("revise");
    books.done("open --kind 预测不达标 --target K1 --project X1 --actor 王绩效 --date 2024-05-06");
    books.done("handle ZG2024-001 --cause 任务减少 --measure 调整目标 --value 80 --actor 李科长 --date 2024-05-07");
    let revised = books.done("approve ZG2024-001 --actor 赵主任 --date 2024-05-08");
    assert!(revised.contains("绩效指标K1（参阅资料）≥80篇"), "{revised}");
    let log = books.run(&["log", "--db", DB]).expect("the log");
    assert!(log.contains("改前：待审批；绩效指标K1（参阅资料）≥100篇"), "{log}");
}

#[test]
fn what_the_monitor_finds_is_assigned_and_measured_again() {
    let books = Books::new("found");
    let board = books.done("list --date 2024-08-31");
    assert!(board.contains("待交办") && board.contains("open --project X1 --kind 执行滞后"), "{board}");
    let several = books.refused("open --project X1 --actor 王绩效 --date 2024-08-31");
    assert!(several.contains("监控发现的偏差：") && several.contains("执行滞后"), "{several}");
    books.done("open --project X1 --kind 执行滞后 --actor 王绩效 --date 2024-08-31");
    let after = books.done("list --date 2024-08-31");
    assert!(!after.contains("open --project X1 --kind 执行滞后") && after.contains("期限 2024-09-15"), "{after}");
    books.done("handle ZG2024-001 --cause 采购推迟 --measure 加快推进 --actor 李科长 --date 2024-09-02");
    books.done("report ZG2024-001 --actor 李科长 --date 2024-09-10");
    let verified = books.done("verify ZG2024-001 --actor 王绩效 --date 2024-09-12");
    assert!(verified.contains("偏差扩大"), "{verified}");
    let shown = books.done("show ZG2024-001 --date 2024-09-12");
    assert!(shown.contains("效果（截至 2024-09-12）：交办时红灯，现在红灯，偏差扩大"), "{shown}");
    let graced = books.done("list --date 2024-10-11");
    assert!(!graced.contains("应重开"), "{graced}");
    let failed = books.done("list --date 2024-10-12");
    assert!(failed.contains("应重开：核验满30天，“执行滞后”扩大"), "{failed}");
    books.pay("P1", "2024-10-12", 80_000).expect("a payment");
    let helped = books.done("list --date 2024-10-12");
    assert!(!helped.contains("应重开"), "{helped}");
}

#[test]
fn commands_below_commands_are_told() {
    let books = Books::new("usage");
    let unknown = books.run(&["perf", "correct", "clsoe"]).expect_err("no such command");
    assert!(unknown.contains("是不是“close”？") && unknown.contains("juesuan perf correct --help"), "{unknown}");
    let missing = books.run(&["perf"]).expect_err("no command");
    assert!(missing.contains("可用的命令：goals、quality"), "{missing}");
}
