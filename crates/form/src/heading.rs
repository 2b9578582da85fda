use std::ops::Range;

use juesuan_amount::chinese_number;

/// A paragraph's opening label and the words after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// 1 第X部分, 2 一、, 3 （一）, 4 1、.
    pub level: u8,
    /// The number as a value.
    pub number: u32,
    /// Bytes of the label, with its punctuation.
    pub range: Range<usize>,
}

/// The label at the start of a text: `第三部分`, `五、`, `（二）`, `（2）`, `3、`, `3.`; none if the text has none.
///
/// `3.5` and `2024年` are numbers, not labels.
#[must_use]
pub fn label(text: &str) -> Option<Label> {
    let start = text.len() - text.trim_start().len();
    let body = &text[start..];
    let make = |level, number, length| Some(Label { level, number, range: start..start + length });
    if let Some(rest) = body.strip_prefix('第') {
        let end = rest.find("部分").filter(|&end| end <= 12)?;
        let number = number(rest[..end].trim())?;
        return make(1, number, '第'.len_utf8() + end + "部分".len());
    }
    if let Some(open) = body.chars().next().filter(|c| matches!(c, '（' | '(')) {
        let rest = &body[open.len_utf8()..];
        let end = rest.find(['）', ')']).filter(|&end| end <= 12)?;
        let value = number(rest[..end].trim())?;
        return make(3, value, open.len_utf8() + end + rest[end..].chars().next()?.len_utf8());
    }
    let end = body.find(|c: char| !(c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c)))?;
    let value = number(&body[..end])?;
    let chinese = !body.starts_with(|c: char| c.is_ascii_digit());
    let mark = body[end..].chars().next()?;
    let after = end + mark.len_utf8();
    let digit_follows = body[after..].starts_with(|c: char| c.is_ascii_digit());
    match mark {
        '、' => make(if chinese { 2 } else { 4 }, value, after),
        '.' | '．' if !digit_follows && !chinese && value < 100 => make(4, value, after),
        '.' | '．' if chinese => make(2, value, after),
        _ => None,
    }
}

fn number(text: &str) -> Option<u32> {
    if text.chars().all(|c| c.is_ascii_digit()) { text.parse().ok().filter(|&n| n > 0) } else { chinese_number(text) }
}

/// A title as it is compared: no white space, no quotation marks.
#[must_use]
pub fn comparable(title: &str) -> String {
    let mut words = String::with_capacity(title.len());
    words.extend(title.chars().filter(|c| !c.is_whitespace() && !is_quote(*c)));
    words
}

const fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '「' | '」')
}

/// Splits the leaders and page number off a line of a table of contents.
pub(crate) fn split_page_number(line: &str) -> (&str, Option<u32>) {
    let is_leader = |c: char| c.is_whitespace() || ".．·…-—_".contains(c);
    let trimmed = line.trim_end();
    let digits = trimmed.len() - trimmed.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let before = &trimmed[..trimmed.len() - digits];
    let text = before.trim_end_matches(is_leader);
    if digits > 0 && digits <= 3 && text.len() < before.len() {
        (text, trimmed[before.len()..].parse().ok())
    } else {
        (trimmed.trim_end_matches(is_leader), None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_all_levels() {
        for (text, level, number, length) in [
            ("第三部分 情况说明", 1, 3, "第三部分".len()),
            ("五、一般公共预算", 2, 5, "五、".len()),
            ("（二）结构", 3, 2, "（二）".len()),
            ("(2)结构", 3, 2, 3),
            ("12、住房", 4, 12, "12、".len()),
            ("3.住房", 4, 3, 2),
        ] {
            let found = label(text).unwrap();
            assert_eq!((found.level, found.number, found.range), (level, number, 0..length), "{text}");
        }
        for text in ["2024年度", "3.5万元", "一般公共服务", "（类）", "第一条 根据", ""] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn page_numbers_of_contents_lines() {
        assert_eq!(split_page_number("一、主要职能……………3"), ("一、主要职能", Some(3)));
        assert_eq!(split_page_number("一、主要职能 12"), ("一、主要职能", Some(12)));
        assert_eq!(split_page_number("预算2024"), ("预算2024", None));
    }
}
