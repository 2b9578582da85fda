//! Interval propagation that remembers where each bound came from.
//!
//! Bounds are rounded outwards to integers. A clash of outward bounds is therefore also one of the exact ones, and the
//! certificate that is unfolded from the derivations needs no rounding at all.

use std::collections::VecDeque;

use super::system::{LARGEST_BOUND, System};

/// How often a bound is tightened without asking by how much.
const FREE_UPDATES: u16 = 8;
/// How often at most: cycles of relations may tighten for ever by ever smaller amounts.
const MOST_UPDATES: u16 = 40;
/// After the free ones, an update must cut off at least this fraction of the width.
const LEAST_CUT: i128 = 128;

/// Which bound of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The smallest value.
    Lower,
    /// The largest value.
    Upper,
}

impl Side {
    /// The bound of a quantity that makes `coefficient × quantity` smallest.
    pub const fn smallest(coefficient: i128) -> Self {
        if coefficient > 0 { Self::Lower } else { Self::Upper }
    }
}

/// A bound that a row gave to a quantity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Derivation {
    /// The row.
    pub row: usize,
    /// The quantity.
    pub quantity: usize,
    /// The derivation of the bound that it replaced.
    previous: Option<usize>,
}

/// The smallest and largest value of a quantity, as far as known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bounds {
    /// Smallest; none if unbounded.
    pub lo: Option<i128>,
    /// Largest; none if unbounded.
    pub hi: Option<i128>,
}

impl Bounds {
    /// One of the two.
    pub const fn get(self, side: Side) -> Option<i128> {
        match side {
            Side::Lower => self.lo,
            Side::Upper => self.hi,
        }
    }

    const fn set(&mut self, side: Side, value: i128) {
        match side {
            Side::Lower => self.lo = Some(value),
            Side::Upper => self.hi = Some(value),
        }
    }

    /// Takes in that `coefficient × quantity ≤ bound` for a coefficient that is not zero, rounded inwards. A bound that
    /// counts as infinite is none.
    pub fn limit(&mut self, bound: i128, coefficient: i128) {
        let side = Side::smallest(-coefficient);
        let value = bound.div_euclid(coefficient.abs()) * coefficient.signum();
        if value.abs() <= LARGEST_BOUND && self.improves(side, value) {
            self.set(side, value);
        }
    }

    /// The tighter of two bounds on each side.
    pub fn narrowed(mut self, other: Self) -> Self {
        if other.lo.is_some_and(|lo| self.improves(Side::Lower, lo)) {
            self.lo = other.lo;
        }
        if other.hi.is_some_and(|hi| self.improves(Side::Upper, hi)) {
            self.hi = other.hi;
        }
        self
    }

    /// Whether `value` as the bound of a side says more than what is known.
    pub fn improves(self, side: Side, value: i128) -> bool {
        match (side, self.get(side)) {
            (_, None) => true,
            (Side::Lower, Some(lo)) => value > lo,
            (Side::Upper, Some(hi)) => value < hi,
        }
    }
}

/// The state of a propagation over one system.
pub(super) struct Propagation<'a> {
    system: &'a System,
    /// Which rows count.
    pub enabled: &'a [bool],
    /// Bounds by quantity.
    pub bounds: Vec<Bounds>,
    /// All derivations in the order in which they were made.
    pub trail: Vec<Derivation>,
    /// By quantity: the derivation of the lower and of the upper bound.
    latest: Vec<[Option<usize>; 2]>,
    updates: Vec<[u16; 2]>,
    queue: VecDeque<usize>,
    queued: Vec<bool>,
    /// Whether a tightening was refused, so that the bounds are no fixed point.
    pub cut_short: bool,
}

impl<'a> Propagation<'a> {
    /// A propagation of the enabled rows of a system that has not begun.
    pub fn new(system: &'a System, enabled: &'a [bool]) -> Self {
        let quantities = system.quantities.len();
        Self {
            system,
            enabled,
            bounds: vec![Bounds::default(); quantities],
            trail: Vec::with_capacity(4 * quantities),
            latest: vec![[None; 2]; quantities],
            updates: vec![[0; 2]; quantities],
            queue: (0..system.rows.len()).filter(|&row| enabled[row]).collect(),
            queued: enabled.to_vec(),
            cut_short: false,
        }
    }

