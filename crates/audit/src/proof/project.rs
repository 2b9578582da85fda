//! A quick search for amounts that satisfy a component which bounds alone do not decide.
//!
//! A point is projected onto one violated row after the other. If amounts exist it converges to some; if not, it ends in
//! a cycle whose steps cancel, so that the rows that keep pushing are those of a contradiction. All this is in floats: it
//! decides only where to look, never what is proven.

use std::collections::BTreeSet;

use super::propagate::{Bounds, Propagation};
use super::system::System;

/// How often all rows are visited.
const SWEEPS: usize = 240;
/// Pushes are counted in the sweeps after this one, when the cycle has settled.
const SETTLED: usize = 200;
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

/// Whether the propagated bounds decide: no tightening was refused and no two statements meet in two ways.
pub(super) fn is_decided(system: &System, enabled: &[bool], propagation: &Propagation<'_>) -> bool {
    if propagation.cut_short {
        return false;
    }
    let quantities = system.quantities.len();
    let mut parent: Vec<usize> = (0..quantities + system.rows.len()).collect();
    let mut seen = BTreeSet::new();
    for (index, row) in system.rows.iter().enumerate() {
        if !enabled[index] || system.is_single(index) || !seen.insert(row.source) {
            continue;
        }
        for term in system.terms(index) {
            let (a, b) = (root(&mut parent, term.quantity), root(&mut parent, quantities + index));
            if a == b {
                return false;
            }
            parent[a] = b;
        }
    }
    true
}

fn root(parent: &mut [usize], mut node: usize) -> usize {
    while parent[node] != node {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    node
}

/// The rows that keep contradicting each other when a point is projected onto them; none if it came to rest.
pub(super) fn pushing_rows(system: &System, enabled: &[bool], bounds: &[Bounds]) -> Vec<Pushing> {
    let planes: Vec<Plane> =
        (0..system.rows.len()).filter(|&row| enabled[row]).map(|row| Plane::new(system, row, bounds)).collect();
    let mut point = vec![0.0; system.quantities.len()];
    let mut strength = vec![0.0; planes.len()];
    for sweep in 0..SWEEPS {
        let mut worst: f64 = 0.0;
        for position in 0..planes.len() {
            // Up and down in turn, so that changes travel through hierarchies in both directions.
            let position = if sweep % 2 == 0 { position } else { planes.len() - 1 - position };
            let miss = planes[position].project(&mut point);
            worst = worst.max(miss);
            if sweep >= SETTLED {
                strength[position] += miss;
            }
        }
        if worst <= TOLERANCE {
            return Vec::new();
        }
    }
    let strongest = strength.iter().copied().fold(0.0, f64::max);
    let mut pushing: Vec<Pushing> = planes
        .iter()
        .zip(strength)
        .filter(|&(_, strength)| strength > WEAKEST * strongest)
        .map(|(plane, strength)| Pushing { row: plane.row, slack: -plane.miss(&point), strength })
        .collect();
    pushing.sort_by(|a, b| b.strength.total_cmp(&a.strength));
    pushing.truncate(MOST_PUSHING);
    pushing
}

/// A row in floats around the middle of the bounds of its quantities.
struct Plane {
    row: usize,
    terms: Vec<(usize, f64)>,
    bound: f64,
    norm: f64,
}

impl Plane {
    fn new(system: &System, row: usize, bounds: &[Bounds]) -> Self {
        let terms = system.terms(row);
        let scale = terms.iter().map(|term| term.coefficient.abs()).max().unwrap_or(1) as f64;
        let at_middle: i128 = terms.iter().map(|term| term.coefficient * middle(bounds[term.quantity])).sum();
        let terms: Vec<(usize, f64)> =
            terms.iter().map(|term| (term.quantity, term.coefficient as f64 / scale)).collect();
        let norm = terms.iter().map(|(_, coefficient)| coefficient * coefficient).sum();
        Self { row, terms, bound: (system.rows[row].bound - at_middle) as f64 / scale, norm }
    }

    fn miss(&self, point: &[f64]) -> f64 {
        self.terms.iter().map(|&(quantity, coefficient)| coefficient * point[quantity]).sum::<f64>() - self.bound
    }

    /// Moves a point onto the row if it violates it, and says by how much it did.
    fn project(&self, point: &mut [f64]) -> f64 {
        let miss = self.miss(point);
        if miss <= 0.0 || self.norm == 0.0 {
            return 0.0;
        }
        let step = miss / self.norm;
        for &(quantity, coefficient) in &self.terms {
            point[quantity] -= step * coefficient;
        }
        miss
    }
}

/// The middle of bounds, or the one that there is.
fn middle(bounds: Bounds) -> i128 {
    match (bounds.lo, bounds.hi) {
        (Some(lo), Some(hi)) => lo + (hi - lo) / 2,
        (Some(bound), None) | (None, Some(bound)) => bound,
        (None, None) => 0,
    }
}
