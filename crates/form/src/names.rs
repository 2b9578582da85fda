use juesuan_amount::{chinese_number, normalize_char};

/// The words of a name alone, for comparing names as different documents print them: without numbering (`一、`, `（二）`,
/// `1.`), `其中：`, white space, punctuation and quotation marks; full-width forms made half-width; 与 read as 和.
#[must_use]
pub fn plain(text: &str) -> String {
    let compact: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).map(normalize_char).collect();
    compact[numbering_len(&compact)..]
        .iter()
        .filter(|c| c.is_alphanumeric())
        .map(|&c| if c == '与' { '和' } else { c })
        .collect()
}

/// Whether a name is marked as a part of the row above: `其中：…`.
#[must_use]
pub fn is_part(text: &str) -> bool {
    let compact: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).map(normalize_char).collect();
    let mut at = 0;
    while let Some(len) = one_number(&compact[at..]) {
        at += len;
    }
    compact[at..].starts_with(&['其', '中'])
}

/// How many characters at the start are numbering or `其中：`, possibly several in a row.
fn numbering_len(chars: &[char]) -> usize {
    let mut at = 0;
    loop {
        let rest = &chars[at..];
        if rest.starts_with(&['其', '中']) {
            at += 2;
        } else if let Some(len) = one_number(rest) {
            at += len;
        } else if at > 0 && matches!(rest.first(), Some(':' | '：' | '、' | '.')) {
            at += 1;
        } else {
            return at;
        }
    }
}

/// The length of one numbering at the start: `一、`, `(一)`, `1.`, `(1)`, `1、`, `①`.
fn one_number(chars: &[char]) -> Option<usize> {
    if let Some('①'..='⑳') = chars.first() {
        return Some(1);
    }
    let open = usize::from(chars.first() == Some(&'('));
    let len = chars[open..].iter().take(4).take_while(|c| c.is_ascii_digit() || is_chinese_digit(**c)).count();
    let digits: String = chars[open..open + len].iter().collect();
    let is_number = chinese_number(&digits).is_some() || (len <= 2 && digits.parse::<u8>().is_ok());
    let closed = match chars.get(open + len) {
        Some(')') => true,
        Some('、' | '.') => open == 0 && !chars.get(len + 1).is_some_and(char::is_ascii_digit),
        _ => false,
    };
    (is_number && closed).then_some(open + len + 1)
}

fn is_chinese_digit(c: char) -> bool {
    "一二三四五六七八九十百".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_words() {
        for (printed, words) in [
            ("一、一般公共预算财政拨款收入", "一般公共预算财政拨款收入"),
            ("（二）因公出国（境）费", "因公出国境费"),
            ("其中：1.运行维护费", "运行维护费"),
            (" 合　计 ", "合计"),
            ("财政拨款“三公”经费支出决算表", "财政拨款三公经费支出决算表"),
            ("社会保障与就业支出", "社会保障和就业支出"),
            ("二十六、抗疫特别国债安排的支出", "抗疫特别国债安排的支出"),
            ("一般公共服务支出", "一般公共服务支出"),
            ("三公经费", "三公经费"),
            ("", ""),
        ] {
            assert_eq!(plain(printed), words, "{printed}");
        }
    }

    #[test]
    fn parts_are_marked() {
        assert!(is_part("  其中：教育收费") && is_part("1.其中:购置费") && !is_part("一、其他收入"));
    }
}
