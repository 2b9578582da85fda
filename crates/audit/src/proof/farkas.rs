//! Certificates for contradictions that bounds do not show.
//!
//! A linear program in floats picks rows whose combination cancels and misses; their multipliers are then solved for
//! exactly in integers. Where rounding misled it there is no exact solution, and no claim is made.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, OptimizationDirection, Problem};
use rustc_hash::FxHashMap as HashMap;

use super::certificate::{Certificate, gcd, reduced};
use super::effort::Budget;
use super::project::Pushing;
use super::system::System;

/// Multipliers below this are zero.
const ZERO: f64 = 1e-9;
/// Linear programs of more rows take too long for what they find; the rows that push hardest are looked into.
const LARGEST_PROGRAM: usize = 48;
/// What a row of a linear program costs, in terms visited.
const COST_OF_A_ROW: usize = 5_000;

/// A certificate among rows that keep contradicting each other, if there is an exact one and the effort for it.
pub(super) fn certificate(system: &System, pushing: &[Pushing], budget: &mut Budget) -> Option<Certificate> {
    let mut pushing = cancelling(system, pushing);
    if pushing.len() > LARGEST_PROGRAM {
        pushing = cancelling(system, &pushing[..LARGEST_PROGRAM]);
    }
    if pushing.is_empty() || !budget.spend(pushing.len() * COST_OF_A_ROW) {
        return None;
    }
    let support = support(system, &pushing)?;
    let columns = columns(system, &support);
    let weights = null_vector(columns, support.len())?;
    let certificate: Certificate = support.into_iter().zip(weights).filter(|&(_, weight)| weight != 0).collect();
    certificate.iter().all(|&(_, weight)| weight > 0).then(|| reduced(certificate))
}

/// The rows that can take part in a combination without quantities: those whose every quantity also occurs in another
/// one with the opposite sign. Most rows that push do so only because others do.
fn cancelling(system: &System, pushing: &[Pushing]) -> Vec<Pushing> {
    let mut left = pushing.to_vec();
    loop {
        let mut signs: HashMap<usize, [bool; 2]> = HashMap::default();
        for term in left.iter().flat_map(|row| system.terms(row.row)) {
            signs.entry(term.quantity).or_default()[usize::from(term.coefficient > 0)] = true;
        }
        let before = left.len();
        left.retain(|row| system.terms(row.row).iter().all(|term| signs[&term.quantity] == [true; 2]));
        if left.len() == before {
            return left;
        }
    }
}

/// Rows of a vertex of the multipliers: non-negative, cancelling, adding up to at most one, missing the most.
fn support(system: &System, pushing: &[Pushing]) -> Option<Vec<usize>> {
    let largest = pushing.iter().map(|row| row.slack.abs()).fold(0.0, f64::max);
    if largest <= 0.0 {
        return None;
    }
    let mut program = Problem::new(OptimizationDirection::Minimize);
    let mut columns: BTreeMap<usize, Vec<(microlp::Variable, f64)>> = BTreeMap::new();
    let mut multipliers = Vec::with_capacity(pushing.len());
    for row in pushing {
        let multiplier = program.add_var(row.slack / largest, (0.0, f64::INFINITY));
        multipliers.push((multiplier, 1.0));
        let terms = system.terms(row.row);
        let scale = terms.iter().map(|term| term.coefficient.abs()).max()? as f64;
        for term in terms {
            columns.entry(term.quantity).or_default().push((multiplier, term.coefficient as f64 / scale));
        }
    }
    for column in columns.values() {
        program.add_constraint(column.as_slice(), ComparisonOp::Eq, 0.0);
    }
    program.add_constraint(multipliers.as_slice(), ComparisonOp::Le, 1.0);
    let solution = program.solve().ok()?.into_solution().ok()?;
    let mut support: Vec<usize> = pushing
        .iter()
        .zip(&multipliers)
        .filter(|&(_, &(multiplier, _))| solution.var_value(multiplier) > ZERO)
        .map(|(row, _)| row.row)
        .collect();
    support.sort_unstable();
    (!support.is_empty()).then_some(support)
}

/// For each quantity its coefficients in the rows.
fn columns(system: &System, rows: &[usize]) -> Vec<Vec<i128>> {
    let mut columns: BTreeMap<usize, Vec<i128>> = BTreeMap::new();
    for (position, &row) in rows.iter().enumerate() {
        for term in system.terms(row) {
            columns.entry(term.quantity).or_insert_with(|| vec![0; rows.len()])[position] += term.coefficient;
        }
    }
    columns.into_values().collect()
}

/// The integer vector, unique up to its scale, that every equation takes to zero; its first entry that is not zero is
/// positive. `None` if there is none or more than one, or numbers overflow.
pub(super) fn null_vector(mut equations: Vec<Vec<i128>>, unknowns: usize) -> Option<Vec<i128>> {
    let mut pivots: Vec<usize> = Vec::new();
    for unknown in 0..unknowns {
        let done = pivots.len();
        let Some(pivot) = (done..equations.len()).find(|&equation| equations[equation][unknown] != 0) else {
            continue;
        };
        equations.swap(done, pivot);
        pivots.push(unknown);
        let pivot = equations[done].clone();
        for (index, equation) in equations.iter_mut().enumerate() {
            if index != done && equation[unknown] != 0 {
                eliminate(equation, &pivot, unknown)?;
            }
        }
    }
    if pivots.len() + 1 != unknowns {
        return None;
    }
    let free = (0..unknowns).find(|unknown| !pivots.contains(unknown))?;
    // Each equation is `p·pivot + f·free = 0`: with `free = lcm of the p`, every pivot is whole.
    let mut scale: i128 = 1;
    for (equation, &unknown) in equations.iter().zip(&pivots) {
        let size =
            equation[unknown].checked_abs()? / gcd(equation[unknown].checked_abs()?, equation[free].checked_abs()?);
        scale = scale.checked_mul(size / gcd(scale, size))?;
    }
    let mut vector = vec![0; unknowns];
    vector[free] = scale;
    for (equation, &unknown) in equations.iter().zip(&pivots) {
        vector[unknown] = -(equation[free].checked_mul(scale)? / equation[unknown]);
    }
    if vector.iter().find(|&&entry| entry != 0).is_some_and(|&first| first < 0) {
        vector.iter_mut().for_each(|entry| *entry = -*entry);
    }
    Some(vector)
}

/// Takes an unknown out of an equation with the help of another, and divides by what all coefficients share.
fn eliminate(equation: &mut [i128], pivot: &[i128], unknown: usize) -> Option<()> {
    let (a, b) = (pivot[unknown], equation[unknown]);
    let common = gcd(a.checked_abs()?, b.checked_abs()?);
    let (a, b) = (a / common, b / common);
    let mut content = 0;
    for (target, &source) in equation.iter_mut().zip(pivot) {
        if *target != 0 || source != 0 {
            *target = target.checked_mul(a)?.checked_sub(source.checked_mul(b)?)?;
            content = gcd(content, target.checked_abs()?);
        }
    }
    if content > 1 {
        equation.iter_mut().for_each(|target| *target /= content);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_for_the_one_vector_that_cancels() {
        assert_eq!(null_vector(vec![vec![2, -3, 0], vec![0, 6, -4]], 3), Some(vec![3, 2, 3]));
        assert_eq!(null_vector(vec![vec![1, -1, 0], vec![2, -2, 0]], 3), None);
        assert_eq!(null_vector(vec![vec![1, 0], vec![0, 1]], 2), None);
    }
}
