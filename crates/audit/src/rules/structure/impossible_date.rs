use std::sync::LazyLock;

use regex::Regex;

use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{body, regex},
};

/// A date that no calendar has.
pub static RULE: Rule = Rule {
    code: "JS0810",
    name: "impossible-date",
    group: Group::Structure,
    severity: Severity::Error,
    title: "日期不存在",
    explanation: "查找日历上没有的日期：2月30日、11月31日、13月5日、平年的2月29日。",
    basis: "公历。",
    bad: "十三、国有资产占用情况说明\n截至2024年11月31日，共有车辆1辆。",
    good: "十三、国有资产占用情况说明\n截至2024年12月31日，共有车辆1辆，其中1辆于2024年2月29日购入。",
    check: Some(check),
};

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?:(?P<year>[0-9]{4})\s*年\s*)?(?P<month>[0-9]{1,2})\s*月\s*(?P<day>[0-9]{1,2})\s*日(?P<after>内|以内)?")
});

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for para in body(context) {
        for found in DATE.captures_iter(para.text) {
            let number = |name: &str| found.name(name).and_then(|part| part.as_str().parse::<u32>().ok());
            let (Some(month), Some(day), Some(whole)) = (number("month"), number("day"), found.get(0)) else {
                continue;
            };
            let continues = para.text[..whole.start()].ends_with(|c: char| c.is_ascii_digit() || c == '.');
            if !continues && found.name("after").is_none() && !exists(number("year"), month, day) {
                let message = format!("没有“{}”这个日期。", whole.as_str());
                out.push(RULE.finding(Severity::Error, vec![para.place(whole.range())], message));
            }
        }
    }
}

fn exists(year: Option<u32>, month: u32, day: u32) -> bool {
    let leap = year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::exists;

    #[test]
    fn knows_the_calendar() {
        assert!(exists(Some(2024), 2, 29) && exists(None, 2, 29) && exists(Some(2000), 2, 29));
        assert!(!exists(Some(2023), 2, 29) && !exists(Some(2100), 2, 29) && !exists(None, 2, 30));
        assert!(!exists(None, 13, 1) && !exists(None, 6, 31) && !exists(None, 1, 0));
    }
}
