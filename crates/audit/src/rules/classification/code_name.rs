use std::collections::BTreeMap;

use juesuan_chart::{Chart, Confidence, Level, economic_department, economic_government, functional, plain_name, stem};
use juesuan_read::{Format, Place};

use super::rows::{CodeRow, all_rows, year};
use crate::{Context, Finding, Group, Rule, Severity};

/// A code of a table stands beside a name that is not its own.
pub static RULE: Rule = Rule {
    code: "JS0501",
    name: "code-name",
    group: Group::Classification,
    severity: Severity::Error,
    title: "科目编码与名称不符",
    explanation: "按本年度《政府收支分类科目》核对表中每个科目编码的名称：名称是另一个科目的报错误，是以前年度的名称或只差“支出”\
                  “和/与”的报提示，其余报警告。核对数据来源不确定的科目不报错误。",
    basis: "《政府收支分类科目》（各年版）。",
    bad: "2024年度部门决算\n支出决算表\n科目编码\t科目名称\t合计\n2080501\t行政单位离退休\t10.00\n2080505\t机关事业单位职业年金缴费支出\t8.00\n",
    good: "2024年度部门决算\n支出决算表\n科目编码\t科目名称\t合计\n2080501\t行政单位离退休\t10.00\n2080506\t机关事业单位职业年金缴费支出\t8.00\n",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut pairs: BTreeMap<(String, String), Vec<Place>> = BTreeMap::new();
    for row in all_rows(context) {
        let CodeRow { code, name, place, .. } = row;
        pairs.entry((code, plain_name(&name))).or_default().push(place);
    }
    for ((code, name), places) in pairs {
        let Some((severity, message)) = judge(&code, &name, year(context)) else { continue };
        // A single pair in a PDF may be two rows that the page mixed up.
        let certain = context.document.format != Format::Pdf || places.len() > 1;
        let severity = if certain { severity } else { severity.min(Severity::Warning) };
        let mut finding = RULE.finding(severity, places, message);
        finding.expected = chart(&code).name_in(&code, year(context)).map(|official| official.name.to_owned());
        out.push(finding);
    }
}

fn chart(code: &str) -> &'static Chart {
    match code.as_bytes().first() {
        Some(b'3') => economic_department(),
        Some(b'5') => economic_government(),
        _ => functional(),
    }
}

/// What is wrong with the name of a code in a year.
fn judge(code: &str, name: &str, year: u16) -> Option<(Severity, String)> {
    let level = Level::of(code)?;
    let chart = chart(code);
    let Some(official) = chart.name_in(code, year) else {
        let known = level != Level::Class || (year - 6..=year + 1).any(|y| chart.name_in(code, y).is_some());
        return (!known).then(|| (Severity::Warning, format!("没有编码为{code}的类级科目（“{name}”）。")));
    };
    let (own, other) = (plain_name(official.name), stem(name));
    if own == name || (other.chars().count() >= 4 && (own.contains(name) || name.contains(&own))) {
        return None;
    }
    if stem(official.name) == other {
        let info = official.confidence == Confidence::High;
        return info.then(|| (Severity::Info, format!("{code}的名称应为“{}”，表中写作“{name}”。", official.name)));
    }
    if let Some(when) = (2015..=2026).find(|&y| chart.name_in(code, y).is_some_and(|past| stem(past.name) == other)) {
        return Some((
            Severity::Info,
            format!("“{name}”是{code}在{when}年的名称，{year}年的名称是“{}”。", official.name),
        ));
    }
    let message = format!("{code}的名称是“{}”，表中写作“{name}”。", official.name);
    let namesakes = chart.named(level, name, year);
    let belongs_elsewhere = namesakes.iter().any(|found| found.exact && found.official.confidence == Confidence::High);
    Some(match official.confidence {
        Confidence::High if belongs_elsewhere => {
            let codes: Vec<&str> = namesakes.iter().take(3).map(|found| found.code).collect();
            (Severity::Error, format!("{message}“{name}”的编码是{}。", codes.join("、")))
        }
        Confidence::High => (Severity::Warning, message),
        _ => (Severity::Info, message),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_judged_by_the_year() {
        let severity = |code, name, year| judge(code, name, year).map(|(severity, _)| severity);
        assert_eq!(severity("20805", "行政事业单位养老支出", 2024), None);
        assert_eq!(severity("20805", "行政事业单位离退休", 2019), None);
        assert_eq!(severity("20805", "行政事业单位离退休", 2024), Some(Severity::Info));
        assert_eq!(severity("208", "社会保障与就业支出", 2024), Some(Severity::Info));
        assert_eq!(severity("2210201", "购房补贴", 2024), Some(Severity::Error));
        assert_eq!(severity("2210201", "住房公积", 2024), None);
        assert_eq!(severity("2999999", "什么支出", 2024), None);
        assert_eq!(severity("299", "什么支出", 2024), Some(Severity::Warning));
    }
}
