//! Finds the numerals with a unit in running text.

use std::ops::Range;

use juesuan_amount::{Decimal, Money, MoneyUnit, Percent, normalize_char};

use super::Value;

/// A numeral with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Bytes of the digits and the unit.
    pub range: Range<usize>,
    /// What is printed.
    pub value: Value,
    /// The unit as printed, without white space.
    pub unit: String,
}

/// Classifiers that make a number of things a figure; longer ones before their beginnings.
const COUNT_UNITS: [&str; 56] = [
    "个百分点",
    "平方米",
    "平方公里",
    "人次",
    "批次",
    "台（套）",
    "台(套)",
    "台／套",
    "台/套",
    "标箱",
    "公里",
    "千米",
    "公顷",
    "万人",
    "户次",
    "人份",
    "场次",
    "班次",
    "件次",
    "辆次",
    "个",
    "人",
    "批",
    "次",
    "辆",
    "台",
    "套",
    "件",
    "篇",
    "分",
    "项",
    "家",
    "户",
    "名",
    "列",
    "吨",
    "亩",
    "条",
    "份",
    "期",
    "场",
    "间",
    "处",
    "座",
    "所",
    "只",
    "头",
    "株",
    "册",
    "张",
    "艘",
    "架",
    "组",
    "部",
    "宗",
    "起",
];

/// Multipliers that may stand between a number and a classifier.
const MULTIPLIERS: [&str; 4] = ["万", "亿", "余万", "多万"];

/// All numerals with a unit in a text, in order.
#[must_use]
pub fn numerals(text: &str) -> Vec<Numeral> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_digit).map(|offset| at + offset) {
        let end = digits_end(text, start);
        at = end;
        if continues_a_word(&text[..start]) {
            continue;
        }
        let start = with_sign(text, start);
        let broken = broken_decimal(text, start, end).and_then(|(digits, end)| Some((Decimal::parse(&digits)?, end)));
        let whole = || Decimal::parse(&text[start..end]).and_then(|decimal| unit(text, end, decimal));
        let Some((value, unit, after)) = broken.and_then(|(decimal, end)| unit(text, end, decimal)).or_else(whole)
        else {
            continue;
        };
        found.push(Numeral { range: start..after, value, unit });
        at = after;
    }
    found
}

fn is_digit(c: char) -> bool {
    normalize_char(c).is_ascii_digit()
}

/// A number that is broken at its point, as lines of a page are: `2940. 05`; its digits and its end.
///
/// A label is no such number: `1. 5万元` begins a line.
fn broken_decimal(text: &str, start: usize, end: usize) -> Option<(String, usize)> {
    let whole = &text[start..end];
    if whole.contains(['.', '．']) || !text[..start].ends_with(char::is_alphabetic) {
        return None;
    }
    let rest = text[end..].trim_start_matches(' ').strip_prefix(['.', '．'])?.trim_start_matches(' ');
    let digits = rest.len() - rest.trim_start_matches(is_digit).len();
    let fraction = &rest[..digits];
    (1..=6)
        .contains(&fraction.chars().count())
        .then(|| (format!("{whole}.{fraction}"), text.len() - rest.len() + digits))
}

/// The end of a run of digits with its thousands separators and decimal point.
fn digits_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut rest = text[start..].char_indices().peekable();
    let mut point = false;
    while let Some((offset, c)) = rest.next() {
        let followed_by_digit = rest.peek().is_some_and(|&(_, next)| is_digit(next));
        let is_point = matches!(c, '.' | '．') && !point && followed_by_digit;
        let separates = c == ',' && !point && thousand_follows(&text[start + offset + 1..]);
        if !is_digit(c) && !is_point && !separates {
            break;
        }
        point |= is_point;
        end = start + offset + c.len_utf8();
    }
    end
}

/// Whether exactly three digits follow.
fn thousand_follows(text: &str) -> bool {
    text.chars().take_while(|&c| is_digit(c)).count() == 3
}

/// Whether the digits belong to a word: `C3`, `第2位`, `〔2018〕`, `8·12`.
fn continues_a_word(before: &str) -> bool {
    let before = before.trim_end_matches(' ');
    before.ends_with(|c: char| c.is_ascii_alphabetic() || "第〔[·/".contains(c) || matches!(c, '.' | '．'))
}

