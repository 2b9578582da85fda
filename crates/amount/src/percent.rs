use crate::Decimal;

/// A percentage as printed, with its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Percent(
    /// The digits before the percent sign.
    pub Decimal,
);

/// A closed interval of fractions `lo/den … hi/den` with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    /// Numerator of the smallest member.
    pub lo: i128,
    /// Numerator of the largest member.
    pub hi: i128,
    /// Common denominator, positive.
    pub den: i128,
}

impl Percent {
    /// All fractions that round to what is printed, at the figure's own precision: `71.73%` is
    /// `[71725, 71735] / 100000`.
    #[must_use]
    pub fn ratio(self) -> Ratio {
        self.ratio_at(self.0.scale)
    }

    /// As [`Percent::ratio`], with the figure read at `scale` decimals if that is finer.
    #[must_use]
    pub fn ratio_at(self, scale: u32) -> Ratio {
        let scale = scale.max(self.0.scale).min(20);
        let mantissa = self.0.mantissa_at(scale).unwrap_or(self.0.mantissa);
        let den = 2 * 100 * 10i128.pow(scale);
        let (lo, hi) = (2 * mantissa - 1, 2 * mantissa + 1);
        let divisor = gcd(gcd(lo.unsigned_abs(), hi.unsigned_abs()), den.unsigned_abs()).max(1);
        let divisor = i128::try_from(divisor).unwrap_or(1);
        Ratio { lo: lo / divisor, hi: hi / divisor, den: den / divisor }
    }

    /// The percentage `100 × part / whole` rounded half away from zero to `scale` decimals; `None` for a zero whole.
    #[must_use]
    pub fn of(part: i128, whole: i128, scale: u32) -> Option<Self> {
        if whole == 0 {
            return None;
        }
        let numerator = part.unsigned_abs().checked_mul(100 * 10u128.pow(scale))?;
        let denominator = whole.unsigned_abs();
        let magnitude = (2 * numerator + denominator) / (2 * denominator);
        let magnitude = i128::try_from(magnitude).ok()?;
        let negative = (part < 0) != (whole < 0);
        Some(Self(Decimal::new(if negative { -magnitude } else { magnitude }, scale)))
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}%", self.0)
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_printed_percentage_is_an_interval_of_fractions() {
        let ratio = Percent(Decimal::parse("71.73").unwrap()).ratio();
        assert_eq!(ratio, Ratio { lo: 14345, hi: 14347, den: 20000 });
    }

    proptest! {
        #[test]
        fn rounding_lands_in_the_interval(part in 0i128..10i128.pow(14), whole in 1i128..10i128.pow(14), scale in 0u32..4) {
            let ratio = Percent::of(part, whole, scale).unwrap().ratio();
            prop_assert!(ratio.lo * whole <= part * ratio.den && part * ratio.den <= ratio.hi * whole);
        }
    }
}
