//! The inequalities of one connected component in a form that is quick to walk.

use std::ops::Range;

use super::verify::{inequality, observation_of};
use super::{Observation, Problem, Source};

/// Bounds of quantities beyond ±2^80 count as infinite, so that activities never overflow.
pub(super) const LARGEST_BOUND: i128 = 1 << 80;
/// Rows whose absolute coefficients add up to more are left out (no claim is made from them): 2^80 × 2^45 fits.
const LARGEST_COEFFICIENTS: i128 = 1 << 45;
/// The same for the right side of a row.
const LARGEST_RIGHT_SIDE: i128 = 1 << 120;

/// One inequality `Σ coefficient × quantity ≤ bound`.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Where it comes from.
    pub source: Source,
    /// Which side of it.
    pub upper: bool,
    /// The observation on which it rests, if any.
    pub observation: Option<usize>,
    /// Right side.
    pub bound: i128,
    terms: Range<usize>,
}

/// A quantity of the system (its local number) with its coefficient.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// Local number of the quantity.
    pub quantity: usize,
    /// Coefficient, not zero.
    pub coefficient: i128,
}

/// Rows over locally numbered quantities. Rows of one term come first; the two sides of a source are neighbours.
#[derive(Debug, Default)]
pub(super) struct System {
    /// The rows.
    pub rows: Vec<Row>,
    /// The global index of each quantity.
    pub quantities: Vec<usize>,
    terms: Vec<Term>,
    /// The rows that contain a quantity, with its coefficients, quantity by quantity.
    entries: Vec<(usize, i128)>,
    /// By quantity, and once more at the end: where its entries begin.
    columns: Vec<usize>,
    /// Observations with the rows that rest on them, in ascending order.
    resting: Vec<(usize, usize)>,
}

impl System {
    /// The terms of a row.
    pub fn terms(&self, row: usize) -> &[Term] {
        &self.terms[self.rows[row].terms.clone()]
    }

    /// The rows that contain a quantity, in ascending order, with its coefficients.
    pub fn entries(&self, quantity: usize) -> &[(usize, i128)] {
        &self.entries[self.columns[quantity]..self.columns[quantity + 1]]
    }

    /// The rows that contain a quantity, in ascending order.
    pub fn column(&self, quantity: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        self.entries(quantity).iter().map(|&(row, _)| row)
    }

    /// The rows that rest on an observation, in ascending order.
    pub fn rows_of(&self, observation: usize) -> impl Iterator<Item = usize> + '_ {
        let first = self.resting.partition_point(|&(other, _)| other < observation);
        self.resting[first..].iter().take_while(move |&&(other, _)| other == observation).map(|&(_, row)| row)
    }

    /// Whether a row limits a single quantity.
    pub fn is_single(&self, row: usize) -> bool {
        self.rows[row].terms.len() == 1
    }

    /// Whether two systems are about the same sides of the same sources in the same order.
    pub fn is_parallel_to(&self, other: &Self) -> bool {
        self.quantities == other.quantities
            && self.rows.len() == other.rows.len()
            && self.rows.iter().zip(&other.rows).all(|(a, b)| (a.source, a.upper) == (b.source, b.upper))
    }

    /// Lowers a problem at the figures' own precision or at the document's, and splits it into connected components.
    pub fn components(problem: &Problem, own: bool) -> Vec<Self> {
        let lowered = lower(problem, own);
        let mut groups = Groups::new(problem.nonnegative.len());
        for row in &lowered {
            for pair in row.terms.windows(2) {
                groups.join(pair[0].0, pair[1].0);
            }
        }
        let mut systems: Vec<Self> = Vec::new();
        let mut component = vec![usize::MAX; problem.nonnegative.len()];
        let mut local = vec![usize::MAX; problem.nonnegative.len()];
        for row in lowered {
            let root = row.terms.first().map_or(0, |&(quantity, _)| groups.root(quantity));
            if row.terms.is_empty() {
                let mut alone = Self::default();
                alone.push(row, &mut local);
                systems.push(alone);
                continue;
            }
            if component[root] == usize::MAX {
                component[root] = systems.len();
                systems.push(Self::default());
            }
            systems[component[root]].push(row, &mut local);
        }
        systems.iter_mut().for_each(Self::index);
        systems
    }

    /// The system of some of the rows in this order. Their quantities are global as before.
    pub fn restricted(&self, rows: &[usize]) -> Self {
        let own = |&row: &usize| (row, self.terms(row).iter().map(|term| (term.quantity, term.coefficient)).collect());
        let mut part = self.rewritten(rows.iter().map(own));
        for quantity in &mut part.quantities {
            *quantity = self.quantities[*quantity];
        }
        part
    }

    /// The system of some of the rows with other terms. The quantities of the terms are local to this one, and so they are
    /// global to the system.
    pub fn rewritten(&self, rows: impl Iterator<Item = (usize, Vec<(usize, i128)>)>) -> Self {
        let mut rewritten = Self::default();
        let mut local = vec![usize::MAX; self.quantities.len()];
        for (row, terms) in rows {
            rewritten.push(Lowered { row: self.rows[row].clone(), terms }, &mut local);
        }
        rewritten.index();
        rewritten
    }

    /// Adds a row. `local` has the local numbers of all quantities, the greatest number where there is none yet.
    fn push(&mut self, lowered: Lowered, local: &mut [usize]) {
        let start = self.terms.len();
        for (quantity, coefficient) in lowered.terms {
            let local = &mut local[quantity];
            if *local == usize::MAX {
                *local = self.quantities.len();
                self.quantities.push(quantity);
            }
            self.terms.push(Term { quantity: *local, coefficient });
        }
        if let Some(observation) = lowered.row.observation {
            self.resting.push((observation, self.rows.len()));
        }
        self.rows.push(Row { terms: start..self.terms.len(), ..lowered.row });
    }

    /// Puts the terms in order by quantity, and the rows by observation, once all rows are there.
    fn index(&mut self) {
        self.resting.sort_unstable();
        self.columns = vec![0; self.quantities.len() + 1];
        for term in &self.terms {
            self.columns[term.quantity + 1] += 1;
        }
        for quantity in 0..self.quantities.len() {
            self.columns[quantity + 1] += self.columns[quantity];
        }
        let mut next = self.columns.clone();
        self.entries = vec![(0, 0); self.terms.len()];
        for (index, row) in self.rows.iter().enumerate() {
            for term in &self.terms[row.terms.clone()] {
                self.entries[next[term.quantity]] = (index, term.coefficient);
                next[term.quantity] += 1;
            }
        }
    }
}

