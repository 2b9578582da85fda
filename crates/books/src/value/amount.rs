use juesuan_amount::Fen;

/// An amount as files write it, in units of `scale` yuan (1 for 元, 10,000 for 万元): `1234.5`, `1,234.50`, `-3`, `(3.00)`,
/// `¥１，２３４．５元`. None when it is no number, is written with an exponent, has groups that are no thousands, a part of a
/// 分, or is too large.
pub(crate) fn amount(field: &[u8], scale: u32) -> Option<Fen> {
    let parsed = match digits(field) {
        Some(parsed) => parsed,
        None => unusual(field)?,
    };
    parsed.in_fen(scale)
}

/// A decimal number: its digits as one integer, and how many of them are decimals.
#[derive(Clone, Copy)]
struct Parsed {
    mantissa: i128,
    decimals: u32,
}

impl Parsed {
    fn in_fen(self, scale: u32) -> Option<Fen> {
        let scaled = self.mantissa.checked_mul(i128::from(scale))?.checked_mul(100)?;
        let divisor = 10_i128.checked_pow(self.decimals)?;
        (scaled % divisor == 0).then(|| i64::try_from(scaled / divisor).ok().map(Fen)).flatten()
    }
}

/// The plain way: a sign, digits, perhaps in thousands, and decimals.
fn digits(field: &[u8]) -> Option<Parsed> {
    let (negative, body) = match field {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, field),
    };
    // More digits than any amount has, yet few enough that the mantissa cannot overflow.
    if body.is_empty() || body.len() > 30 {
        return None;
    }
    let mut mantissa: i128 = 0;
    let mut seen = 0_u32;
    let mut decimals: Option<u32> = None;
    let mut group: Option<u32> = None;
    for &byte in body {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + i128::from(byte - b'0');
                seen += 1;
                decimals = decimals.map(|n| n + 1);
                group = group.map(|n| n + 1);
            }
            b',' if decimals.is_none() && seen > 0 && group.map_or(seen <= 3, |n| n == 3) => group = Some(0),
            b'.' if decimals.is_none() && group.is_none_or(|n| n == 3) => {
                (decimals, group) = (Some(0), None);
            }
            _ => return None,
        }
    }
    if seen == 0 || group.is_some_and(|n| n != 3) {
        return None;
    }
    Some(Parsed { mantissa: if negative { -mantissa } else { mantissa }, decimals: decimals.unwrap_or(0) })
}

/// Full-width digits, blanks, marks of currency, brackets for negative amounts.
fn unusual(field: &[u8]) -> Option<Parsed> {
    let text = super::plain(field)?;
    let text = text.trim_start_matches(['¥', '￥', '\'']);
    let text = text.strip_suffix('元').unwrap_or(text);
    let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) else {
        return digits(text.as_bytes());
    };
    let parsed = digits(inner.as_bytes()).filter(|parsed| parsed.mantissa >= 0)?;
    Some(Parsed { mantissa: -parsed.mantissa, ..parsed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_all_their_ways() {
        for (text, fen) in [
            ("0", 0),
            ("1234.5", 123_450),
            ("1,234.50", 123_450),
            ("1,234,567", 123_456_700),
            ("-3", -300),
            ("+.5", 50),
            ("(3.00)", -300),
            ("（3.00）", -300),
            ("￥１，２３４．５元", 123_450),
            ("1.500", 150),
            ("3.", 300),
            (" 12 ", 1200),
            ("92233720368547758.07", i64::MAX),
        ] {
            assert_eq!(amount(text.as_bytes(), 1), Some(Fen(fen)), "{text}");
        }
        assert_eq!(amount(b"3801.19", 10_000), Some(Fen(3_801_190_000)));
        assert_eq!(amount(b"0.000001", 10_000), Some(Fen(1)));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "",
            "-",
            ".",
            "1.005",
            "1,23",
            "12,34.5",
            "1234,567",
            ",1",
            "1.2E+05",
            "一百",
            "1.2.3",
            "--1",
            "(-1)",
            "92233720368547758.08",
            "99999999999999999999999999999999",
            "1,",
        ] {
            assert_eq!(amount(text.as_bytes(), 1), None, "{text}");
        }
    }
}
