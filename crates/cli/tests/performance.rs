//! Once around the loop of the example department's performance on the command line.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

const DB: &str = "sqlite:账簿.db";

/// A folder with the example department's books, made once.
fn example() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| imported("performance"))
}

/// The example department's books in a folder of this name.
fn imported(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    let books = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/huaihua-2024");
    let books = books.to_str().expect("a path of Unicode");
    run(&folder, &["import", "--db", DB, "--year", "2024", books]).expect("the example's books are right");
    folder
}

/// What a command prints; as an error, its exit code and what it says when it is refused.
fn run(folder: &Path, args: &[&str]) -> Result<String, (i32, String)> {
    let binary = env!("CARGO_BIN_EXE_juesuan");
    let output = Command::new(binary).current_dir(folder).args(args).output().expect("the binary runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    match output.status.code() {
        Some(0) => Ok(text(output.stdout)),
        code => Err((code.unwrap_or(-1), text(output.stderr))),
    }
}

fn perf(args: &[&str]) -> String {
    refusable(args).unwrap_or_else(|(code, said)| panic!("{args:?}: {code} {said}"))
}

fn refusable(args: &[&str]) -> Result<String, (i32, String)> {
    let all: Vec<&str> = ["perf"].into_iter().chain(args.iter().copied()).chain(["--db", DB]).collect();
    run(example(), &all)
}

#[test]
fn every_yuan_serves_a_goal() {
    let told = perf(&["goals"]);
    assert!(told.contains("没有目标的钱：无") && told.contains("没有钱的目标：无"), "{told}");
    assert!(told.contains("K05 数量指标：编写参阅资料 ≥100篇"), "{told}");
}

#[test]
fn weak_indicators_are_told_with_a_remedy() {
    let told = perf(&["quality"]);
    assert!(told.contains("JX0110 指标 K05“编写参阅资料”：上年实际 188篇"), "{told}");
}

#[test]
fn a_light_explains_itself_down_to_vouchers() {
    let told = perf(&["monitor", "--project", "X12", "--date", "2024-11-13"]);
    assert!(told.contains("拆分支付：向某密码设备供应商7天内支付3次"), "{told}");
    let why = told.lines().skip_while(|line| !line.contains("拆分支付"));
    assert_eq!(why.filter(|line| line.contains("支付 ZF") && line.contains("48000.00")).count(), 3, "{told}");
    let board = perf(&["monitor", "--date", "2024-11-13"]);
    assert!(board.contains("黄灯　X12"), "{board}");
    let later = perf(&["monitor", "--project", "X12"]);
    assert!(later.contains("绿灯　X12") && later.contains("没有偏差"), "{later}");
}

#[test]
fn corrections_are_visible_in_the_score() {
    let told = perf(&["evaluate"]);
    assert!(told.starts_with("整体支出　98.7 分（满分 100）　优　截至 2024-12-31"), "{told}");
    assert!(told.contains("出现“拆分支付”偏差"), "{told}");
    let project = perf(&["evaluate", "--project", "X07"]);
    assert!(project.starts_with("X07 县市区政务热线补助"), "{project}");
    let before = perf(&["evaluate", "--date", "2024-03-01"]);
    assert!(!before.contains("出现“"), "what is corrected later takes nothing yet: {before}");
}

#[test]
fn what_is_found_after_the_year_counts_in_the_report_and_in_the_disclosure() {
    let folder = imported("performance-after-the-year");
    let done = |args: &[&str]| run(&folder, args).unwrap_or_else(|(code, said)| panic!("{args:?}: {code} {said}"));
    let found =
        ["--kind", "绩效滞后", "--project", "X11", "--target", "P1106", "--date", "2025-01-10", "--actor", "王敏"];
    done(&[&["perf", "correct", "open", "--db", DB][..], &found].concat());
    assert!(done(&["perf", "evaluate", "--db", DB]).starts_with("整体支出　98.6 分"));
    done(&["compile", "--db", DB, "--form", "hunan", "--format", "json", "--out", "公开"]);
    let file = fs::read_dir(folder.join("公开")).expect("the disclosure").next().expect("a file").expect("a file");
    let disclosure = fs::read_to_string(file.path()).expect("JSON");
    assert!(disclosure.contains("98.6") && !disclosure.contains("98.7"), "both tell the same score");
}

#[test]
fn programs_read_lights_and_scores() {
    let lights: serde_json::Value = serde_json::from_str(&perf(&["monitor", "--format", "json"])).expect("JSON");
    let split = lights["deviations"].as_array().unwrap().iter().find(|it| it["kind"] == "split-payments").unwrap();
    assert_eq!((&split["project"], &split["from"]), (&"X12".into(), &"2024-11-13".into()));
    assert_eq!(split["payments"].as_array().unwrap().len(), 3);
    let scores: serde_json::Value = serde_json::from_str(&perf(&["evaluate", "--format", "json"])).expect("JSON");
    assert_eq!((&scores[0]["score"], &scores[0]["grade"]), (&9870.into(), &"优".into()));
    assert_eq!(scores.as_array().unwrap().len(), 21);
}

#[test]
fn the_report_is_checked_without_a_finding() {
    perf(&["report", "--out", "自评"]);
    let told = run(example(), &["check", "自评"]).unwrap_or_else(|(code, said)| panic!("{code} {said}"));
    assert!(told.contains("审核 2 份，错误 0，警告 0"), "{told}");
    assert!(told.contains("绩效自评"), "{told}");
}

#[test]
fn results_become_next_years_proposal() {
    let told = perf(&["propose"]);
    assert!(told.contains("2025年度项目预算建议") && told.contains("X07 县市区政务热线补助"), "{told}");
    assert!(told.contains("提高 K05 编写参阅资料：≥100篇 → ≥"), "{told}");
}

#[test]
fn local_thresholds_replace_the_defaults() {
    fs::write(example().join("本地.toml"), "[correction]\ndeduct_in_time = 50\n").expect("a file for the test");
    let told = perf(&["evaluate", "--settings", "本地.toml"]);
    assert!(told.starts_with("整体支出　94.7 分"), "{told}");
    fs::write(example().join("错误.toml"), "[correction]\ndeduct = 50\n").expect("a file for the test");
    let (code, said) = refusable(&["evaluate", "--settings", "错误.toml"]).unwrap_err();
    assert!(code == 2 && said.contains("设置读不懂"), "{said}");
}

#[test]
fn what_cannot_be_shown_is_refused_with_a_remedy() {
    for (args, wanted) in [
        (&["monitor", "--project", "X99"][..], "没有项目“X99”"),
        (&["evaluate", "--project", "X99"], "没有项目“X99”"),
        (&["monitor", "--date", "昨天"], "应为日期"),
        (&["evaluate", "--settings", "没有.toml"], "没有这个文件"),
        (&["goals", "--unit", "999"], "没有单位“999”"),
    ] {
        let (code, said) = refusable(args).unwrap_err();
        assert!(code == 2 && said.contains(wanted), "{args:?}: {said}");
    }
    let (_, said) = run(example(), &["perf", "library", "--field", "航天"]).unwrap_err();
    assert!(said.contains("政务运转"), "{said}");
    let found = run(example(), &["perf", "library", "热线"]).expect("the library has it");
    assert!(found.contains("热线"), "{found}");
}
