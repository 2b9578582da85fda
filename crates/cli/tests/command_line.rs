//! The binary as its users meet it: exit codes and messages.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// Runs the binary in a folder of its own.
fn juesuan(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_juesuan")).current_dir(folder).args(args).output().expect("the binary runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// An empty folder for a test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

fn example(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name).display().to_string()
}

#[test]
fn help_is_chinese() {
    let output = juesuan(&folder("help"), &["--help"]);
    assert!(output.status.success());
    let text = stdout(&output);
    assert!(text.contains("用法：") && text.contains("审核决算公开文件"), "{text}");
    for english in ["Usage", "Options", "Commands", "Print help"] {
        assert!(!text.contains(english), "{english} in {text}");
    }
    let check = stdout(&juesuan(&folder("help"), &["check", "--help"]));
    assert!(check.contains("退出码") && !check.contains("possible values"), "{check}");
}

#[test]
fn bad_usage_is_answered_with_the_nearest_spelling() {
    let folder = folder("usage");
    fs::create_dir(folder.join("空")).expect("a folder");
    for (args, expected) in [
        (&["chekc"][..], "是不是“check”"),
        (&["check"][..], "缺少"),
        (&[][..], "缺少命令"),
        (&["check", "a.txt", "--formt", "json"][..], "是不是“--format”"),
        (&["check", "a.txt", "--format", "jsn"][..], "是不是“json”"),
        (&["check", "a.txt", "--jobs", "0"][..], "1 到 1024"),
        (&["extract", "a.txt"][..], "--out"),
        (&["nonsense"][..], "template、import、compile"),
        (&["compile", "--db", "sqlite:a.db", "--year", "24", "--out", "a"][..], "四位数的年度"),
        (&["import", "--db", "sqlite:没有/a.db", "--year", "2024", "空"][..], "没有文件夹 没有"),
        (&["trace", "--db", "sqlite:a.db", ""][..], "没有写要查什么"),
    ] {
        let output = juesuan(&folder, args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let text = stderr(&output);
        assert!(text.starts_with("错误：") && text.contains(expected), "{args:?}: {text}");
    }
}

#[test]
fn an_unknown_rule_lists_near_ones() {
    let output = juesuan(&folder("explain"), &["explain", "JS9999"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("没有编号为“JS9999”的规则"));
}

#[test]
fn rules_are_listed_in_every_format() {
    let folder = folder("rules");
    let json = stdout(&juesuan(&folder, &["rules", "--format", "json"]));
    let rules: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let count = rules.as_array().expect("an array").len();
    assert_eq!(stdout(&juesuan(&folder, &["rules"])).lines().count(), count);
    assert_eq!(stdout(&juesuan(&folder, &["rules", "--format", "md"])).lines().count(), count + 2);
}

#[test]
fn a_missing_and_an_empty_file_are_named_and_the_rest_is_checked() {
    let folder = folder("unreadable");
    fs::write(folder.join("空.docx"), b"").expect("written");
    fs::write(folder.join("通知.txt"), "关于开会的通知\n请各单位参加。\n").expect("written");
    let output = juesuan(&folder, &["check", "空.docx", "没有.pdf", "通知.txt"]);
    assert_eq!(output.status.code(), Some(2));
    let errors = stderr(&output);
    assert!(errors.contains("空.docx：文件是空的") && errors.contains("没有.pdf：找不到"), "{errors}");
    let text = stdout(&output);
    assert!(text.contains("不按决算审核") && text.contains("读不出 2 份"), "{text}");
}

#[test]
fn another_kind_of_document_is_no_error() {
    let folder = folder("other");
    fs::write(folder.join("通知.txt"), "关于开会的通知\n请各单位参加。\n").expect("written");
    let output = juesuan(&folder, &["check", "通知.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let json = stdout(&juesuan(&folder, &["check", "通知.txt", "--format", "json"]));
    let object: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(object["document"]["kind"], "other");
}

#[test]
fn a_self_evaluation_is_audited_as_one() {
    let folder = folder("self-evaluation");
    let table = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分\n产出指标|数量指标|巡查次数|≥12次|12次|60|60\n\
                 效益指标|社会效益|整改率|≥95%|93%|40|37\n总分|||||100|98\n";
    let text = format!("临江县水利局2024年度部门整体支出绩效自评报告\n部门整体支出绩效自评表\n{table}");
    fs::write(folder.join("自评.txt"), text).expect("written");
    let output = juesuan(&folder, &["check", "自评.txt"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let shown = stdout(&output);
    assert!(shown.contains("临江县水利局 2024 年度绩效自评") && shown.contains("JS0601"), "{shown}");
    let json = stdout(&juesuan(&folder, &["check", "自评.txt", "--format", "json"]));
    let object: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(object["document"]["kind"], "performance-self-evaluation");
    assert_eq!(object["coverage"]["numerals"], object["coverage"]["understood"]);
    assert_eq!(object["findings"].as_array().map(Vec::len), Some(1), "{object}");
}

#[test]
fn folders_are_walked_without_hidden_and_lock_files() {
    let folder = folder("walk");
    fs::create_dir_all(folder.join("全县/乙")).expect("made");
    for name in ["全县/乙/a.txt", "全县/b.txt", "全县/.c.txt", "全县/~$d.docx", "全县/e.png"] {
        fs::write(folder.join(name), "关于开会的通知\n请各单位参加。\n").expect("written");
    }
    let output = juesuan(&folder, &["check", "全县", "--format", "json"]);
    let array: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    let paths: Vec<_> = array.as_array().expect("an array").iter().map(|d| d["document"]["path"].clone()).collect();
    assert_eq!(paths, ["全县/b.txt", "全县/乙/a.txt"]);
}

#[test]
fn html_of_several_files_needs_a_folder() {
    let folder = folder("out");
    for name in ["a.txt", "b.txt"] {
        fs::write(folder.join(name), "关于开会的通知\n请各单位参加。\n").expect("written");
    }
    let output = juesuan(&folder, &["check", "a.txt", "b.txt", "--format", "html"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--out"), "{}", stderr(&output));
    let output = juesuan(&folder, &["check", "a.txt", "b.txt", "--format", "html", "--out", "结果"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for name in ["a.html", "b.html", "index.html"] {
        assert!(folder.join("结果").join(name).exists(), "{name}");
    }
}

#[test]
fn piped_output_has_no_colour_and_a_closed_pipe_is_silent() {
    let folder = folder("pipe");
    let text = "关于开会的通知\n请各单位参加。\n";
    let names: Vec<String> = (0..400).map(|i| format!("{i:03}.txt")).collect();
    for name in &names {
        fs::write(folder.join(name), text).expect("written");
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_juesuan"))
        .current_dir(&folder)
        .args(["check", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the binary ends");
    assert_eq!(stderr(&output), "");
    let output = juesuan(&folder, &["check", "."]);
    assert!(!stdout(&output).contains('\u{1b}'));
}

#[test]
fn the_examples_are_what_they_say() {
    let folder = folder("examples");
    let clean = juesuan(&folder, &["check", &example("disclosure-clean.txt")]);
    assert_eq!(clean.status.code(), Some(0), "{}", stdout(&clean));
    let planted = juesuan(&folder, &["check", &example("disclosure-with-errors.txt"), "--format", "json"]);
    assert_eq!(planted.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_str(&stdout(&planted)).expect("JSON");
    let findings = report["findings"].as_array().expect("an array");
    for words in ["2.93%", "175.30万元", "119.51%", "决算数大于", "774.29万元", "XX", "。。", "2023年"] {
        let quoted = |finding: &serde_json::Value| finding["quotes"].to_string().contains(words);
        assert!(findings.iter().any(quoted), "no finding quotes {words}");
    }
}

#[test]
fn comments_go_into_a_copy_of_the_word_file() {
    let folder = folder("docx");
    let input = folder.join("决算.docx");
    fs::copy(example("disclosure-with-errors.docx"), &input).expect("copied");
    let before = fs::read(&input).expect("read");
    let output = juesuan(&folder, &["check", "决算.docx", "--format", "docx"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(fs::read(&input).expect("read"), before, "the input is as it was");
    let annotated = fs::read(folder.join("决算.批注.docx")).expect("written");
    assert!(annotated.len() > before.len());
    let again = juesuan(&folder, &["check", "决算.批注.docx", "--format", "json"]);
    assert_eq!(again.status.code(), Some(1), "the copy is a Word file with the same figures");
    let text = juesuan(&folder, &["check", &example("disclosure-clean.txt"), "--format", "docx"]);
    assert!(stderr(&text).contains("不是 docx"), "{}", stderr(&text));
}

#[test]
fn figures_are_extracted_with_a_byte_order_mark() {
    let folder = folder("extract");
    let output = juesuan(&folder, &["extract", &example("disclosure-clean.txt"), "--out", "数据"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let csv = fs::read(folder.join("数据/disclosure-clean/figures.csv")).expect("written");
    assert!(csv.starts_with(b"\xef\xbb\xbf"));
    assert!(folder.join("数据/disclosure-clean/figures.json").exists());
}

#[test]
fn last_years_document_is_used_or_refused_in_words() {
    let folder = folder("prior");
    let this = example("disclosure-clean.txt");
    let missing = juesuan(&folder, &["check", &this, "--prior", "没有.txt"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).contains("上年度文件 没有.txt"), "{}", stderr(&missing));

    let same_year = juesuan(&folder, &["check", &this, "--prior", &this]);
    assert_eq!(same_year.status.code(), Some(0));
    assert!(stdout(&same_year).contains("JS1001"), "{}", stdout(&same_year));

    let text = fs::read_to_string(&this).expect("the example");
    fs::write(folder.join("2023.txt"), text.replace("2023", "2022").replace("2024", "2023")).expect("a file");
    let copied = juesuan(&folder, &["check", &this, "--prior", "2023.txt"]);
    assert_eq!(copied.status.code(), Some(1), "the same amounts as last year, with changes between them");
    assert!(stdout(&copied).contains("上年决算公开"), "{}", stdout(&copied));
}
