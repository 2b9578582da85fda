use juesuan_books::{Comparison, Dimension};

use super::{Actual, Reached};
use crate::{Aim, Target};

/// The whole of anything that is told in millionths.
pub const MILLION: i64 = 1_000_000;

/// How far a target is reached, in millionths: a million when it is just reached, more when it is surpassed, nothing or more
/// when it is not. 正向 is actual ÷ target, 反向 target ÷ actual; a deadline is kept or not; qualitative targets are reached to
/// the per cent that evidence says.
#[must_use]
pub fn degree(target: &Target, actual: &Actual) -> i64 {
    let (aim, value) = match (&target.aim, actual.value) {
        (Aim::Day(aim), Reached::Day(day)) => return if day <= *aim { MILLION } else { 0 },
        (Aim::Words(_), Reached::Number(percent)) => return percent.0.max(0),
        (Aim::Number(aim), Reached::Number(value)) => (i128::from(aim.0), i128::from(value.0)),
        _ => return 0,
    };
    let kept = |kept: bool, otherwise: i64| if kept { MILLION.max(otherwise) } else { otherwise.min(MILLION - 1) };
    match target.comparison {
        Comparison::AtLeast | Comparison::By | Comparison::Qualitative => kept(value >= aim, ratio(value, aim)),
        Comparison::Above => kept(value > aim, ratio(value, aim)),
        Comparison::AtMost => kept(value <= aim, ratio(aim, value)),
        Comparison::Below => kept(value < aim, ratio(aim, value)),
        Comparison::Equal => MILLION - ratio((value - aim).abs(), aim.abs()).min(MILLION),
    }
}

/// `part ÷ whole` in millionths, never below nothing; a million or nothing where there is no whole.
fn ratio(part: i128, whole: i128) -> i64 {
    if whole <= 0 {
        return if part == whole { MILLION } else { 0 };
    }
    let ratio = part.max(0) * i128::from(MILLION) / whole;
    i64::try_from(ratio).unwrap_or(i64::MAX)
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
