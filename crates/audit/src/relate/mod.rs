//! Relations (勾稽关系) between the figures of a document.

mod carried;
mod complete;
mod evaluation;
mod index;
mod measures;
mod readings;
mod scores;
mod stated;

pub use carried::carried;
pub(crate) use evaluation::evaluation;
pub(crate) use stated::stated;

use crate::{Relation, precision::Precision, understand::Facts};

/// All relations that must hold between the figures of a document.
pub fn relations(facts: &Facts, precision: &Precision) -> Vec<Relation> {
    let mut relations = measures::measures(facts);
    relations.extend(scores::scores(facts));
    relations.extend(stated(facts));
    readings::choose(relations, facts, precision)
}
