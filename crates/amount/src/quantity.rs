use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

use crate::Decimal;

/// A measured quantity (件数、百分比、万吨…), exact to four decimals: what an indicator aims at, and what evidence counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quantity(pub i64);

impl Quantity {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Ten-thousandths in one.
    pub const ONE: Self = Self(10_000);

    /// A whole number.
    #[must_use]
    pub const fn whole(number: i32) -> Self {
        Self(number as i64 * Self::ONE.0)
    }

    /// Parses `4,900`, `99.46`, `99.46%`, `-3.2`; none if it is no number, has more than four decimals or is too large.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let decimal = Decimal::parse(text.strip_suffix(['%', '％']).unwrap_or(text))?.trimmed();
        let missing = 4_u32.checked_sub(decimal.scale)?;
        i64::try_from(decimal.mantissa.checked_mul(10_i128.pow(missing))?).ok().map(Self)
    }

    /// `of × numerator ÷ denominator`, rounded half away from zero; none when the denominator is zero or the result
    /// too large.
    #[must_use]
    pub fn proportion(self, numerator: i128, denominator: i128) -> Option<Self> {
        let product = i128::from(self.0).checked_mul(numerator)?;
        rounded_division(product, denominator).and_then(|value| i64::try_from(value).ok()).map(Self)
    }
}

/// Division rounded half away from zero; none by zero.
fn rounded_division(dividend: i128, divisor: i128) -> Option<i128> {
    if divisor == 0 {
        return None;
    }
    let negative = (dividend < 0) != (divisor < 0);
    let (dividend, divisor) = (dividend.unsigned_abs(), divisor.unsigned_abs());
    let (whole, rest) = (dividend / divisor, dividend % divisor);
    let rounded = i128::try_from(whole + u128::from(rest >= divisor - rest)).ok()?;
    Some(if negative { -rounded } else { rounded })
}

impl Add for Quantity {
    type Output = Self;

    /// The sum, at most the largest quantity there is.
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Quantity {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Quantity {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Quantity {
    /// `4900`, `99.46`: no more decimals than it has.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, mut rest) = (self.0.unsigned_abs() / 10_000, self.0.unsigned_abs() % 10_000);
        let sign = if self.0 < 0 { "-" } else { "" };
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let mut places = 4;
        while rest.is_multiple_of(10) {
            rest /= 10;
            places -= 1;
        }
        write!(f, "{sign}{whole}.{rest:0places$}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_again() {
        for (text, value) in
            [("4,900", 49_000_000), ("99.46%", 994_600), ("-3.2", -32_000), ("0.0001", 1), ("12.50", 125_000)]
        {
            let quantity = Quantity::parse(text).unwrap();
            assert_eq!(quantity, Quantity(value), "{text}");
            assert_eq!(Quantity::parse(&quantity.to_string()), Some(quantity), "{text}");
        }
        for text in ["", "件", "1.00001", "99999999999999999999"] {
            assert_eq!(Quantity::parse(text), None, "{text}");
        }
        assert_eq!(Quantity(994_600).to_string(), "99.46");
        assert_eq!(Quantity(-5).to_string(), "-0.0005");
    }

    #[test]
    fn proportions_round_half_away_from_zero() {
        assert_eq!(Quantity::whole(100).proportion(1, 3), Some(Quantity(333_333)));
        assert_eq!(Quantity(1).proportion(1, 2), Some(Quantity(1)));
        assert_eq!(Quantity(-1).proportion(1, 2), Some(Quantity(-1)));
        assert_eq!(Quantity::ONE.proportion(1, 0), None);
    }
}
