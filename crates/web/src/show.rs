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

/// A time in UTC (`2025-03-01T16:30:00Z`) as the clock shows it in Beijing: `2025-03-02 00:30`.
#[must_use]
pub fn beijing(utc: &str) -> String {
    let parsed = utc.split_once('T').and_then(|(day, clock)| {
        let (hour, minute) = (clock.get(..2)?.parse::<u16>().ok()? + 8, clock.get(3..5)?);
        let day = juesuan_books::Date::parse(day)?.plus_days(hour / 24)?;
        Some(format!("{day} {:02}:{minute}", hour % 24))
    });
    parsed.unwrap_or_else(|| utc.to_owned())
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
    fn the_clock_is_that_of_beijing() {
        assert_eq!(beijing("2024-12-31T15:59:59Z"), "2024-12-31 23:59");
        assert_eq!(beijing("2024-12-31T16:30:00Z"), "2025-01-01 00:30");
        assert_eq!(beijing("昨天"), "昨天");
    }

    #[test]
    fn what_is_put_into_addresses_stays_one_part() {
        assert_eq!(query_value("/d/2024/101?a=b&c"), "/d/2024/101%3Fa%3Db%26c");
        assert_eq!(path_part("../局"), "..%2F%E5%B1%80");
    }
}
