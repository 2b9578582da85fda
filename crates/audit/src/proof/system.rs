//! The inequalities of one connected component in a form that is quick to walk.

use std::collections::HashMap;
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
    /// By quantity: the rows that contain it, with its coefficients.
    columns: Vec<Vec<(usize, i128)>>,
    /// By observation: the rows that rest on it.
    resting: HashMap<usize, Vec<usize>>,
}

impl System {
    /// The terms of a row.
    pub fn terms(&self, row: usize) -> &[Term] {
        &self.terms[self.rows[row].terms.clone()]
    }

    /// The rows that contain a quantity, in ascending order, with its coefficients.
    pub fn entries(&self, quantity: usize) -> &[(usize, i128)] {
        &self.columns[quantity]
    }

    /// The rows that contain a quantity, in ascending order.
    pub fn column(&self, quantity: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        self.entries(quantity).iter().map(|&(row, _)| row)
    }

    /// The rows that rest on an observation, in ascending order.
    pub fn rows_of(&self, observation: usize) -> impl Iterator<Item = usize> + '_ {
        self.resting.get(&observation).into_iter().flatten().copied()
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
        let mut local = HashMap::with_capacity(problem.nonnegative.len());
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
        systems
    }

    /// The system of some of the rows in this order. Their quantities are global as before.
    pub fn restricted(&self, rows: &[usize]) -> Self {
        let mut part = Self::default();
        let mut local = HashMap::new();
        for &row in rows {
            let terms = self.terms(row).iter().map(|term| (self.quantities[term.quantity], term.coefficient)).collect();
            part.push(Lowered { row: self.rows[row].clone(), terms }, &mut local);
        }
        part
    }

    fn push(&mut self, lowered: Lowered, local: &mut HashMap<usize, usize>) {
        let start = self.terms.len();
        for (quantity, coefficient) in lowered.terms {
            let next = self.quantities.len();
            let local = *local.entry(quantity).or_insert(next);
            if local == next {
                self.quantities.push(quantity);
                self.columns.push(Vec::new());
            }
            self.columns[local].push((self.rows.len(), coefficient));
            self.terms.push(Term { quantity: local, coefficient });
        }
        if let Some(observation) = lowered.row.observation {
            self.resting.entry(observation).or_default().push(self.rows.len());
        }
        self.rows.push(Row { terms: start..self.terms.len(), ..lowered.row });
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
    let mut rows = Vec::new();
    for source in nonnegative.chain(observations).chain(statements) {
        let observation = observation_of(problem, source);
        for upper in [true, false] {
            let Some(inequality) = inequality(problem, own, source, upper) else { continue };
            let row = Row { source, upper, observation, bound: inequality.bound, terms: 0..0 };
            let lowered = Lowered { row, terms: inequality.terms };
            if fits(problem, &lowered) {
                rows.push(lowered);
            }
        }
    }
    rows.sort_by_key(|row| row.terms.len() > 1);
    rows
}

/// Whether a row's quantities exist and its numbers are small enough.
fn fits(problem: &Problem, lowered: &Lowered) -> bool {
    let sum = lowered.terms.iter().try_fold(0i128, |sum, &(_, c)| sum.checked_add(c.checked_abs()?));
    sum.is_some_and(|sum| sum <= LARGEST_COEFFICIENTS)
        && lowered.row.bound.checked_abs().is_some_and(|bound| bound <= LARGEST_RIGHT_SIDE)
        && lowered.terms.iter().all(|&(quantity, _)| quantity < problem.nonnegative.len())
}

/// Disjoint sets of quantities.
struct Groups(Vec<usize>);

impl Groups {
    fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    fn root(&mut self, mut quantity: usize) -> usize {
        while self.0[quantity] != quantity {
            self.0[quantity] = self.0[self.0[quantity]];
            quantity = self.0[quantity];
        }
        quantity
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
