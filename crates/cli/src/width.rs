use unicode_width::UnicodeWidthStr;

/// Pads a text with spaces on the right to a width in terminal columns, in which a Chinese character takes two.
pub fn pad_right(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// As [`pad_right`], on the left.
pub fn pad_left(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

/// Shortens a text to a width in terminal columns, with `…` at its end when something was cut.
pub fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        short.push(c);
        if short.width() >= width {
            short.pop();
            break;
        }
    }
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(pad_right("决算", 6), "决算  ");
        assert_eq!(pad_left("12", 4), "  12");
        assert_eq!(shorten("部门决算公开", 7), "部门决…");
        assert_eq!(shorten("短", 7), "短");
    }
}
