//! Relations (勾稽关系) between the figures of a document.

mod measures;
mod scores;

use crate::{Relation, understand::Facts};

/// All relations that must hold between the figures of a document.
pub fn relations(facts: &Facts) -> Vec<Relation> {
    let mut relations = measures::measures(facts);
    relations.extend(scores::scores(facts));
    relations
}
