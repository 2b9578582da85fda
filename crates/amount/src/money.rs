use std::fmt;

use crate::{Decimal, Interval};

/// The unit in which money is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MoneyUnit {
    /// 元
    Yuan,
    /// 千元
    Thousand,
    /// 万元
    Wan,
    /// 百万元
    Million,
    /// 亿元
    Yi,
}

impl MoneyUnit {
    /// All units, longest name first, so that a search for names finds 百万元 before 万元.
    pub const ALL: [Self; 5] = [Self::Million, Self::Thousand, Self::Wan, Self::Yi, Self::Yuan];

    /// The Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Thousand => "千元",
            Self::Wan => "万元",
            Self::Million => "百万元",
            Self::Yi => "亿元",
        }
    }

    /// How many 分 one unit is.
    #[must_use]
    pub const fn fen(self) -> i128 {
        match self {
            Self::Yuan => 100,
            Self::Thousand => 100_000,
            Self::Wan => 1_000_000,
            Self::Million => 100_000_000,
            Self::Yi => 10_000_000_000,
        }
    }
}

/// Money as printed: a decimal in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// The digits.
    pub value: Decimal,
    /// Their unit.
    pub unit: MoneyUnit,
}

impl Money {
    /// All exact amounts, in 分, that round to what is printed, at the figure's own precision.
    #[must_use]
    pub fn interval(self) -> Interval {
        self.interval_at(self.value.scale)
    }

    /// All exact amounts, in 分, that round to what is printed when the figure is read with `scale` decimals: `6.2` read
    /// at two decimals stands for `6.20`. A `scale` below the figure's own is the figure's own.
    #[must_use]
    pub fn interval_at(self, scale: u32) -> Interval {
        let scale = scale.max(self.value.scale);
        let (Some(mantissa), Some(parts)) = (self.value.mantissa_at(scale), 10i128.checked_pow(scale)) else {
            return Interval::new(i128::MIN / 4, i128::MAX / 4);
        };
        // One printed unit of the last place is fen/parts 分. Twice everything keeps the half ulp an integer.
        let (Some(centre), fen) = (mantissa.checked_mul(2 * self.unit.fen()), self.unit.fen()) else {
            return Interval::new(i128::MIN / 4, i128::MAX / 4);
        };
        let lo = div_ceil(centre - fen, 2 * parts);
        let hi = (centre + fen).div_euclid(2 * parts);
        if lo <= hi {
            Interval::new(lo, hi)
        } else {
            // Finer than 分: the nearest 分 is all that can stand behind it.
            Interval::exactly((centre + parts).div_euclid(2 * parts))
        }
    }

    /// The amount in 分 if the printed digits were exact, rounded to 分.
    #[must_use]
    pub fn nearest(self) -> i128 {
        let parts = 10i128.pow(self.value.scale.min(30));
        (2 * self.value.mantissa * self.unit.fen() + parts).div_euclid(2 * parts)
    }

    /// The printed form of an amount of `fen` 分 in `unit` with `scale` decimals, rounded half away from zero.
    #[must_use]
    pub fn round(fen: i128, unit: MoneyUnit, scale: u32) -> Self {
        let numerator = fen.unsigned_abs() * 10u128.pow(scale);
        let denominator = unit.fen().unsigned_abs();
        let magnitude = (2 * numerator + denominator) / (2 * denominator);
        let magnitude = i128::try_from(magnitude).unwrap_or(i128::MAX);
        Self { value: Decimal::new(if fen < 0 { -magnitude } else { magnitude }, scale), unit }
    }
}

/// `⌈a / b⌉` for positive `b`.
fn div_ceil(a: i128, b: i128) -> i128 {
    -(-a).div_euclid(b)
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.value, self.unit.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wan(text: &str) -> Money {
        Money { value: Decimal::parse(text).unwrap(), unit: MoneyUnit::Wan }
    }

    #[test]
    fn a_printed_figure_is_every_amount_that_rounds_to_it() {
        assert_eq!(wan("3,801.19").interval(), Interval::new(3_801_185_000, 3_801_195_000));
        assert_eq!(wan("6.2").interval(), Interval::new(6_150_000, 6_250_000));
        assert_eq!(wan("6.2").interval_at(2), wan("6.20").interval());
        assert_eq!(wan("-0.30").interval(), Interval::new(-305_000, -295_000));
        let yuan = Money { value: Decimal::parse("12.34").unwrap(), unit: MoneyUnit::Yuan };
        assert_eq!(yuan.interval(), Interval::exactly(1234));
    }

    proptest! {
        #[test]
        fn rounding_lands_in_the_interval(fen in -10i128.pow(15)..10i128.pow(15), scale in 0u32..5) {
            for unit in MoneyUnit::ALL {
                let printed = Money::round(fen, unit, scale);
                let interval = printed.interval();
                let exact = i128::from(unit == MoneyUnit::Yuan && scale > 2);
                prop_assert!(interval.lo - exact <= fen && fen <= interval.hi + exact, "{printed} {interval:?}");
            }
        }
    }
}
