//! A quick search for amounts that satisfy a component which bounds alone do not decide.
//!
//! A point is projected onto one violated row after the other. If amounts exist it converges to some; if not, it ends in
//! a cycle whose steps cancel, so that the rows that keep pushing are those of a contradiction. All this is in floats: it
//! decides only where to look, never what is proven.

use std::ops::Range;

use super::effort::Budget;
use super::propagate::Bounds;
use super::system::System;
use super::witness;

/// How often all rows are visited.
const SWEEPS: usize = 240;
/// Pushes are counted in the sweeps after this one, when the cycle has settled.
const SETTLED: usize = 200;
/// After how many sweeps integers are searched near the point: it lies well long before it has come to rest.
const LANDINGS: [usize; 4] = [2, 8, 24, 72];
/// Rows missed by less than this (in the units of their greatest coefficient) are satisfied.
const TOLERANCE: f64 = 0.25;
/// Rows that push less than this part of the strongest do not take part in a cycle.
const WEAKEST: f64 = 1e-6;
/// At most so many rows, the strongest, are looked into.
const MOST_PUSHING: usize = 300;

/// A row that takes part in a cycle of projections.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pushing {
    /// The row.
    pub row: usize,
    /// Right side less left side at the last point, in the units of the row's greatest coefficient.
    pub slack: f64,
    /// How hard it pushed.
    strength: f64,
}

/// The rows that keep contradicting each other when a point is projected onto them; none if it came to rest, integers
/// were found near it, or there is no effort left.
pub(super) fn pushing_rows(system: &System, enabled: &[bool], bounds: &[Bounds], budget: &mut Budget) -> Vec<Pushing> {
    let slabs = Slabs::new(system, enabled, bounds);
    let mut point = vec![0.0; system.quantities.len()];
    let mut strength = vec![[0.0; 2]; slabs.slabs.len()];
    for sweep in 0..SWEEPS {
        if !budget.spend(slabs.terms.len()) {
            return Vec::new();
        }
        let mut worst: f64 = 0.0;
        for position in 0..slabs.slabs.len() {
            // Up and down in turn, so that changes travel through hierarchies in both directions.
            let position = if sweep % 2 == 0 { position } else { slabs.slabs.len() - 1 - position };
            let [above, below] = slabs.project(position, &mut point);
            worst = worst.max(above).max(below);
            if sweep >= SETTLED {
                strength[position][0] += above;
                strength[position][1] += below;
            }
        }
        let lands = || LANDINGS.contains(&sweep) && witness::exists(system, enabled, bounds, &nearest(bounds, &point));
        if worst <= TOLERANCE || lands() {
            return Vec::new();
        }
    }
    let strongest = strength.iter().flatten().copied().fold(0.0, f64::max);
    let mut pushing = Vec::new();
    for (position, strength) in strength.into_iter().enumerate() {
        let misses = slabs.misses(position, &point);
        for (side, row) in slabs.slabs[position].rows.into_iter().enumerate() {
            if let Some(row) = row.filter(|_| strength[side] > WEAKEST * strongest) {
                pushing.push(Pushing { row, slack: -misses[side], strength: strength[side] });
            }
        }
    }
    pushing.sort_by(|a, b| b.strength.total_cmp(&a.strength));
    pushing.truncate(MOST_PUSHING);
    pushing
}

/// The integers nearest to a point around the middle of bounds.
fn nearest(bounds: &[Bounds], point: &[f64]) -> Vec<Option<i128>> {
    bounds.iter().zip(point).map(|(&bounds, offset)| middle(bounds).checked_add(offset.round() as i128)).collect()
}

/// Rows in floats around the middle of the bounds of their quantities, the two sides of a source together.
struct Slabs {
    slabs: Vec<Slab>,
    terms: Vec<(usize, f64)>,
}

/// `lo ≤ Σ terms ≤ hi`, in the units of the greatest coefficient.
struct Slab {
    /// The rows of the upper and of the lower side.
    rows: [Option<usize>; 2],
    terms: Range<usize>,
    lo: f64,
    hi: f64,
    norm: f64,
}

impl Slabs {
    fn new(system: &System, enabled: &[bool], bounds: &[Bounds]) -> Self {
        let mut slabs = Self { slabs: Vec::with_capacity(system.rows.len()), terms: Vec::new() };
        for row in (0..system.rows.len()).filter(|&row| enabled[row]) {
            let terms = system.terms(row);
            let scale = terms.iter().map(|term| term.coefficient.abs()).max().unwrap_or(1) as f64;
            let at_middle: i128 = terms.iter().map(|term| term.coefficient * middle(bounds[term.quantity])).sum();
            let bound = (system.rows[row].bound - at_middle) as f64 / scale;
            if let Some(slab) = slabs.slabs.last_mut()
                && slab.rows[0].is_some_and(|upper| row == upper + 1 && are_opposite(system, upper, row))
            {
                slab.rows[1] = Some(row);
                slab.lo = -bound;
                continue;
            }
            let start = slabs.terms.len();
            slabs.terms.extend(terms.iter().map(|term| (term.quantity, term.coefficient as f64 / scale)));
            let norm = slabs.terms[start..].iter().map(|(_, coefficient)| coefficient * coefficient).sum();
            let rows = [Some(row), None];
            slabs.slabs.push(Slab { rows, terms: start..slabs.terms.len(), lo: f64::NEG_INFINITY, hi: bound, norm });
        }
        slabs
    }

    /// By how much a point lies above and below a slab.
    fn misses(&self, position: usize, point: &[f64]) -> [f64; 2] {
        let slab = &self.slabs[position];
        let terms = &self.terms[slab.terms.clone()];
        let sum: f64 = terms.iter().map(|&(quantity, coefficient)| coefficient * point[quantity]).sum();
        [sum - slab.hi, slab.lo - sum]
    }

    /// Moves a point onto a slab if it lies outside, and says by how much it lay above and below.
    fn project(&self, position: usize, point: &mut [f64]) -> [f64; 2] {
        let slab = &self.slabs[position];
        let [above, below] = self.misses(position, point).map(|miss| miss.max(0.0));
        if (above > 0.0 || below > 0.0) && slab.norm > 0.0 {
            let step = (above - below) / slab.norm;
            for &(quantity, coefficient) in &self.terms[slab.terms.clone()] {
                point[quantity] -= step * coefficient;
            }
        }
        [above, below]
    }
}

/// Whether two rows are the sides of one sum.
fn are_opposite(system: &System, upper: usize, lower: usize) -> bool {
    let (a, b) = (system.terms(upper), system.terms(lower));
    system.rows[upper].source == system.rows[lower].source
        && a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| a.quantity == b.quantity && a.coefficient == -b.coefficient)
}

/// The middle of bounds, or the one that there is.
fn middle(bounds: Bounds) -> i128 {
    match (bounds.lo, bounds.hi) {
        (Some(lo), Some(hi)) => lo + (hi - lo) / 2,
        (Some(bound), None) | (None, Some(bound)) => bound,
        (None, None) => 0,
    }
}
