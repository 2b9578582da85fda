//! Which printed figure of a contradiction is most likely wrong: the one whose removal makes the most others agree.
//!
//! Everything else that is said of a figure's quantity votes: each statement gives an interval computed from the other
//! printed figures, each other printing of the same quantity gives its own. The figure with the greatest gain, from the
//! votes that agree with it to the most votes that agree with one another, is the suspect.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::certificate::Certificate;
use super::propagate::{Bounds, Side};
use super::system::System;
use super::{Observation, Problem, Source};

/// How many statements away the value of an unprinted quantity is searched.
const DEPTH: usize = 3;
/// At most so many statements of an unprinted quantity are asked.
const MOST_ASKED: usize = 16;

/// How suspect a figure is; the greatest is blamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Guilt {
    /// By how many more voters agree without it.
    gain: isize,
    /// The same with every figure read at the document's precision, which is sharper evidence but not proof.
    finer_gain: isize,
    /// The fewer voters agree with it, the more suspect.
    support: Reverse<usize>,
    /// Read finer than it is printed.
    read_finer: bool,
    /// Of the observation itself.
    suspicion: u32,
    /// Percentages before amounts.
    percentage: bool,
    /// The first one of equals.
    index: Reverse<usize>,
}

impl Guilt {
    /// Whether more voters agree without the figure than with it.
    pub fn gains(&self) -> bool {
        self.gain > 0 || self.finer_gain > 0
    }

    /// Whether nothing but their order tells two figures apart.
    fn is_like(&self, other: &Self) -> bool {
        Self { index: other.index, ..*self } == *other
    }
}

/// The most suspect observation of a certificate, if it rests on any, with those that are just as suspect. `finer` is
/// the system at the document's precision, where `system` is not.
pub(super) fn suspect(
    problem: &Problem,
    system: &System,
    finer: Option<&System>,
    enabled: &[bool],
    certificate: &Certificate,
) -> Option<(usize, Guilt, Vec<usize>)> {
    let candidates: BTreeSet<usize> = certificate.iter().filter_map(|&(row, _)| system.rows[row].observation).collect();
    let guilts: Vec<(usize, Guilt)> = candidates
        .into_iter()
        .filter_map(|index| Some((index, guilt(problem, system, finer, enabled, index)?)))
        .collect();
    let &(suspect, most) = guilts.iter().max_by_key(|&&(_, guilt)| guilt)?;
    let alike = guilts.iter().filter(|(index, guilt)| *index != suspect && guilt.is_like(&most));
    Some((suspect, most, alike.map(|&(index, _)| index).collect()))
}

/// How suspect an observation is; `None` if the system has no row of it.
pub(super) fn guilt(
    problem: &Problem,
    system: &System,
    finer: Option<&System>,
    enabled: &[bool],
    index: usize,
) -> Option<Guilt> {
    let (gain, support) = Court { system, enabled }.hear(index)?;
    let finer_hearing = finer.and_then(|system| Court { system, enabled }.hear(index));
    let finer_gain = finer_hearing.map_or(0, |(gain, _)| gain);
    let (read_finer, suspicion, percentage) = match *problem.observations.get(index)? {
        Observation::Quantity { own, strict, suspicion, .. } => (own != strict, suspicion, false),
        Observation::Percentage { own, strict, suspicion } => (own != strict, suspicion, true),
    };
    let read_finer = read_finer && finer.is_none();
    let (support, index) = (Reverse(support), Reverse(index));
    Some(Guilt { gain, finer_gain, support, read_finer, suspicion, percentage, index })
}

/// The part of a system that is heard.
pub(super) struct Court<'a> {
    /// The system.
    pub system: &'a System,
    /// Which of its rows count.
    pub enabled: &'a [bool],
}

