//! A component without its copies: quantities that must be equal become one, and rows that say the same are kept once.
//!
//! A document prints one amount in a table, in the table above it and in the text, so most rows of a component only say
//! that two quantities are equal. Without them it is found out several times faster whether anything satisfies the
//! component. What contradicts what is not: a certificate needs the rows as they are.

use rustc_hash::FxHashSet as HashSet;

use super::propagate::Bounds;
use super::system::{Groups, System};

/// A system without copies, with what is known of its quantities.
pub(super) struct Merged {
    /// The rows.
    pub system: System,
    /// The smallest and largest value of each quantity.
    pub bounds: Vec<Bounds>,
    /// The printed value of each quantity.
    pub printed: Vec<Option<i128>>,
    /// Whether a row has fewer quantities now, so that it says more than propagation could see.
    is_sharper: bool,
}

impl Merged {
    /// Whether no two statements meet in two ways. Then bounds that propagation does not tighten any more decide.
    pub fn is_tree(&self) -> bool {
        let quantities = self.system.quantities.len();
        let mut groups = Groups::new(quantities + self.system.rows.len());
        let mut seen = HashSet::default();
        !self.is_sharper
            && (0..self.system.rows.len())
                .filter(|&row| seen.insert(self.system.rows[row].source))
                .all(|row| self.system.terms(row).iter().all(|term| groups.join(term.quantity, quantities + row)))
    }

    /// The enabled rows of a system without copies. `bounds` say at least what its rows of one quantity say.
    pub fn new(system: &System, enabled: &[bool], bounds: &[Bounds], printed: &[Option<i128>]) -> Self {
        let leaders = leaders(system, enabled);
        let (mut bounds, mut printed) = (bounds.to_vec(), printed.to_vec());
        for (quantity, &leader) in leaders.iter().enumerate() {
            bounds[leader] = bounds[leader].narrowed(bounds[quantity]);
            printed[leader] = printed[leader].or(printed[quantity]);
        }
        let mut is_sharper = false;
        let mut seen = HashSet::default();
        let all = (0..system.rows.len()).filter(|&row| enabled[row]).map(|row| (row, terms(system, row, &leaders)));
        let distinct = all.filter(|(row, terms)| {
            let bound = system.rows[*row].bound;
            let says_nothing = terms.is_empty() && bound >= 0;
            is_sharper |= !says_nothing && terms.len() < system.terms(*row).len();
            !says_nothing && seen.insert((terms.clone(), bound))
        });
        let merged = system.rewritten(distinct);
        Self {
            bounds: merged.quantities.iter().map(|&leader| bounds[leader]).collect(),
            printed: merged.quantities.iter().map(|&leader| printed[leader]).collect(),
            system: merged,
            is_sharper,
        }
    }
}

/// For each quantity the one that stands for it and all those that rows say are equal.
fn leaders(system: &System, enabled: &[bool]) -> Vec<usize> {
    let mut groups = Groups::new(system.quantities.len());
    let is_equal = |row: usize| match system.terms(row) {
        [a, b] => system.rows[row].bound == 0 && a.coefficient == -b.coefficient,
        _ => false,
    };
    for row in (1..system.rows.len()).filter(|&row| is_equal(row) && is_equal(row - 1)) {
        let both_sides = system.rows[row].source == system.rows[row - 1].source && enabled[row] && enabled[row - 1];
        if let ([a, b], true) = (system.terms(row), both_sides) {
            groups.join(a.quantity, b.quantity);
        }
    }
    (0..system.quantities.len()).map(|quantity| groups.root(quantity)).collect()
}

/// The terms of a row with the leaders in the place of their quantities, in ascending order.
fn terms(system: &System, row: usize, leaders: &[usize]) -> Vec<(usize, i128)> {
    let mut terms: Vec<(usize, i128)> =
        system.terms(row).iter().map(|term| (leaders[term.quantity], term.coefficient)).collect();
    terms.sort_unstable_by_key(|&(quantity, _)| quantity);
    terms.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0 };
        same
    });
    terms.retain(|&(_, coefficient)| coefficient != 0);
    terms
}
