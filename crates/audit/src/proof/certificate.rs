//! Certificates: rows with multipliers that add up to `0 ≤ negative`, and how to make them small.

use std::collections::BTreeMap;

use super::effort::{Budget, Effort};
use super::farkas;
use super::merge::Merged;
use super::project::pushing_rows;
use super::propagate::{Propagation, Side};
use super::system::System;
use super::witness;

/// Certificates with more rows than this are not searched for a smaller one inside.
const LARGEST_TO_SHRINK: usize = 120;

/// Rows of a system, in ascending order, with positive multipliers.
pub(super) type Certificate = Vec<(usize, i128)>;

/// A certificate that the enabled rows contradict each other, irreducible where that is found out quickly; `None` if
/// they do not, or no exact certificate is found.
pub(super) fn contradiction(system: &System, enabled: &[bool], effort: &mut Effort) -> Option<Certificate> {
    let mut propagation = Propagation::new(system, enabled);
    if let Some(violated) = propagation.run() {
        if let Some(certificate) = unfold(system, &propagation, violated) {
            return Some(shrink(system, certificate));
        }
    } else if is_satisfiable(system, &propagation, &mut effort.solving) {
        return None;
    }
    let budget = &mut effort.refuting;
    let pushing = pushing_rows(system, enabled, &propagation.bounds, budget);
    if pushing.is_empty() { None } else { farkas::certificate(system, &pushing, budget) }
}

/// Whether something is found that satisfies what was propagated, or the propagation decides that there is.
fn is_satisfiable(system: &System, propagation: &Propagation<'_>, budget: &mut Budget) -> bool {
    let (_, printed) = witness::printed(system, propagation.enabled);
    let merged = Merged::new(system, propagation.enabled, &propagation.bounds, &printed);
    let decides = !propagation.cut_short && merged.is_tree();
    let Merged { system, bounds, printed, .. } = merged;
    let enabled = vec![true; system.rows.len()];
    decides
        || witness::exists(&system, &enabled, &bounds, &witness::near(&printed, &bounds))
        || pushing_rows(&system, &enabled, &bounds, budget).is_empty()
}

/// One propagation, unfolded. No certificate either if there is no clash or if multipliers overflow.
fn propagate(system: &System, enabled: &[bool]) -> Option<Certificate> {
    let mut propagation = Propagation::new(system, enabled);
    let violated = propagation.run()?;
    unfold(system, &propagation, violated)
}

/// Unfolds a violated row into the rows from which its bounds were derived.
pub(super) fn unfold(system: &System, propagation: &Propagation<'_>, violated: usize) -> Option<Certificate> {
    let mut unfolding = Unfolding { rows: BTreeMap::new(), open: BTreeMap::new() };
    unfolding.add(system, propagation, violated, None, 1)?;
    while let Some((index, weight)) = unfolding.open.pop_last() {
        let derivation = propagation.trail[index];
        let term = system.terms(derivation.row).iter().find(|term| term.quantity == derivation.quantity)?;
        let size = term.coefficient.checked_abs()?;
        // `weight` times the bound takes `weight / size` times the row: scale everything so that it is whole.
        let factor = size / gcd(weight, size);
        unfolding.scale(factor)?;
        let multiplier = weight.checked_mul(factor)? / size;
        unfolding.add(system, propagation, derivation.row, Some(index), multiplier)?;
    }
    Some(reduced(unfolding.rows.into_iter().collect()))
}

/// Multipliers of rows, and of bounds that still have to be replaced by the rows that gave them.
struct Unfolding {
    rows: BTreeMap<usize, i128>,
    open: BTreeMap<usize, i128>,
}

impl Unfolding {
    /// Adds a row that was used by the derivation of this index (or by the clash), with the bounds that it used.
    fn add(
        &mut self,
        system: &System,
        propagation: &Propagation<'_>,
        row: usize,
        index: Option<usize>,
        weight: i128,
    ) -> Option<()> {
        let derived = index.map(|index| propagation.trail[index].quantity);
        let sum = self.rows.entry(row).or_default();
        *sum = sum.checked_add(weight)?;
        for term in system.terms(row).iter().filter(|term| Some(term.quantity) != derived) {
            let side = Side::smallest(term.coefficient);
            let bound = propagation.derivation(term.quantity, side, index.unwrap_or(usize::MAX))?;
            let sum = self.open.entry(bound).or_default();
            *sum = sum.checked_add(term.coefficient.checked_abs()?.checked_mul(weight)?)?;
        }
        Some(())
    }

    fn scale(&mut self, factor: i128) -> Option<()> {
        if factor != 1 {
            for weight in self.rows.values_mut().chain(self.open.values_mut()) {
                *weight = weight.checked_mul(factor)?;
            }
        }
        Some(())
    }
}

/// The same certificate with multipliers without a common divisor.
pub(super) fn reduced(mut certificate: Certificate) -> Certificate {
    let divisor = certificate.iter().fold(0, |divisor, &(_, weight)| gcd(divisor, weight)).max(1);
    for (_, weight) in &mut certificate {
        *weight /= divisor;
    }
    certificate
}

/// Leaves out rows without which the others still contradict each other.
fn shrink(system: &System, certificate: Certificate) -> Certificate {
    if certificate.len() > LARGEST_TO_SHRINK || is_tied(system, &certificate) {
        return certificate;
    }
    let rows: Vec<usize> = certificate.iter().map(|&(row, _)| row).collect();
    let part = system.restricted(&rows);
    let mut certificate: Certificate =
        (0..).zip(certificate).map(|(position, (_, weight))| (position, weight)).collect();
    let mut kept = 0;
    while kept < certificate.len() && !is_tied(&part, &certificate) {
        let mut enabled = vec![false; rows.len()];
        for &(row, _) in &certificate {
            enabled[row] = true;
        }
        enabled[certificate[kept].0] = false;
        match propagate(&part, &enabled) {
            // Rows before `kept` are needed by every contradiction inside, so they are still in front.
            Some(smaller) if smaller.len() < certificate.len() => certificate = smaller,
            _ => kept += 1,
        }
    }
    certificate.into_iter().map(|(position, weight)| (rows[position], weight)).collect()
}

/// Whether the multipliers of all rows are tied together by quantities that only two of the rows contain: then no other
/// combination of them cancels, and none can be left out.
fn is_tied(system: &System, certificate: &Certificate) -> bool {
    let mut holders: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (position, &(row, _)) in certificate.iter().enumerate() {
        for term in system.terms(row) {
            holders.entry(term.quantity).or_default().push(position);
        }
    }
    let mut neighbours = vec![Vec::new(); certificate.len()];
    for pair in holders.values().filter(|holders| holders.len() == 2) {
        neighbours[pair[0]].push(pair[1]);
        neighbours[pair[1]].push(pair[0]);
    }
    let (mut reached, mut open) = (vec![false; certificate.len()], vec![0]);
    while let Some(position) = open.pop() {
        if !std::mem::replace(&mut reached[position], true) {
            open.extend_from_slice(&neighbours[position]);
        }
    }
    reached.into_iter().all(|reached| reached)
}

/// Greatest common divisor of two numbers that are not negative.
pub(super) fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}
