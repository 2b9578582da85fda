use std::sync::LazyLock;

use regex::Regex;

use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{narrative, regex},
};

/// Half-width punctuation between Chinese words.
pub static RULE: Rule = Rule {
    code: "JS0909",
    name: "half-width-punctuation",
    group: Group::Wording,
    severity: Severity::Info,
    title: "中文之间用了半角标点",
    explanation: "情况说明的中文语句之间混用半角逗号、分号、冒号。全文合并报告一次，列出各处。",
    basis: "《标点符号用法》（GB/T 15834）：中文文本使用中文标点。",
    bad: "三、支出决算情况说明\n2024年度支出合计100万元,比上年减少,主要原因是厉行节约。",
    good: "三、支出决算情况说明\n2024年度支出合计1,000万元，比上年减少，主要原因是厉行节约。",
    check: Some(check),
};

static HALF_WIDTH: LazyLock<Regex> = LazyLock::new(|| regex(r"[一-龥）”%％》](?P<mark>[,;:?])\s*(?:[一-龥（“《]|$)"));

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut places = Vec::new();
    for para in narrative(context) {
        let marks = HALF_WIDTH.captures_iter(para.text).filter_map(|found| found.name("mark"));
        places.extend(marks.map(|mark| para.place(mark.range())));
    }
    if !places.is_empty() {
        let message = format!("中文语句之间有 {} 处用了半角标点，应当用全角标点。", places.len());
        out.push(RULE.finding(Severity::Info, places, message));
    }
}
