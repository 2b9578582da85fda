use std::sync::LazyLock;

use regex::Regex;

use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{body, regex},
};

/// Two punctuation marks where one belongs.
pub static RULE: Rule = Rule {
    code: "JS0903",
    name: "doubled-punctuation",
    group: Group::Wording,
    severity: Severity::Info,
    title: "标点重复或连用",
    explanation: "查找相邻的两个句内或句末标点（如“，；”“。。”）以及空的括号和引号，多为修改后残留。",
    basis: "《标点符号用法》（GB/T 15834）：一处停顿用一个点号；省略号用“……”。",
    bad: "二、收入决算情况说明\n2024年度收入合计100万元，其中：财政拨款收入90万元，占90%,；其他收入10万元，占10%。。",
    good: "二、收入决算情况说明\n2024年度收入合计100万元，其中：财政拨款收入90万元，占90%；其他收入10万元，占10%。",
    check: Some(check),
};

static DOUBLED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"[，。；：、,;][\s]*[，。；：、,;][，。；：、,;\s]*|：:|:：|[（(]\s*[）)]|“\s*”|《\s*》"));

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for para in body(context) {
        for hit in DOUBLED.find_iter(para.text) {
            let marks = hit.as_str().trim();
            let place = para.place(hit.start()..hit.start() + marks.len());
            let message = if marks.starts_with(['（', '(', '“', '《']) {
                format!("“{marks}”中间没有内容。")
            } else {
                format!("标点“{marks}”连用，应当只留一个。")
            };
            out.push(RULE.finding(Severity::Info, vec![place], message));
        }
    }
}
