//! The judge: what each statement means as inequalities, and whether a certificate really is a contradiction.
//!
//! Everything that searches for contradictions may be wrong; this file may not. It knows nothing of the search.

use std::collections::BTreeMap;

use super::{Conflict, Observation, Problem, Source, Statement};

/// `Σ coefficient × quantity ≤ bound`, each quantity once, in ascending order, no coefficient zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Inequality {
    /// Quantities with coefficients.
    pub terms: Vec<(usize, i128)>,
    /// The right side.
    pub bound: i128,
}

/// The inequality of one side of a source at the figures' own precision or at the document's; `None` when the source
/// has no such side or does not exist, or its numbers overflow.
pub(super) fn inequality(problem: &Problem, own: bool, source: Source, upper: bool) -> Option<Inequality> {
    match source {
        Source::Nonnegative(quantity) => {
            let holds = !upper && problem.nonnegative.get(quantity).copied()?;
            holds.then(|| Inequality { terms: vec![(quantity, -1)], bound: 0 })
        }
        Source::Observation(index) => match *problem.observations.get(index)? {
            Observation::Quantity { quantity, own: printed, strict, .. } => {
                let interval = if own { printed } else { strict };
                side(vec![(quantity, 1)], Some(interval.lo), Some(interval.hi), upper)
            }
            // A percentage speaks through its statements.
            Observation::Percentage { .. } => None,
        },
        Source::Statement(index) => match problem.statements.get(index)? {
            Statement::Linear { terms, lo, hi } => side(collect(terms.iter().copied().map(Some))?, *lo, *hi, upper),
            Statement::Ratio { part, whole, percentage } => {
                let Observation::Percentage { own: printed, strict, .. } = *problem.observations.get(*percentage)?
                else {
                    return None;
                };
                let ratio = if own { printed } else { strict };
                if ratio.den <= 0 {
                    return None;
                }
                let fraction = if upper { ratio.hi } else { ratio.lo };
                let part = part.iter().map(|&(q, c)| Some((q, c.checked_mul(ratio.den)?)));
                let whole = whole.iter().map(|&(q, c)| Some((q, c.checked_mul(fraction)?.checked_neg()?)));
                // den·Σpart − fraction·Σwhole is at most zero for the upper side, at least zero for the lower.
                side(collect(part.chain(whole))?, Some(0), Some(0), upper)
            }
        },
    }
}

/// One side of `lo ≤ Σ terms ≤ hi` in the form `… ≤ bound`.
fn side(mut terms: Vec<(usize, i128)>, lo: Option<i128>, hi: Option<i128>, upper: bool) -> Option<Inequality> {
    if upper {
        return Some(Inequality { terms, bound: hi? });
    }
    for (_, coefficient) in &mut terms {
        *coefficient = coefficient.checked_neg()?;
    }
    Some(Inequality { terms, bound: lo?.checked_neg()? })
}

/// Terms in ascending order of their quantities, equal ones added up; `None` if one is missing or they overflow.
fn collect(terms: impl Iterator<Item = Option<(usize, i128)>>) -> Option<Vec<(usize, i128)>> {
    let mut terms = terms.collect::<Option<Vec<_>>>()?;
    terms.sort_unstable_by_key(|&(quantity, _)| quantity);
    let mut collected: Vec<(usize, i128)> = Vec::with_capacity(terms.len());
    for (quantity, coefficient) in terms {
        match collected.last_mut() {
            Some((last, sum)) if *last == quantity => *sum = sum.checked_add(coefficient)?,
            _ => collected.push((quantity, coefficient)),
        }
    }
    collected.retain(|&(_, coefficient)| coefficient != 0);
    Some(collected)
}

/// Whether `conflict` proves what it claims: its steps are inequalities of `problem` with positive weights whose sum is
/// `0 ≤ -gap` with a positive `gap`, and its suspect takes part in them. An overflow counts as not proven.
#[must_use]
pub fn verify(problem: &Problem, conflict: &Conflict) -> bool {
    conflict.gap > 0
        && conflict.gap_scale > 0
        && miss(problem, conflict) == Some(conflict.gap)
        && conflict.steps.iter().any(|step| involves(problem, step.source, conflict.suspect))
}

/// By how much the steps miss; `None` if they do not cancel, or a weight or an inequality is not valid.
fn miss(problem: &Problem, conflict: &Conflict) -> Option<i128> {
    let mut left: BTreeMap<usize, i128> = BTreeMap::new();
    let mut right: i128 = 0;
    for step in &conflict.steps {
        let row = inequality(problem, conflict.at_own_precision, step.source, step.upper)?;
        if step.weight <= 0 {
            return None;
        }
        for (quantity, coefficient) in row.terms {
            let sum = left.entry(quantity).or_default();
            *sum = sum.checked_add(coefficient.checked_mul(step.weight)?)?;
        }
        right = right.checked_add(row.bound.checked_mul(step.weight)?)?;
    }
    left.values().all(|&sum| sum == 0).then(|| right.checked_neg()).flatten()
}

/// Whether an inequality of `source` rests on an observation.
pub(super) fn involves(problem: &Problem, source: Source, observation: usize) -> bool {
    observation_of(problem, source) == Some(observation)
}

/// The observation on which the inequalities of `source` rest, if any.
pub(super) fn observation_of(problem: &Problem, source: Source) -> Option<usize> {
    match source {
        Source::Observation(index) => Some(index),
        Source::Statement(index) => match problem.statements.get(index)? {
            Statement::Ratio { percentage, .. } => Some(*percentage),
            Statement::Linear { .. } => None,
        },
        Source::Nonnegative(_) => None,
    }
}
