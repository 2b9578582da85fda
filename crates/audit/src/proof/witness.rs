//! A quick search for integers that satisfy a component. Once they are found, nothing in it is wrong.
//!
//! The quantities are fixed one after the other, the greatest first, because totals come before their parts. Each takes
//! the value closest to the wanted one that its rows still leave, when everything not yet fixed helps as much as it can.
//! What is found is exact; that nothing is found says nothing.

use std::cmp::Reverse;

use super::propagate::{Bounds, Side};
use super::system::{LARGEST_BOUND, System};

/// Whether integers near the printed values satisfy the enabled rows: so it is in most documents without a fault.
pub(super) fn is_printed(system: &System, enabled: &[bool]) -> bool {
    let (bounds, printed) = printed(system, enabled);
    exists(system, enabled, &bounds, &printed)
}

/// Whether integers within the bounds, near the wanted ones, satisfy the enabled rows.
pub(super) fn exists(system: &System, enabled: &[bool], bounds: &[Bounds], wanted: &[Option<i128>]) -> bool {
    let mut search = Search::new(system, enabled, bounds.to_vec());
    let mut order: Vec<usize> = (0..system.quantities.len()).collect();
    order.sort_by_key(|&quantity| Reverse(wanted[quantity].map(i128::abs)));
    order.into_iter().all(|quantity| search.fix(quantity, wanted[quantity]))
        && (0..system.rows.len()).all(|row| !enabled[row] || search.rows[row].least <= system.rows[row].bound)
}

/// What the enabled rows of one term leave for each quantity, and its printed value. This is where a search begins: parts
/// that are printed so that they add up do so as printed. A printed zero of what cannot be negative is meant as zero, not
/// as the middle of what it may be.
pub(super) fn printed(system: &System, enabled: &[bool]) -> (Vec<Bounds>, Vec<Option<i128>>) {
    let mut bounds = vec![Bounds::default(); system.quantities.len()];
    let mut figures = bounds.clone();
    for row in (0..system.rows.len()).take_while(|&row| system.terms(row).len() <= 1).filter(|&row| enabled[row]) {
        for term in system.terms(row) {
            bounds[term.quantity].limit(system.rows[row].bound, term.coefficient);
            if system.rows[row].observation.is_some() {
                figures[term.quantity].limit(system.rows[row].bound, term.coefficient);
            }
        }
    }
    (bounds, middles(&figures))
}

/// The printed values, and where there are none the middles of the bounds.
pub(super) fn near(printed: &[Option<i128>], bounds: &[Bounds]) -> Vec<Option<i128>> {
    printed.iter().zip(middles(bounds)).map(|(printed, middle)| printed.or(middle)).collect()
}

/// The middle of each of the bounds; none where they are open.
fn middles(bounds: &[Bounds]) -> Vec<Option<i128>> {
    bounds.iter().map(|bounds| bounds.lo.zip(bounds.hi).map(|(lo, hi)| lo + (hi - lo) / 2)).collect()
}

/// A row in the course of a search.
#[derive(Clone, Copy, Default)]
struct Activity {
    /// The smallest value of the left side, without the terms that have none.
    least: i128,
    /// How many terms have none.
    unbounded: usize,
}

struct Search<'a> {
    system: &'a System,
    enabled: &'a [bool],
    /// By quantity; both sides alike once it is fixed.
    bounds: Vec<Bounds>,
    rows: Vec<Activity>,
}

impl<'a> Search<'a> {
    fn new(system: &'a System, enabled: &'a [bool], bounds: Vec<Bounds>) -> Self {
        let mut rows = vec![Activity::default(); system.rows.len()];
        for (row, activity) in rows.iter_mut().enumerate().filter(|(row, _)| enabled[*row]) {
            for term in system.terms(row) {
                match bounds[term.quantity].get(Side::smallest(term.coefficient)) {
                    Some(bound) => activity.least += term.coefficient * bound,
                    None => activity.unbounded += 1,
                }
            }
        }
        Self { system, enabled, bounds, rows }
    }

    /// Fixes a quantity; `false` if its rows leave nothing for it.
    fn fix(&mut self, quantity: usize, wanted: Option<i128>) -> bool {
        let known = self.bounds[quantity];
        let mut left = known;
        let system = self.system;
        let entries = || system.entries(quantity).iter().filter(|&&(row, _)| self.enabled[row]);
        for &(row, coefficient) in entries() {
            let own = known.get(Side::smallest(coefficient));
            let Activity { least, unbounded } = self.rows[row];
            if unbounded == usize::from(own.is_none()) {
                let others = least - own.map_or(0, |own| coefficient * own);
                left.limit(system.rows[row].bound - others, coefficient);
            }
        }
        let value = match (left.lo, left.hi, wanted) {
            (Some(lo), Some(hi), _) if lo > hi => return false,
            (Some(lo), Some(hi), None) => lo + (hi - lo) / 2,
            (lo, hi, wanted) => {
                let raised = lo.unwrap_or(i128::MIN).max(wanted.unwrap_or(0));
                hi.map_or(raised, |hi| raised.min(hi))
            }
        };
        if value.abs() > LARGEST_BOUND {
            return false;
        }
        for &(row, coefficient) in entries() {
            match known.get(Side::smallest(coefficient)) {
                Some(bound) => self.rows[row].least += coefficient * (value - bound),
                None => {
                    self.rows[row].least += coefficient * value;
                    self.rows[row].unbounded -= 1;
                }
            }
        }
        self.bounds[quantity] = Bounds { lo: Some(value), hi: Some(value) };
        true
    }
}