/// A row before its quantities have local numbers.
struct Lowered {
    row: Row,
    terms: Vec<(usize, i128)>,
}

/// All inequalities of a problem that can be handled without overflow, single ones first.
fn lower(problem: &Problem, own: bool) -> Vec<Lowered> {
    let nonnegative = (0..problem.nonnegative.len()).map(Source::Nonnegative);
    let observations = (0..problem.observations.len())
        .filter(|&index| matches!(problem.observations[index], Observation::Quantity { .. }))
        .map(Source::Observation);
    let statements = (0..problem.statements.len()).map(Source::Statement);
    let (mut single, mut several) = (Vec::new(), Vec::new());
    for source in nonnegative.chain(observations).chain(statements) {
        let observation = observation_of(problem, source);
        for upper in [true, false] {
            let Some(inequality) = inequality(problem, own, source, upper) else { continue };
            let row = Row { source, upper, observation, bound: inequality.bound, terms: 0..0 };
            let lowered = Lowered { row, terms: inequality.terms };
            if fits(problem, &lowered) {
                let rows = if lowered.terms.len() > 1 { &mut several } else { &mut single };
                rows.push(lowered);
            }
        }
    }
    single.append(&mut several);
    single
}

/// Whether a row's quantities exist and its numbers are small enough.
fn fits(problem: &Problem, lowered: &Lowered) -> bool {
    let sum = lowered.terms.iter().try_fold(0i128, |sum, &(_, c)| sum.checked_add(c.checked_abs()?));
    sum.is_some_and(|sum| sum <= LARGEST_COEFFICIENTS)
        && lowered.row.bound.checked_abs().is_some_and(|bound| bound <= LARGEST_RIGHT_SIDE)
        && lowered.terms.iter().all(|&(quantity, _)| quantity < problem.nonnegative.len())
}

/// Disjoint sets of quantities.
pub(super) struct Groups(Vec<usize>);

impl Groups {
    /// Each quantity by itself.
    pub fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    /// The quantity that stands for all of a set.
    pub fn root(&mut self, mut quantity: usize) -> usize {
        while self.0[quantity] != quantity {
            self.0[quantity] = self.0[self.0[quantity]];
            quantity = self.0[quantity];
        }
        quantity
    }

    /// Makes one set of those of two quantities; `false` if they were in one already.
    pub fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
        a != b
    }
}
