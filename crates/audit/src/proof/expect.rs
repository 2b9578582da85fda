//! What the rest of a document leaves for a suspect figure.

use juesuan_amount::{Interval, Ratio};

use super::certificate::gcd;
use super::propagate::{Bounds, Propagation, Side};
use super::system::System;
use super::{Expected, Observation, Problem, Statement};

/// What the enabled rows of a system leave for each quantity; nothing if they contradict each other.
pub(super) fn left(system: &System, enabled: &[bool]) -> Vec<Bounds> {
    let mut propagation = Propagation::new(system, enabled);
    if propagation.run().is_some() { Vec::new() } else { propagation.bounds }
}

/// The values that are `left` for an observation by the rows that do not rest on it; `None` if they leave it open on a
/// side.
pub(super) fn expected(problem: &Problem, system: &System, left: &[Bounds], suspect: usize) -> Option<Expected> {
    let bounds = |quantity: usize| {
        let local = system.quantities.iter().position(|&global| global == quantity)?;
        let Bounds { lo: Some(lo), hi: Some(hi) } = *left.get(local)? else { return None };
        (lo <= hi).then_some(Interval { lo, hi })
    };
    match *problem.observations.get(suspect)? {
        Observation::Quantity { quantity, .. } => bounds(quantity).map(Expected::Quantity),
        Observation::Percentage { .. } => {
            let (part, whole) = problem.statements.iter().find_map(|statement| match statement {
                Statement::Ratio { part, whole, percentage } if *percentage == suspect => Some((part, whole)),
                _ => None,
            })?;
            let sum = |terms: &[(usize, i128)]| {
                terms.iter().try_fold(Interval::exactly(0), |sum, &(quantity, coefficient)| {
                    scaled_sum(sum, bounds(quantity)?, coefficient)
                })
            };
            quotient(sum(part)?, sum(whole)?).map(Expected::Percentage)
        }
    }
}

/// `sum + coefficient × value`, unless it overflows.
fn scaled_sum(sum: Interval, value: Interval, coefficient: i128) -> Option<Interval> {
    let value = Bounds { lo: Some(value.lo), hi: Some(value.hi) };
    let least = value.get(Side::smallest(coefficient))?.checked_mul(coefficient)?;
    let most = value.get(Side::smallest(coefficient.checked_neg()?))?.checked_mul(coefficient)?;
    Some(Interval { lo: sum.lo.checked_add(least)?, hi: sum.hi.checked_add(most)? })
}

/// All quotients of two intervals; `None` if the divisor can be zero or negative.
fn quotient(part: Interval, whole: Interval) -> Option<Ratio> {
    if whole.lo <= 0 {
        return None;
    }
    // Over the common denominator `whole.lo × whole.hi`.
    let lo = part.lo.checked_mul(if part.lo >= 0 { whole.lo } else { whole.hi })?;
    let hi = part.hi.checked_mul(if part.hi >= 0 { whole.hi } else { whole.lo })?;
    let den = whole.lo.checked_mul(whole.hi)?;
    let divisor = gcd(gcd(lo.checked_abs()?, hi.checked_abs()?), den).max(1);
    Some(Ratio { lo: lo / divisor, hi: hi / divisor, den: den / divisor })
}
