//! How values look on a page and in an address.

use juesuan_amount::{Decimal, Fen, Money, MoneyUnit};
use juesuan_report::{Figure, Value, grouped};

/// An amount in 元: `1,234,567.89`.
#[must_use]
pub fn yuan(amount: &Fen) -> String {
    grouped(&amount.to_string())
}

/// An amount in 万元 with two decimals: `1,471.15`.
#[must_use]
pub fn wan(amount: &Fen) -> String {
    grouped(&Money::round(i128::from(amount.0), MoneyUnit::Wan, 2).value.to_string())
}

/// A figure as it is printed, with its unit: `1,471.15万元`, `98.70%`.
#[must_use]
pub fn figure(figure: &Figure) -> String {
    // What counts or measures is printed with a unit of its own, in which digits are not told from words.
    if matches!(figure.value, Value::Money(_)) { grouped(&figure.with_unit()) } else { figure.with_unit() }
}

/// A share in hundredths of a percent, as `98.7%`; none of nothing.
#[must_use]
pub fn percent(part: &Fen, whole: &Fen) -> String {
    if whole.0 == 0 {
        return "—".to_owned();
    }
    let hundredths = i128::from(part.0) * 10_000 / i128::from(whole.0);
    format!("{}%", Decimal::new(hundredths, 2).trimmed())
}

/// A text as the value of a query: `a%2Fb`.
#[must_use]
pub fn query_value(text: &str) -> String {
    escaped(text, b"-._~/:")
}

/// A text as one part of a path.
#[must_use]
pub fn path_part(text: &str) -> String {
    escaped(text, b"-._~")
}

fn escaped(text: &str, plain: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped() {
        assert_eq!(yuan(&Fen(123_456_789)), "1,234,567.89");
        assert_eq!(wan(&Fen(1_471_154_999)), "1,471.15");
        assert_eq!(percent(&Fen(1), &Fen(3)), "33.33%");
        assert_eq!(percent(&Fen(1), &Fen(0)), "—");
    }

    #[test]
    fn what_is_put_into_addresses_stays_one_part() {
        assert_eq!(query_value("/d/2024/101?a=b&c"), "/d/2024/101%3Fa%3Db%26c");
        assert_eq!(path_part("../局"), "..%2F%E5%B1%80");
    }
}
