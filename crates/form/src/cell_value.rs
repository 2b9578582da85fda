use juesuan_amount::{Decimal, normalize_char};

/// What stands in a cell where a figure is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellValue {
    /// Nothing, a dash or another mark of none.
    Blank,
    /// A number.
    Number(Decimal),
    /// Anything else.
    Words,
}

impl CellValue {
    /// Reads a cell. White space inside numbers is layout; a unit behind the number is accepted.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).map(normalize_char).collect();
        let is_mark = |c: char| matches!(c, '-' | '—' | '―' | '─' | '/' | '\\' | '·' | '一' | '*' | '_' | '－');
        if compact.chars().all(is_mark) || matches!(compact.as_str(), "无" | "空" | "无数据") {
            return Self::Blank;
        }
        let number = compact.trim_end_matches("元").trim_end_matches(['万', '亿', '千']);
        Decimal::parse(number).map_or(Self::Words, Self::Number)
    }

    /// Whether this is a number other than zero.
    #[must_use]
    pub const fn is_nonzero(self) -> bool {
        matches!(self, Self::Number(decimal) if !decimal.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_figures_marks_and_words() {
        for blank in ["", "  ", "—", "——", "-", "－", "/", "无", "　"] {
            assert_eq!(CellValue::read(blank), CellValue::Blank, "{blank}");
        }
        assert_eq!(CellValue::read("2,940. 05"), CellValue::Number(Decimal::new(294_005, 2)));
        assert_eq!(CellValue::read(" 12.30万元"), CellValue::Number(Decimal::new(1230, 2)));
        assert_eq!(CellValue::read("-3"), CellValue::Number(Decimal::new(-3, 0)));
        assert_eq!(CellValue::read("合 计"), CellValue::Words);
        assert_eq!(CellValue::read("5%"), CellValue::Words);
    }
}
