use std::fmt;

/// A decimal number exactly as printed: `mantissa × 10^-scale`. Trailing zeros are kept, because they say how precise
/// the figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// All digits as one signed integer.
    pub mantissa: i128,
    /// Number of digits after the decimal point.
    pub scale: u32,
}

/// More digits than this in one numeral are a serial number or junk, not a figure.
const MAX_DIGITS: usize = 24;

impl Decimal {
    /// A decimal from its digits and the number of them after the point.
    #[must_use]
    pub const fn new(mantissa: i128, scale: u32) -> Self {
        Self { mantissa, scale }
    }

    /// Parses `1,234.50`, `－12.3`, `(12.3)` and full-width forms; `None` if the text is anything else.
    ///
    /// Thousands separators must stand where thousands are: `1,23` is not a number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.trim().chars().map(crate::normalize_char).collect();
        let (negative, body) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
            Some(inner) => (true, inner),
            None => match text.strip_prefix(['-', '−']) {
                Some(rest) => (true, rest),
                None => (false, text.strip_prefix('+').unwrap_or(&text)),
            },
        };
        let (whole, fraction) = body.split_once('.').map_or((body, None), |(w, f)| (w, Some(f)));
        let whole = ungroup(whole)?;
        let fraction = fraction.unwrap_or("");
        if (body.contains('.') && fraction.is_empty()) || whole.len() + fraction.len() > MAX_DIGITS {
            return None;
        }
        let mut mantissa: i128 = 0;
        for digit in whole.chars().chain(fraction.chars()) {
            mantissa = mantissa * 10 + i128::from(digit.to_digit(10)?);
        }
        Some(Self::new(if negative { -mantissa } else { mantissa }, u32::try_from(fraction.len()).ok()?))
    }

    /// Whether the value is zero at any precision.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// The same value without its trailing zeros: `6.20` → `6.2`.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let mut trimmed = self;
        while trimmed.scale > 0 && trimmed.mantissa % 10 == 0 {
            trimmed.mantissa /= 10;
            trimmed.scale -= 1;
        }
        trimmed
    }

    /// The mantissa at a scale not smaller than the decimal's own; `None` on overflow or if digits would be lost.
    #[must_use]
    pub fn mantissa_at(self, scale: u32) -> Option<i128> {
        let factor = 10i128.checked_pow(scale.checked_sub(self.scale)?)?;
        self.mantissa.checked_mul(factor)
    }
}

/// Removes thousands separators after checking that they stand where thousands are.
fn ungroup(whole: &str) -> Option<String> {
    if !whole.contains(',') {
        return (!whole.is_empty()).then(|| whole.to_owned());
    }
    let groups: Vec<&str> = whole.split(',').collect();
    let well_formed = (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|g| g.len() == 3);
    well_formed.then(|| groups.concat())
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = self.scale as usize;
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let sign = if self.mantissa < 0 { "-" } else { "" };
        if scale == 0 { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_the_ways_figures_are_printed() {
        for (text, mantissa, scale) in [
            ("2,940.05", 294_005, 2),
            ("２，９４０．０５", 294_005, 2),
            ("6.2", 62, 1),
            ("-0.30", -30, 2),
            ("－12", -12, 0),
            ("(1,000)", -1000, 0),
            ("0", 0, 0),
        ] {
            assert_eq!(Decimal::parse(text), Some(Decimal::new(mantissa, scale)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_number() {
        for text in ["", ".", "1.", ".5", "1,23", "12,34,567", "1.2.3", "12a", "--1", "1234567890123456789012345"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn prints_what_it_parsed(mantissa in -10i128.pow(18)..10i128.pow(18), scale in 0u32..6) {
            let decimal = Decimal::new(mantissa, scale);
            prop_assert_eq!(Decimal::parse(&decimal.to_string()), Some(decimal));
        }
    }
}
