//! What words beside scores say: deductions, and whether a score of the text is that of the table.

use std::{ops::Range, sync::LazyLock};

use juesuan_amount::{Decimal, normalize_char};
use regex::Regex;

static DEDUCTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:扣除?|扣减|减)(?P<points>[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,3})?)\s*分")
        .expect("a constant pattern is valid")
});
static OF_ANOTHER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("财政评价|财政部门|复核|抽查|重点评价|第三方|上年|去年|项目[^，。；]{0,12}得分")
        .expect("a constant pattern is valid")
});

/// The points that a remark says were deducted, with the bytes of 扣…分; none where it states a rule (每项扣1分) or more than
/// one deduction.
pub fn deducted(text: &str) -> Option<(Decimal, Range<usize>)> {
    let is_rule =
        ["每", "如", "酌情", "最多", "扣完", "否则", "未扣", "不扣", "若"].iter().any(|word| text.contains(word));
    let mut all = DEDUCTED.captures_iter(text);
    let found = all.next().filter(|_| !is_rule && text.matches('扣').count() <= 1)?;
    if all.next().is_some() {
        return None;
    }
    let number: String = found["points"].chars().map(normalize_char).collect();
    Some((Decimal::parse(&number.replace('．', "."))?, found.name("points")?.start()..found.get(0)?.end()))
}

/// Whether a paragraph that states a score states the unit's own one, and no other.
pub fn repeats_table(text: &str) -> bool {
    (text.contains("自评") || text.contains("整体")) && !OF_ANOTHER.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_deduction_is_read_and_rules_are_not() {
        assert_eq!(deducted("因验收推迟，扣0.5分。").map(|(points, _)| points), Some(Decimal::new(5, 1)));
        for text in ["每超过1次扣1分", "甲项扣1分，乙项扣2分", "未完成", "扣分"] {
            assert_eq!(deducted(text), None, "{text}");
        }
    }
}
