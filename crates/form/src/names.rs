use juesuan_amount::{chinese_number, normalize_char};

/// The words of a name alone, for comparing names as different documents print them: without numbering (`一、`, `（二）`,
/// `1.`), `其中：`, white space, punctuation and quotation marks; full-width forms made half-width; 与 read as 和.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut letters = compact(text);
    skip_numbering(&mut letters);
    let mut plain = String::with_capacity(text.len());
    plain.extend(letters.filter(|c| c.is_alphanumeric()).map(|c| if c == '与' { '和' } else { c }));
    plain
}

/// Whether a name is marked as a part of the row above: `其中：…`.
#[must_use]
pub fn is_part(text: &str) -> bool {
    let mut letters = compact(text);
    while skip_number(&mut letters) {}
    skip_part(&mut letters)
}

/// The characters of a text without white space, full-width forms made half-width.
fn compact(text: &str) -> impl Iterator<Item = char> + Clone {
    text.chars().filter(|c| !c.is_whitespace()).map(normalize_char)
}

/// Skips numbering and `其中：` at the start, possibly several in a row.
fn skip_numbering(letters: &mut (impl Iterator<Item = char> + Clone)) {
    let mut any = false;
    loop {
        if skip_part(letters) || skip_number(letters) {
            any = true;
        } else if !(any && skip_if(letters, |c| matches!(c, ':' | '：' | '、' | '.'))) {
            return;
        }
    }
}

/// Skips `其中`, if the letters begin with it.
fn skip_part(letters: &mut (impl Iterator<Item = char> + Clone)) -> bool {
    let mut ahead = letters.clone();
    let is_part = ahead.next() == Some('其') && ahead.next() == Some('中');
    if is_part {
        *letters = ahead;
    }
    is_part
}

/// Skips one character, if it is such a one.
fn skip_if(letters: &mut (impl Iterator<Item = char> + Clone), is_such: impl Fn(char) -> bool) -> bool {
    let mut ahead = letters.clone();
    let skips = ahead.next().is_some_and(is_such);
    if skips {
        *letters = ahead;
    }
    skips
}

/// Skips one numbering, if the letters begin with one: `一、`, `(一)`, `1.`, `(1)`, `1、`, `①`.
fn skip_number(letters: &mut (impl Iterator<Item = char> + Clone)) -> bool {
    if skip_if(letters, |c| matches!(c, '①'..='⑳')) {
        return true;
    }
    let mut ahead = letters.clone();
    let open = skip_if(&mut ahead, |c| c == '(');
    let mut digits = String::new();
    while digits.chars().count() < 4
        && let Some(digit) = ahead.clone().next().filter(|&c| c.is_ascii_digit() || is_chinese_digit(c))
    {
        digits.push(digit);
        ahead.next();
    }
    let is_number = chinese_number(&digits).is_some() || (digits.chars().count() <= 2 && digits.parse::<u8>().is_ok());
    let closed = match ahead.next() {
        Some(')') => true,
        Some('、' | '.') => !open && !ahead.clone().next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    };
    if is_number && closed {
        *letters = ahead;
    }
    is_number && closed
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
