//! From books to a disclosure and back to the vouchers, as an accountant does it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn juesuan(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_juesuan")).current_dir(folder).args(args).output().expect("the binary runs")
}

/// What a command prints; it must succeed.
fn prints(folder: &Path, args: &[&str]) -> String {
    let output = juesuan(folder, args);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.status.success(), "{args:?}: {text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

/// What a command says when it fails.
fn refuses(folder: &Path, args: &[&str]) -> String {
    let output = juesuan(folder, args);
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

/// An empty folder for a test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

fn example() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/huaihua-2024").display().to_string()
}

const DB: &str = "sqlite:账簿.db";

/// A folder with the example department's books in a database.
fn imported(test: &str) -> PathBuf {
    let folder = folder(test);
    let text = prints(&folder, &["import", "--db", DB, &example()]);
    assert!(text.contains("已导入 2024 年度账簿"), "{text}");
    folder
}

#[test]
fn the_demonstration_ends_with_files_and_no_error() {
    let folder = folder("demo");
    for _ in 0..2 {
        let text = prints(&folder, &["demo", "--no-serve"]);
        assert!(text.contains("0 errors"), "{text}");
    }
    let made = folder.join("juesuan-demo/决算公开");
    let kinds: Vec<String> = fs::read_dir(made)
        .unwrap()
        .filter_map(|entry| Some(entry.ok()?.path().extension()?.to_string_lossy().into_owned()))
        .collect();
    for kind in ["docx", "xlsx", "html", "json"] {
        assert!(kinds.iter().any(|found| found == kind), "{kind} of {kinds:?}");
    }
    let db = "sqlite:juesuan-demo/账簿.db";
    assert!(prints(&folder, &["verify", "--db", db]).contains("核验通过"));
}

#[test]
fn importing_again_changes_nothing_and_bad_files_leave_nothing() {
    let folder = imported("again");
    assert!(prints(&folder, &["import", "--db", DB, &example()]).contains("未作改动"));
    let head = "支付凭证号,支付日期,单位代码,指标编号,资金性质,功能科目,支出性质,经济科目,金额,收款人,用途\n";
    let rows = "X1,2024-03-01,101001,Z02,一般公共预算财政拨款,2010301,公用经费,30201,1.00,某店,纸\n\
                X2,2023-03-01,101001,Z02,一般公共预算财政拨款,9999999,公用经费,30201,1.00,某店,纸\n";
    fs::write(folder.join("支付.csv"), format!("{head}{rows}")).unwrap();
    let message = refuses(&folder, &["import", "--db", DB, "--year", "2024", "支付.csv"]);
    assert!(message.contains("第3行") && message.contains("9999999") && message.contains("2023"), "{message}");
    assert!(refuses(&folder, &["trace", "--db", DB, "X1"]).contains("没有找到"), "the good row is not there either");
    let message = refuses(&folder, &["import", "--db", DB, "支付.csv"]);
    assert!(message.contains("--year"), "{message}");
    refuses(&folder, &["import", "--db", "sqlite:新.db", "--year", "2024", "支付.csv"]);
    assert!(!folder.join("新.db").exists(), "no empty books");
}

#[test]
fn figures_lead_to_vouchers_and_vouchers_to_figures() {
    let folder = imported("trace");
    let figure = prints(&folder, &["trace", "--db", DB, "T5/2010301/basic", "--limit", "2"]);
    assert!(
        figure.contains("1471.15万元") && figure.contains("笔，合计 14711") && figure.contains("--offset 2"),
        "{figure}"
    );
    let voucher = prints(&folder, &["trace", "--db", DB, "ZF0001"]);
    for id in ["T5/2010301/basic", "T1/expenditure-grand-total/amount", "T6/30211/amount", "T5/total/total@rate"] {
        assert!(voucher.contains(id), "{id} in {voucher}");
    }
    let several = prints(&folder, &["trace", "--db", DB, "3801.19"]);
    assert!(several.contains("T1/income-grand-total/amount"), "{several}");
    let share = prints(&folder, &["trace", "--db", DB, "T5/total/total÷T3/total/total"]);
    assert!(share.contains("96.71%") && share.contains('÷'), "{share}");
}

#[test]
fn reasons_are_written_by_hand_and_printed() {
    let folder = imported("reason");
    let text =
        prints(&folder, &["reason", "--db", DB, "--actor", "李会计", "T9/total/actual@change", "接待外地来访团组增多"]);
    assert!(text.contains("已记入"), "{text}");
    prints(&folder, &["compile", "--db", DB, "--form", "hunan", "--out", "公开", "--format", "html"]);
    let page = fs::read_dir(folder.join("公开")).unwrap().next().unwrap().unwrap().path();
    assert!(fs::read_to_string(page).unwrap().contains("接待外地来访团组增多"));
    assert!(prints(&folder, &["log", "--db", DB]).contains("李会计"));
    let nowhere = refuses(&folder, &["reason", "--db", DB, "T9/nothing/actual@change", "印不出来的原因"]);
    assert!(nowhere.contains("没有编号为"), "{nowhere}");
}

#[test]
fn backups_restore_the_books() {
    let folder = imported("backup");
    prints(&folder, &["backup", "--db", DB, "备份.db"]);
    assert!(refuses(&folder, &["backup", "--db", DB, "备份.db"]).contains("已经存在"));
    assert!(refuses(&folder, &["restore", "--db", DB, "备份.db"]).contains("已经存在"));
    prints(&folder, &["restore", "--db", "sqlite:新.db", "备份.db"]);
    assert!(prints(&folder, &["verify", "--db", "sqlite:新.db"]).contains("核验通过"));
}

#[test]
fn last_years_figures_come_from_last_years_disclosure() {
    let folder = imported("last-year");
    let text = "怀化市人民政府办公室2023年度部门决算\n第三部分　2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n\
                2023年度收、支总计4539.55万元。与上年相比，增加10.00万元，增长0.22%。\n\
                十、机关运行经费支出说明\n本部门2023年度机关运行经费支出311.82万元。\n";
    fs::write(folder.join("2023.txt"), text).unwrap();
    let said = prints(&folder, &["import", "--db", DB, "--year", "2024", "--last-year", "2023.txt"]);
    assert!(said.contains("未作改动") || said.contains("上年"), "{said}");
    let refused = refuses(&folder, &["import", "--db", DB, "--year", "2023", "--last-year", "2023.txt"]);
    assert!(refused.contains("2022年度"), "{refused}");
    fs::write(folder.join("other.txt"), text.replace("怀化市人民政府办公室", "怀化市财政局")).unwrap();
    let other = ["import", "--db", DB, "--year", "2024", "--last-year", "other.txt"];
    assert!(refuses(&folder, &other).contains("怀化市财政局"), "another unit's figures are no last year's");
    prints(&folder, &[&other[..], &["--unit", "101001"]].concat());
}

#[test]
fn the_template_is_a_workbook_that_imports_nothing() {
    let folder = folder("template");
    prints(&folder, &["template", "账簿.xlsx"]);
    assert!(refuses(&folder, &["template", "账簿.xlsx"]).contains("已经存在"));
    let output = juesuan(&folder, &["import", "--db", DB, "--year", "2024", "账簿.xlsx"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("没有读到任何记录"), "nothing was imported before either: {said}");
}

#[test]
fn a_lost_password_is_reset_at_the_server() {
    let folder = imported("account");
    assert!(refuses(&folder, &["account", "reset", "--db", DB, "audit"]).contains("没有这个账号"));
    assert!(refuses(&folder, &["account", "reset", "--db", "sqlite:没有.db", "audit"]).contains("没有账簿文件"));
}
