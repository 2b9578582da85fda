//! Figures in words: amounts in the unit of their size, shares.

use juesuan_amount::{Decimal, MoneyUnit};

/// What an axis counts: integers of 10^-`decimals` of something named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Its name; empty for pure numbers.
    pub name: String,
    /// How many decimal places the integers hold.
    pub decimals: u32,
    /// How many decimal places are shown.
    pub places: u32,
}

/// Below this many 分 amounts are shown in 元.
const SMALL: u128 = 1_000_000;
/// From this many 分 (10 亿元) on amounts are shown in 亿元.
const LARGE: u128 = 100_000_000_000;

impl Unit {
    /// The unit in which an amount of `largest` 分, and all smaller ones beside it, read best.
    pub(crate) fn money(largest: i128) -> Self {
        let (unit, decimals) = match largest.unsigned_abs() {
            0..SMALL if largest != 0 => (MoneyUnit::Yuan, 2),
            LARGE.. => (MoneyUnit::Yi, 10),
            _ => (MoneyUnit::Wan, 6),
        };
        Self { name: unit.name().to_owned(), decimals, places: 2 }
    }

    /// The figure without its unit, rounded: `1,234.50`.
    pub(crate) fn show(&self, value: i128) -> String {
        let places = self.places.min(self.decimals);
        let divisor = 10i128.pow(self.decimals - places);
        // Halves go away from zero, as everywhere in the accounts.
        let rounded = (value.abs() + divisor / 2) / divisor;
        group(&Decimal::new(if value < 0 { -rounded } else { rounded }, places).to_string())
    }

    /// The figure with its unit: `1,234.50 万元`.
    pub(crate) fn say(&self, value: i128) -> String {
        if self.name.is_empty() {
            self.show(value)
        } else if self.name.starts_with(['%', '％', '‰']) {
            format!("{}{}", self.show(value), self.name)
        } else {
            format!("{} {}", self.show(value), self.name)
        }
    }

    /// The exact figure without trailing zeros, for axes.
    pub(crate) fn tick(&self, value: i128) -> String {
        group(&Decimal::new(value, self.decimals).trimmed().to_string())
    }
}

/// Puts separators where thousands are.
fn group(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (whole, fraction) = digits.find('.').map_or((digits, ""), |at| digits.split_at(at));
    let mut grouped = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

/// `part` of `whole` as percentage with two decimals; none of nothing, and none beyond a thousandfold, which says nothing.
pub(crate) fn percent(part: i128, whole: i128) -> Option<String> {
    let points = basis_points(part, whole).filter(|points| points.abs() <= 10_000_000)?;
    Some(format!("{}%", group(&Decimal::new(points, 2).to_string())))
}

/// `part` of `whole` in hundredths of a percent, rounded; none when `whole` is not positive.
pub(crate) fn basis_points(part: i128, whole: i128) -> Option<i128> {
    if whole <= 0 {
        return None;
    }
    let rounded = (part.abs().checked_mul(20_000)?.checked_add(whole)?) / whole.checked_mul(2)?;
    Some(if part < 0 { -rounded } else { rounded })
}

/// `part` of `whole` as number between 0 and 1.
pub(crate) fn fraction(part: i128, whole: i128) -> f64 {
    if whole <= 0 { 0.0 } else { (part as f64 / whole as f64).clamp(0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_in_the_unit_of_their_size() {
        for (fen, text) in [
            (12_345, "123.45 元"),
            (1_234_567_890, "1,234.57 万元"),
            (-1_234_565_000, "-1,234.57 万元"),
            (-1_234_545_000, "-1,234.55 万元"),
            (0, "0.00 万元"),
            (123_456_789_012, "12.35 亿元"),
        ] {
            assert_eq!(Unit::money(fen).say(fen), text);
        }
        assert_eq!(Unit::money(200_000_000).tick(150_000_000), "150");
        assert_eq!(Unit::money(1_000_000).tick(250_000), "0.25");
    }

    #[test]
    fn shares_are_rounded() {
        assert_eq!(percent(1, 3).as_deref(), Some("33.33%"));
        assert_eq!(percent(-2, 3).as_deref(), Some("-66.67%"));
        assert_eq!(percent(1, 0), None);
        assert_eq!(percent(i128::MAX, 1), None);
    }
}