impl Court<'_> {
    /// Gain and support of an observation.
    fn hear(&self, observation: usize) -> Option<(isize, usize)> {
        let rows: Vec<usize> = self.system.rows_of(observation).collect();
        let first = *rows.first()?;
        if matches!(self.system.rows[first].source, Source::Statement(_)) {
            return Some(self.hear_percentage(&rows));
        }
        let quantity = self.system.terms(first).first()?.quantity;
        let printed = rows.iter().fold(Bounds::default(), |bounds, &row| bounds.narrowed(self.given(row)));
        let votes = self.votes(quantity, observation);
        let support = most_agreeing(&votes, printed);
        let agreeing = most_agreeing(&votes, Bounds::default());
        Some((agreeing as isize - support as isize, support))
    }

    /// For a percentage, whether its statements hold with the figures as printed.
    fn hear_percentage(&self, rows: &[usize]) -> (isize, usize) {
        let statements: BTreeSet<Source> = rows.iter().map(|&row| self.system.rows[row].source).collect();
        let violated: BTreeSet<Source> =
            rows.iter().filter(|&&row| self.is_violated(row)).map(|&row| self.system.rows[row].source).collect();
        (violated.len() as isize, statements.len() - violated.len())
    }

    /// Whether a row cannot hold with the figures as printed.
    pub fn is_violated(&self, row: usize) -> bool {
        let mut slack = self.system.rows[row].bound;
        for term in self.system.terms(row) {
            let bounds = self.value(term.quantity, usize::MAX, self.system.rows[row].source, DEPTH);
            match bounds.get(Side::smallest(term.coefficient)) {
                Some(bound) => slack -= term.coefficient * bound,
                None => return false,
            }
        }
        slack < 0
    }

    /// What every other source says of a quantity.
    fn votes(&self, quantity: usize, observation: usize) -> Vec<Bounds> {
        let mut votes = Vec::new();
        let mut source = None;
        for row in self.system.column(quantity) {
            let of = &self.system.rows[row];
            if !self.enabled[row] || of.observation == Some(observation) && self.system.is_single(row) {
                continue;
            }
            let said = if self.system.is_single(row) { self.given(row) } else { self.implied(row, quantity, DEPTH) };
            if source.replace(of.source) == Some(of.source) {
                let last: Bounds = votes.pop().unwrap_or_default();
                votes.push(last.narrowed(said));
            } else {
                votes.push(said);
            }
        }
        votes
    }

    /// What a row of one term says of its quantity.
    fn given(&self, row: usize) -> Bounds {
        let bound = self.system.rows[row].bound;
        match self.system.terms(row) {
            [term] => reach(bound, term.coefficient),
            _ => Bounds::default(),
        }
    }

    /// What a row says of one of its quantities, from the values of the others.
    fn implied(&self, row: usize, quantity: usize, depth: usize) -> Bounds {
        let mut slack = self.system.rows[row].bound;
        let mut own = 0;
        for term in self.system.terms(row) {
            if term.quantity == quantity {
                own = term.coefficient;
                continue;
            }
            let bounds = self.value(term.quantity, quantity, self.system.rows[row].source, depth);
            match bounds.get(Side::smallest(term.coefficient)) {
                Some(bound) => slack -= term.coefficient * bound,
                None => return Bounds::default(),
            }
        }
        reach(slack, own)
    }

    /// The value of a quantity as printed, or, where it is not printed, as other statements than `asking` that do not
    /// contain `without` give it.
    fn value(&self, quantity: usize, without: usize, asking: Source, depth: usize) -> Bounds {
        let column = self.system.column(quantity);
        let singles = || column.clone().filter(|&row| self.enabled[row] && self.system.is_single(row));
        let mut value = singles().fold(Bounds::default(), |bounds, row| bounds.narrowed(self.given(row)));
        if singles().any(|row| self.system.rows[row].observation.is_some()) || depth == 0 {
            return hull(value);
        }
        let statements = column.clone().filter(|&row| {
            let is_other = !self.system.is_single(row) && self.system.rows[row].source != asking;
            is_other && self.enabled[row] && self.system.terms(row).iter().all(|term| term.quantity != without)
        });
        for row in statements.take(MOST_ASKED) {
            value = value.narrowed(self.implied(row, quantity, depth - 1));
        }
        hull(value)
    }
}

/// `coefficient × quantity ≤ bound` as bounds of the quantity, rounded outwards.
fn reach(bound: i128, coefficient: i128) -> Bounds {
    match coefficient {
        0 => Bounds::default(),
        1.. => Bounds { lo: None, hi: Some(-(-bound).div_euclid(coefficient)) },
        _ => Bounds { lo: Some((-bound).div_euclid(-coefficient)), hi: None },
    }
}

/// Where sources contradict each other, everything between what they say.
fn hull(bounds: Bounds) -> Bounds {
    match bounds {
        Bounds { lo: Some(lo), hi: Some(hi) } if lo > hi => Bounds { lo: Some(hi), hi: Some(lo) },
        consistent => consistent,
    }
}

/// How many votes at most share a value within `range`.
fn most_agreeing(votes: &[Bounds], range: Bounds) -> usize {
    let clipped: Vec<(i128, i128)> = votes
        .iter()
        .map(|&vote| vote.narrowed(range))
        .map(|vote| (vote.lo.unwrap_or(i128::MIN), vote.hi.unwrap_or(i128::MAX)))
        .filter(|(lo, hi)| lo <= hi)
        .collect();
    // A greatest number of intervals meets at the beginning of one of them.
    let meeting = |at: i128| clipped.iter().filter(|&&(lo, hi)| lo <= at && at <= hi).count();
    clipped.iter().map(|&(lo, _)| meeting(lo)).max().unwrap_or(0)
}
