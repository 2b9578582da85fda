use std::sync::LazyLock;

use juesuan_chart::{Level, functional, stem};
use regex::Regex;

use super::rows::year;
use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{distance, narrative, regex},
};

/// A reason names a 项 that does not exist.
pub static RULE: Rule = Rule {
    code: "JS0507",
    name: "item-reference",
    group: Group::Classification,
    severity: Severity::Info,
    title: "说明原因时引用的科目名称有误",
    explanation: "说明预决算差异的原因时提到科目之间的调整（由某某项调整至某某项），核对被引用的项级科目名称；科目表中没有、\
                  但与某个项相差一两个字的报告。",
    basis: "《政府收支分类科目》（各年版）支出功能分类。",
    bad: "五、一般公共预算财政拨款支出决算情况说明\n决算数小于年初预算数的主要原因是：部分支出由行政运行项调整至一般公共管理事务项。",
    good: "五、一般公共预算财政拨款支出决算情况说明\n决算数小于年初预算数的主要原因是：部分支出由行政运行项调整至一般行政管理事务项。",
    check: Some(check),
};

static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:[由从至到]|列入|调入)[“]?(?P<name>[一-龥（）()、]+?)[”]?(?:[（(]项[）)]|项级?(?:科目)?|科目)(?:[，。；、]|调|列|转|支出|核算|$)",
    )
});

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let year = year(context);
    for para in narrative(context) {
        for name in REFERENCE.captures_iter(para.text).filter_map(|found| found.name("name")) {
            if let Some(right) = misnamed(name.as_str(), year) {
                let message = format!("科目表中没有“{}”这个项级科目，疑为“{right}”。", name.as_str());
                let mut finding = RULE.finding(Severity::Info, vec![para.place(name.range())], message);
                finding.expected = Some(right.to_owned());
                out.push(finding);
            }
        }
    }
}

/// The 项 that is meant by a name that no entry of the chart has.
fn misnamed(name: &str, year: u16) -> Option<&'static str> {
    let chart = functional();
    let known =
        [Level::Class, Level::Section, Level::Item].iter().any(|&level| !chart.named(level, name, year).is_empty());
    let wanted = stem(name);
    let limit = if wanted.chars().count() >= 8 { 2 } else { 1 };
    if known || wanted.chars().count() < 5 {
        return None;
    }
    let items = chart.entries().iter().filter(|entry| entry.level == Level::Item);
    let near = items.map(|entry| (distance(&stem(entry.name), &wanted, limit), entry.name));
    near.filter(|(distance, _)| *distance <= limit).min().map(|(_, name)| name)
}
