/// Whether a text is a classification code: 3, 5 or 7 digits (类, 款, 项) that begin as codes of expenditure do.
pub(crate) fn is_code(text: &str) -> bool {
    let digits: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    matches!(digits.len(), 3 | 5 | 7)
        && matches!(digits[0], b'2' | b'3' | b'5')
        && digits.iter().all(u8::is_ascii_digit)
}

/// Joins the parts of a code in the columns 类, 款, 项, or one column with the whole code; `previous` is the code of the
/// row above, whose class stands for one left blank. None if the parts are no code.
pub(crate) fn join_code(parts: &[&str], previous: Option<&str>) -> Option<String> {
    let mut code = String::new();
    for (position, part) in parts.iter().enumerate() {
        let digits: String = part.chars().filter(|c| !c.is_whitespace()).map(juesuan_amount::normalize_char).collect();
        let digits = digits.strip_suffix(".0").unwrap_or(&digits);
        if digits.is_empty() {
            continue;
        }
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        if code.is_empty() && digits.len() <= 2 && position > 0 {
            code.push_str(previous?.get(..2 * position + 1)?);
        }
        match digits.len() {
            1 if !code.is_empty() => {
                code.push('0');
                code.push_str(digits);
            }
            len if len > code.len() && digits.starts_with(&code) => code = digits.to_owned(),
            _ => code.push_str(digits),
        }
    }
    is_code(&code).then_some(code)
}

/// Splits a name that begins with its code: `2010601行政运行`.
pub(crate) fn split_code(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start().trim_start_matches(['[', '【']);
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (code, name) = text.split_at(end);
    is_code(code).then(|| (code, name.trim_start_matches(|c: char| !c.is_alphanumeric())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_joined_from_columns() {
        for (parts, previous, code) in [
            (&["2010601"][..], None, Some("2010601")),
            (&["201", "06", "01"], None, Some("2010601")),
            (&["201", "20106", "2010601"], None, Some("2010601")),
            (&["201", "6", "1"], None, Some("2010601")),
            (&["", "06", ""], Some("201"), Some("20106")),
            (&["", "", "02"], Some("2010601"), Some("2010602")),
            (&["201 06 01"], None, Some("2010601")),
            (&["201.0"], None, Some("201")),
            (&["合计"], None, None),
            (&["类", "款", "项"], None, None),
            (&["12"], None, None),
            (&["", "06"], None, None),
        ] {
            assert_eq!(join_code(parts, previous).as_deref(), code, "{parts:?}");
        }
        assert_eq!(split_code("2010601 行政运行"), Some(("2010601", "行政运行")));
        assert_eq!(split_code("2024年"), None);
    }
}
