use std::sync::LazyLock;

use regex::Regex;

use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{narrative, regex},
};

/// White space inside a numeral.
pub static RULE: Rule = Rule {
    code: "JS0908",
    name: "space-in-number",
    group: Group::Wording,
    severity: Severity::Info,
    title: "数字中间有空格",
    explanation: "金额或百分数的数字中间夹有空格（3 801.19万元、12. 5%），会被读成两个数。",
    basis: "《出版物上数字用法》（GB/T 15835）：一个数值连续书写。",
    bad: "三、支出决算情况说明\n2024年度支出合计3 801. 19万元。",
    good: "三、支出决算情况说明\n2024年度支出合计3801.19万元，其中基本支出 1933.63 万元。",
    check: Some(check),
};

static SPACED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"[0-9]+(?:[ \u{3000}]+[0-9]{3})*(?:\s*[.．]\s*[0-9]+)?\s*(?:万元|亿元|元|%|％)"));

static INNER: LazyLock<Regex> = LazyLock::new(|| regex(r"[0-9][ \u{3000}]+[0-9.．]|[.．][ \u{3000}]+[0-9]"));

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for para in narrative(context) {
        for hit in SPACED.find_iter(para.text) {
            if INNER.is_match(hit.as_str()) {
                let message = format!("数字“{}”中间有空格。", hit.as_str());
                out.push(RULE.finding(Severity::Info, vec![para.place(hit.range())], message));
            }
        }
    }
}
