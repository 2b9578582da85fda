/// A code of a classification: digits, perhaps with a name before or behind them (`2010301`, `2010301-行政运行`,
/// `[30201]办公费`, `2010301.0` as spreadsheets do). None when there is not exactly one run of digits.
pub(crate) fn code(field: &[u8]) -> Option<u32> {
    number(field).or_else(|| within(field))
}

fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    digits.iter().try_fold(0_u32, |sum, &byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}

fn within(field: &[u8]) -> Option<u32> {
    let text = super::plain(field)?;
    let text = text.strip_suffix(".0").unwrap_or(&text);
    let mut runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let first = runs.next()?;
    if runs.next().is_some() { None } else { number(first.as_bytes()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_may_stand_beside_names() {
        for text in
            ["2010301", "2010301-行政运行", "行政运行 2010301", "[2010301]行政运行", "２０１０３０１", "2010301.0"]
        {
            assert_eq!(code(text.as_bytes()), Some(2_010_301), "{text}");
        }
        for text in ["", "行政运行", "201 03 x 01", "12345678901"] {
            assert_eq!(code(text.as_bytes()), None, "{text}");
        }
    }
}
