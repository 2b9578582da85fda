use std::{collections::BTreeMap, sync::LazyLock};

use juesuan_chart::{Level, functional, plain_name, stem};
use juesuan_read::Place;
use regex::Regex;

use super::rows::year;
use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{distance, narrative, regex},
};

/// A name before （类） that is not the official name of a 类.
pub static RULE: Rule = Rule {
    code: "JS0506",
    name: "class-name",
    group: Group::Classification,
    severity: Severity::Warning,
    title: "类级科目名称不规范",
    explanation: "核对情况说明里“某某（类）”的名称。科目表中没有的报警告；把“和”写成“与”之类、使用以前年度名称的报提示；\
                  省略“支出”二字的不报。同一名称合并报告一次。",
    basis: "《政府收支分类科目》（各年版）支出功能分类的类级科目。",
    bad: "2024年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n主要用于以下方面：社会保障与就业（类）支出269.73万元；其他科学技术（类）支出19万元。",
    good: "2024年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n主要用于以下方面：社会保障和就业（类）支出269.73万元；科学技术支出（类）19万元。",
    check: Some(check),
};

/// No 类 has a longer name.
const NAME_LEN: usize = 25;

static CLASS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:^|[：:；;，,。、）)\s[0-9]])[“”]?(?P<name>[一-龥][一-龥\s]*?)\s*[（(]\s*类\s*[）)]"));

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut names: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for para in narrative(context) {
        for name in CLASS.captures_iter(para.text).filter_map(|found| found.name("name")) {
            let plain = plain_name(name.as_str());
            if (2..=NAME_LEN).contains(&plain.chars().count()) {
                names.entry(plain).or_default().push(para.place(name.range()));
            }
        }
    }
    for (name, mut places) in names {
        if let Some((severity, message, expected)) = judge(&name, year(context)) {
            places.sort_unstable();
            let mut finding = RULE.finding(severity, places, message);
            finding.expected = expected;
            out.push(finding);
        }
    }
}

fn judge(name: &str, year: u16) -> Option<(Severity, String, Option<String>)> {
    let chart = functional();
    if let Some(found) = chart.named(Level::Class, name, year).first() {
        let official = found.official.name;
        let short = plain_name(official);
        let only_suffix = short == name || short.strip_suffix("支出") == Some(name);
        let message = format!("“{name}（类）”的规范名称是“{official}（类）”。");
        return (!only_suffix).then(|| (Severity::Info, message, Some(official.to_owned())));
    }
    if let Some(past) = (2015..=2026).find_map(|y| chart.named(Level::Class, name, y).first().copied()) {
        let official = chart.name_in(past.code, year).map(|official| official.name)?;
        let message = format!("“{name}（类）”不是{year}年的名称，{year}年称为“{official}（类）”。");
        return Some((Severity::Info, message, Some(official.to_owned())));
    }
    let classes = || chart.entries().iter().filter(|entry| entry.level == Level::Class);
    let wanted = stem(name);
    let contained = classes().find(|entry| wanted.ends_with(&stem(entry.name)));
    let near = contained.or_else(|| classes().find(|entry| distance(&stem(entry.name), &wanted, 2) <= 2));
    let hint = near.map_or_else(String::new, |entry| format!("，疑为“{}（类）”", entry.name));
    let message = format!("科目表中没有“{name}（类）”{hint}。");
    Some((Severity::Warning, message, near.map(|entry| entry.name.to_owned())))
}
