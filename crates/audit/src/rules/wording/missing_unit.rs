use std::sync::LazyLock;

use regex::Regex;

use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{narrative, regex},
};

/// An amount without 万元, a share without %.
pub static RULE: Rule = Rule {
    code: "JS0906",
    name: "missing-unit",
    group: Group::Wording,
    severity: Severity::Warning,
    title: "数字后面缺少单位",
    explanation: "情况说明里的金额后面没有“万元”（或“元”），比重、完成率后面没有“%”，读者无法确定数字的含义。",
    basis: "决算公开的情况说明以万元为单位列示金额，以百分数列示比重和完成率。",
    bad: "二、收入决算情况说明\n2024年度收入合计100.00，其中：财政拨款收入90.00万元，占90.00；其他收入10.00万元，占10.00%。",
    good: "二、收入决算情况说明\n2024年度收入合计100.00万元，其中：财政拨款收入90.00万元，占90.00%；其他收入10.00万元，占10.00%。",
    check: Some(check),
};

static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:占比?|完成|增长|下降|上升|降低)(?:[^，。；、：[0-9]]*?的)?(?:比重)?(?:为|是)?\s*(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?:[，。；]|,[^0-9]|$)",
    )
});

static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:收入|支出|合计|总计|总额|预算数?|决算数?|经费|费用?|结余|金额|增加|减少|（[类款项]）)(?:（[^（）0-9]{1,20}）)?(?:均|各|共计?)?(?:为|是)?\s*(?:(?P<number>[0-9][0-9,]*\.[0-9]{1,2}|[1-9][0-9]*|0)\s*(?:[，。；]|,[^0-9]|$)|(?P<listed>[0-9][0-9,]*\.[0-9]{1,2})\s*[、（）()])",
    )
});

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for para in narrative(context) {
        for (pattern, unit) in [(&SHARE, "%"), (&AMOUNT, "万元")] {
            let numbers = pattern.captures_iter(para.text);
            for number in numbers.filter_map(|found| found.name("number").or_else(|| found.name("listed"))) {
                let words = number.as_str();
                if !is_year(words) {
                    let message = format!("数字“{words}”后面缺少单位，从上下文看应为“{unit}”。");
                    out.push(RULE.finding(Severity::Warning, vec![para.place(number.range())], message));
                }
            }
        }
    }
}

fn is_year(words: &str) -> bool {
    words.len() == 4 && words.starts_with("20") && words.bytes().all(|byte| byte.is_ascii_digit())
}
