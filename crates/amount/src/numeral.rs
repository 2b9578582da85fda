/// The half-width form of a full-width digit, letter or punctuation mark that stands in numbers; other characters stay.
#[must_use]
pub const fn normalize_char(c: char) -> char {
    match c {
        '０'..='９' => (c as u32 - '０' as u32 + '0' as u32) as u8 as char,
        '．' => '.',
        '，' => ',',
        '％' | '﹪' => '%',
        '－' | '−' | '–' => '-',
        '＋' => '+',
        '（' => '(',
        '）' => ')',
        '\u{3000}' | '\u{a0}' => ' ',
        _ => c,
    }
}

/// [`normalize_char`] over a text, with white space removed: the form in which names and wordings are compared.
#[must_use]
pub fn normalize_text(text: &str) -> String {
    // No character becomes longer, so this much room is always enough.
    let mut normal = String::with_capacity(text.len());
    normal.extend(text.chars().filter(|c| !c.is_whitespace()).map(normalize_char));
    normal
}

/// The value of a Chinese numeral as headings use it (一, 十, 十二, 二十一, 一百零三), below 10,000; `None` for anything else.
#[must_use]
pub fn chinese_number(text: &str) -> Option<u32> {
    let mut total = 0;
    let mut digit = None;
    if text.is_empty() {
        return None;
    }
    for c in text.chars() {
        match c {
            '〇' | '零' => digit = None,
            '十' | '百' | '千' => {
                let weight = match c {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                total += digit.take().unwrap_or(1) * weight;
            }
            _ => {
                let value = "一二三四五六七八九".chars().position(|d| d == c)?;
                if digit.is_some() {
                    return None;
                }
                digit = Some(u32::try_from(value).ok()? + 1);
            }
        }
    }
    Some(total + digit.unwrap_or(0)).filter(|&n| n > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_heading_numbers() {
        for (text, value) in [("一", 1), ("十", 10), ("十四", 14), ("二十", 20), ("二十六", 26), ("一百零三", 103)]
        {
            assert_eq!(chinese_number(text), Some(value), "{text}");
        }
        for text in ["", "甲", "一二", "零"] {
            assert_eq!(chinese_number(text), None, "{text}");
        }
    }

    #[test]
    fn normalizes_full_width_forms() {
        assert_eq!(normalize_text("（类）１，２３４．５　％"), "(类)1,234.5%");
    }
}
