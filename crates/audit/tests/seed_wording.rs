//! The textual defects of a real disclosure, read sentence by sentence.

use std::path::PathBuf;

use juesuan_audit::{Options, Severity, check};

/// The corpus folder, which stands beside the project or where `JUESUAN_CORPUS` says.
fn corpus(file: &str) -> Option<String> {
    let root = std::env::var_os("JUESUAN_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus"), PathBuf::from);
    let text = std::fs::read_to_string(root.join(file)).ok();
    if text.is_none() {
        eprintln!("skipped: {file} is not in the corpus folder");
    }
    text
}

#[test]
fn textual_defects_of_the_seed_are_found() {
    let Some(text) = corpus("seed/huaihua-2024.txt") else { return };
    let document = juesuan_read::read_text("seed", &text);
    let report = check(&document, &Options::default());
    for (code, severity, words) in [
        ("JS0502", Severity::Error, "其他普惠金融发展支出（项）"),
        ("JS0502", Severity::Warning, "其他金融支出（项）"),
        ("JS0502", Severity::Warning, "（款）国有土地使用权出让收入安排的支出（项）"),
        ("JS0503", Severity::Error, "13、卫生健康（类）行政事业单位医疗（款）行政单位医疗（项）"),
        ("JS0506", Severity::Info, "社会保障与就业"),
        ("JS0506", Severity::Warning, "其他科学技术"),
        ("JS0507", Severity::Info, "一般公共管理事务"),
        ("JS0802", Severity::Warning, "3、"),
        ("JS0803", Severity::Info, "（2）"),
        ("JS0803", Severity::Info, "（三）"),
        ("JS0807", Severity::Warning, "开支内容包括："),
        ("JS0910", Severity::Info, "截止"),
        ("JS0901", Severity::Warning, "[bookmark: _GoBack]"),
        ("JS0902", Severity::Info, "国有资本经验预算财政拨款"),
        ("JS0902", Severity::Info, "附属单位上缴收"),
        ("JS0902", Severity::Info, "决算数小于算数"),
        ("JS0903", Severity::Info, ",；"),
        ("JS0904", Severity::Info, "“"),
        ("JS0905", Severity::Info, "，占0.53%；"),
        ("JS0905", Severity::Info, "月31日前完成"),
        ("JS0907", Severity::Info, "的的"),
    ] {
        let found = report.findings.iter().any(|finding| {
            let hit = |place: &juesuan_read::Place| document.words_at(*place).contains(words);
            finding.code == code && finding.severity == severity && finding.places.iter().any(hit)
        });
        assert!(found, "{code} {words} is not found");
    }
}
