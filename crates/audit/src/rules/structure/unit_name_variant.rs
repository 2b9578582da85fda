use std::sync::LazyLock;

use regex::Regex;

use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{body, distance, regex},
};

/// The unit's own name, spelled differently where the unit speaks of itself.
pub static RULE: Rule = Rule {
    code: "JS0808",
    name: "unit-name-variant",
    group: Group::Structure,
    severity: Severity::Warning,
    title: "单位名称前后不一致",
    explanation: "在“某某局2024年度部门决算”“某某局2024年度无……支出”一类单位自称的句子里，名称与全文通用的名称差一两个字，\
                  可能是错字，也可能是从别的单位的文稿抄来的。",
    basis: "公开文本应当使用单位的规范全称，前后一致。",
    bad: "临江县水利局2024年度部门决算\n第一部分 临江县水利局概况\n第三部分 临江县水利局2024年度部门决算情况说明\n\
          八、政府性基金预算收入支出决算情况\n临江县水务局2024年度无政府性基金预算收入和支出。",
    good: "临江县水利局2024年度部门决算\n第一部分 临江县水利局概况\n第三部分 临江县水利局2024年度部门决算情况说明\n\
           八、政府性基金预算收入支出决算情况\n临江县水利局2024年度无政府性基金预算收入和支出。\n临江县水务公司是企业。",
    check: Some(check),
};

/// A name of a unit where it is the subject of its own accounts.
static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:^|[，。；：、\s]|纳入|部分)(?P<name>[一-龥（）()]+?)(?:\s*20[0-9][0-9]\s*年度?(?:部门|单位|收入|支出|财政拨款|一般公共|政府|国有资本|机关|预算绩效|无|“三公)|概况\s*$|部门决算(?:编制|包括))",
    )
});

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(unit) = context.outline.unit_name.as_deref().filter(|unit| unit.chars().count() >= 5) else { return };
    let limit = if unit.chars().count() >= 10 { 2 } else { 1 };
    for para in body(context) {
        for name in SUBJECT.captures_iter(para.text).filter_map(|found| found.name("name")) {
            let words = name.as_str();
            let close = (1..=limit).contains(&distance(words, unit, limit));
            if close && !words.contains(unit) {
                let message = format!("单位名称写作“{words}”，全文通用的名称是“{unit}”。");
                let mut finding = RULE.finding(Severity::Warning, vec![para.place(name.range())], message);
                finding.expected = Some(unit.to_owned());
                out.push(finding);
            }
        }
    }
}