    /// Propagates until nothing changes or a row is violated, which is returned.
    pub fn run(&mut self) -> Option<usize> {
        while let Some(row) = self.queue.pop_front() {
            self.queued[row] = false;
            if self.is_violated_by_tightening(row) {
                return Some(row);
            }
        }
        None
    }

    /// Tightens the bounds of a row's quantities, or finds that the row cannot be met.
    fn is_violated_by_tightening(&mut self, row: usize) -> bool {
        let system = self.system;
        let Some((slack, unbounded)) = self.slack(row) else { return false };
        if unbounded.is_none() && slack < 0 {
            return true;
        }
        for (position, term) in system.terms(row).iter().enumerate() {
            // The most that `coefficient × quantity` can be when all other terms are as small as they can.
            let most = match (unbounded, self.bounds[term.quantity].get(Side::smallest(term.coefficient))) {
                (Some(unbounded), _) if unbounded != position => continue,
                (None, Some(bound)) => slack + term.coefficient * bound,
                _ => slack,
            };
            let reach = divide_up(most, term.coefficient.abs());
            match Side::smallest(term.coefficient) {
                Side::Lower => self.tighten(term.quantity, Side::Upper, reach, row),
                Side::Upper => self.tighten(term.quantity, Side::Lower, -reach, row),
            }
        }
        false
    }

    /// The right side of a row less the smallest value of its left side, without the one term that is unbounded, whose
    /// position is given; `None` when more than one is unbounded.
    fn slack(&self, row: usize) -> Option<(i128, Option<usize>)> {
        let mut slack = self.system.rows[row].bound;
        let mut unbounded = None;
        for (position, term) in self.system.terms(row).iter().enumerate() {
            match self.bounds[term.quantity].get(Side::smallest(term.coefficient)) {
                Some(bound) => slack -= term.coefficient * bound,
                None if unbounded.is_some() => return None,
                None => unbounded = Some(position),
            }
        }
        Some((slack, unbounded))
    }

    /// Replaces a bound if `value` is better by enough, and queues the rows that can use it.
    fn tighten(&mut self, quantity: usize, side: Side, value: i128, row: usize) {
        let bounds = self.bounds[quantity];
        if !bounds.improves(side, value) || value.abs() > LARGEST_BOUND {
            return;
        }
        let updates = &mut self.updates[quantity][side as usize];
        if *updates >= FREE_UPDATES && !self.system.is_single(row) {
            let cut = bounds.get(side).map(|old| (value - old).abs());
            let width = bounds.lo.zip(bounds.hi).map(|(lo, hi)| hi - lo);
            let small = cut.zip(width).is_none_or(|(cut, width)| cut < width / LEAST_CUT);
            if *updates >= MOST_UPDATES || small {
                self.cut_short = true;
                return;
            }
        }
        *updates += 1;
        self.bounds[quantity].set(side, value);
        let previous = self.latest[quantity][side as usize].replace(self.trail.len());
        self.trail.push(Derivation { row, quantity, previous });
        let system = self.system;
        for other in system.column(quantity) {
            if self.enabled[other] && !self.queued[other] && self.uses(other, quantity, side) {
                self.queued[other] = true;
                self.queue.push_back(other);
            }
        }
    }

    /// Whether a row draws conclusions from this bound of a quantity.
    fn uses(&self, row: usize, quantity: usize, side: Side) -> bool {
        let terms = self.system.terms(row);
        terms.len() == 1 || terms.iter().any(|t| t.quantity == quantity && Side::smallest(t.coefficient) == side)
    }

    /// The derivation of a bound as it stood before the derivation `before` was made.
    pub fn derivation(&self, quantity: usize, side: Side, before: usize) -> Option<usize> {
        let mut derivation = self.latest[quantity][side as usize];
        while let Some(index) = derivation.filter(|&index| index >= before) {
            derivation = self.trail[index].previous;
        }
        derivation
    }
}

/// `⌈a / b⌉` for positive `b`.
fn divide_up(a: i128, b: i128) -> i128 {
    if b == 1 { a } else { -(-a).div_euclid(b) }
}
