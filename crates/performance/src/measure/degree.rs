use juesuan_books::{Comparison, Dimension};

use super::{Actual, Reached};
use crate::{Aim, Target};

/// The whole of anything that is told in millionths.
pub const MILLION: i64 = 1_000_000;

/// An exact part of a whole, which is positive.
#[derive(Clone, Copy, Debug)]
pub struct Fraction {
    /// The part, nothing or more.
    pub part: i128,
    /// The whole.
    pub whole: i128,
}

impl Fraction {
    const NOTHING: Self = Self { part: 0, whole: 1 };
    /// All of it.
    pub const ALL: Self = Self { part: 1, whole: 1 };
    /// The most that a target has which is missed, however narrowly.
    const MISSED: Self = Self { part: MILLION as i128 - 1, whole: MILLION as i128 };

    /// `part ÷ whole`, never below nothing; all or nothing where there is no whole.
    #[must_use]
    pub fn of(part: i128, whole: i128) -> Self {
        match (whole > 0, part == whole) {
            (true, _) => Self { part: part.max(0), whole },
            (false, true) => Self::ALL,
            (false, false) => Self::NOTHING,
        }
    }

    /// In millionths, rounded down.
    #[must_use]
    pub fn millionths(self) -> i64 {
        let millionths = self.part.saturating_mul(i128::from(MILLION)) / self.whole;
        i64::try_from(millionths).unwrap_or(i64::MAX)
    }

    /// Whether it is less than another one.
    #[must_use]
    pub fn is_less(self, other: Self) -> bool {
        self.part.saturating_mul(other.whole) < other.part.saturating_mul(self.whole)
    }

    /// The greater of two.
    fn max(self, other: Self) -> Self {
        if self.is_less(other) { other } else { self }
    }

    /// The lesser of two.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        if other.is_less(self) { other } else { self }
    }
}

/// How far a target is reached, in millionths: a million when it is just reached, more when it is surpassed, nothing or more
/// when it is not.
#[must_use]
pub fn degree(target: &Target, actual: &Actual) -> i64 {
    attainment(target, actual).millionths()
}

/// How far a target is reached, exactly. 正向 is actual ÷ target, 反向 target ÷ actual; a deadline is kept or not;
/// qualitative targets are reached to the per cent that evidence says.
#[must_use]
pub fn attainment(target: &Target, actual: &Actual) -> Fraction {
    let whole = i128::from(MILLION);
    let (aim, value) = match (&target.aim, actual.value) {
        (Aim::Day(aim), Reached::Day(day)) => return if day <= *aim { Fraction::ALL } else { Fraction::NOTHING },
        (Aim::Words(_), Reached::Number(percent)) => return Fraction::of(percent.0.into(), whole),
        (Aim::Number(aim), Reached::Number(value)) => (i128::from(aim.0), i128::from(value.0)),
        _ => return Fraction::NOTHING,
    };
    let kept = |kept: bool, ratio: Fraction| if kept { Fraction::ALL.max(ratio) } else { ratio.min(Fraction::MISSED) };
    match target.comparison {
        Comparison::AtLeast | Comparison::By | Comparison::Qualitative => kept(value >= aim, Fraction::of(value, aim)),
        Comparison::Above => kept(value > aim, Fraction::of(value, aim)),
        Comparison::AtMost => kept(value <= aim, Fraction::of(aim, value)),
        Comparison::Below => kept(value < aim, Fraction::of(aim, value)),
        // What is missed is taken off; of nothing, anything is a miss.
        Comparison::Equal if value == aim => Fraction::ALL,
        Comparison::Equal => Fraction::of(aim.abs() - (value - aim).abs(), aim.abs().max(1)),
    }
}

/// The part of an indicator's target that is due at the end of a day of a year, in millionths: by its trajectory where
/// results pile up; all of it where it is a level.
#[must_use]
pub fn due(target: &Target, year: u16, day: u16) -> i64 {
    if target.accumulates() { i64::from(target.trajectory.due(year, day)) } else { MILLION }
}

/// Which part of the year's results is there at the end of a day, in millionths, so that it can be set against money: the
/// degree itself where results pile up; where it is a level, the part of the year by the trajectory, as far as the
/// level is kept.
#[must_use]
pub fn progress(target: &Target, actual: &Actual, year: u16, day: u16) -> i64 {
    let degree = degree(target, actual);
    if target.accumulates() || target.dimension == Dimension::Execution {
        return degree;
    }
    let due = i128::from(target.trajectory.due(year, day));
    i64::try_from(due * i128::from(degree.min(MILLION)) / i128::from(MILLION)).unwrap_or(MILLION)
}

#[cfg(test)]
mod tests {
    use juesuan_amount::Quantity;

    use super::*;
    use crate::plan::tests::target;

    #[test]
    fn degrees_follow_the_direction_of_an_indicator() {
        let of = |comparison, aim, value| {
            let target = Target { comparison, aim: Aim::Number(Quantity::whole(aim)), ..target() };
            let value = Reached::Number(Quantity::whole(value));
            degree(&target, &Actual { value, items: 1, manual: false })
        };
        assert_eq!(of(Comparison::AtLeast, 100, 201), 2_010_000);
        assert_eq!(of(Comparison::AtMost, 100, 80), 1_250_000);
        assert_eq!(of(Comparison::AtMost, 100, 125), 800_000);
        assert_eq!((of(Comparison::AtLeast, 0, 0), of(Comparison::AtLeast, 0, -5)), (MILLION, 0));
        assert_eq!((of(Comparison::Equal, 0, 0), of(Comparison::Equal, 0, 5)), (MILLION, 0));
        assert_eq!((of(Comparison::Equal, 100, 90), of(Comparison::Equal, 100, 110)), (900_000, 900_000));
        assert_eq!((of(Comparison::Above, 5, 5), of(Comparison::Below, 5, 5)), (MILLION - 1, MILLION - 1));
    }
}
