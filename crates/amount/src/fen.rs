use std::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign, Neg, Sub, SubAssign},
};

use crate::Decimal;

/// An exact amount in 分 (1/100 yuan), as books hold it.
///
/// Sums stay far below the range of `i64` (9 × 10¹⁴ yuan); an overflow is a wrong file and saturates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fen(pub i64);

impl Fen {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// Reads yuan such as `1,234.5` or `-3`; none when it is no number, has more than two decimals or is too large.
    #[must_use]
    pub fn parse_yuan(text: &str) -> Option<Self> {
        let decimal = Decimal::parse(text)?.trimmed();
        Some(Self(i64::try_from(decimal.mantissa_at(2).filter(|_| decimal.scale <= 2)?).ok()?))
    }

    /// Whether it is nothing.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The amount without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }
}

impl fmt::Display for Fen {
    /// In yuan with two decimals: `1234.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let abs = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", abs / 100, abs % 100)
    }
}

impl Add for Fen {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Fen {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Fen {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl AddAssign for Fen {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Fen {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_yuan() {
        assert_eq!(Fen::parse_yuan("1,234.5"), Some(Fen(123_450)));
        assert_eq!(Fen::parse_yuan("-0.01").map(|f| f.to_string()).as_deref(), Some("-0.01"));
        assert_eq!(Fen::parse_yuan("1.005"), None);
        assert_eq!(Fen::parse_yuan("1.500"), Some(Fen(150)));
        assert_eq!(Fen::parse_yuan("一百"), None);
    }
}