/// The start of the numeral with its sign. A dash after a digit or letter joins two numbers and is no sign.
fn with_sign(text: &str, start: usize) -> usize {
    let before = &text[..start];
    let Some(sign) = before.chars().next_back().filter(|&c| matches!(c, '-' | '－' | '−')) else { return start };
    let at = start - sign.len_utf8();
    let joins = text[..at].ends_with(|c: char| {
        is_digit(c) || c.is_ascii_alphabetic() || matches!(c, '年' | '月' | '-' | '—' | '%' | '％')
    });
    if joins { start } else { at }
}

/// The unit after a number, with the value it makes and the end of the unit.
fn unit(text: &str, end: usize, decimal: Decimal) -> Option<(Value, String, usize)> {
    let rest = text[end..].trim_start_matches([' ', '\u{3000}', '\u{a0}']);
    let start = text.len() - rest.len();
    let made = |value, length: usize| Some((value, rest[..length].to_owned(), start + length));
    if let Some(c) = rest.chars().next().filter(|&c| matches!(c, '%' | '％' | '﹪')) {
        return made(Value::Percent(Percent(decimal)), c.len_utf8());
    }
    let approximate = ["余", "多"].iter().find(|word| rest.starts_with(**word)).map_or(0, |word| word.len());
    for unit in MoneyUnit::ALL {
        if rest[approximate..].starts_with(unit.name()) {
            return made(Value::Money(Money { value: decimal, unit }), approximate + unit.name().len());
        }
    }
    if let Some(yuan) = rest.strip_prefix('万').map(|r| r.trim_start_matches(' ')).filter(|r| r.starts_with('元')) {
        return made(
            Value::Money(Money { value: decimal, unit: MoneyUnit::Wan }),
            rest.len() - yuan.len() + '元'.len_utf8(),
        );
    }
    if rest.starts_with('万') && rest['万'.len_utf8()..].starts_with(['，', '。', '、', '（', '；', ',']) {
        return made(Value::Money(Money { value: decimal, unit: MoneyUnit::Wan }), '万'.len_utf8());
    }
    let multiplier = MULTIPLIERS.iter().rev().find(|m| rest.starts_with(**m)).map_or(approximate, |m| m.len());
    let unit = COUNT_UNITS.iter().find(|unit| rest[multiplier..].starts_with(**unit))?;
    if is_part_of_a_word(&rest[multiplier..], unit) {
        return None;
    }
    made(Value::Number(decimal), multiplier + unit.len())
}

/// Whether what looks like a classifier begins another word: `1部门`, `3次会议` is one, `2项` is none.
fn is_part_of_a_word(rest: &str, unit: &str) -> bool {
    let after = &rest[unit.len()..];
    match unit {
        "部" => after.starts_with(['门', '分']),
        "分" => after.starts_with(['钟', '别', '局', '行', '之', '类']),
        "人" => after.starts_with(['大', '民']),
        "个" => after.starts_with("月") || after.starts_with("工作日") || after.starts_with("小时"),
        "次" => after.starts_with(['月', '日', '年']),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String)> {
        numerals(text).into_iter().map(|n| (text[n.range].to_owned(), n.unit)).collect()
    }

    #[test]
    fn finds_figures_and_leaves_dates_and_names_alone() {
        let text = "2024年12月31日，支出2,940.05万元，占99.79％，团组 2 个、3人次，排第 2 位，C3电视，12345热线，增加－0.3 万元";
        let found: Vec<String> = read(text).into_iter().map(|(t, _)| t).collect();
        assert_eq!(found, ["2,940.05万元", "99.79％", "2 个", "3人次", "－0.3 万元"]);
    }

    #[test]
    fn numbers_and_units_broken_by_spaces() {
        let found = read("总计2940. 05 万元，支出1,234 .5万 元。1. 20个");
        assert_eq!(found[0].0, "2940. 05 万元");
        assert_eq!(found[1].0, "1,234 .5万 元");
        assert!(found.get(2).is_none_or(|(printed, _)| printed == "20个"), "a label is no number");
    }

    #[test]
    fn units_with_approximation_and_multiplier() {
        let text = "4900余件，78 余万元，货重约 100.91 万吨，2-3人，2台（套），100.00%";
        let units: Vec<String> = read(text).into_iter().map(|(_, u)| u).collect();
        assert_eq!(units, ["余件", "余万元", "万吨", "人", "台（套）", "%"]);
    }

    #[test]
    fn a_list_with_commas_is_not_one_number() {
        assert_eq!(read("1,23,456万元").len(), 1);
        assert_eq!(read("分别为12,5个").last().unwrap().0, "5个");
    }
}
