use unicode_width::UnicodeWidthStr;

/// Pads a text with spaces on the right to a width in terminal columns, in which a Chinese character takes two.
pub fn pad_right(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// As [`pad_right`], on the left.
pub fn pad_left(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(pad_right("决算", 6), "决算  ");
        assert_eq!(pad_left("12", 4), "  12");
    }
}
