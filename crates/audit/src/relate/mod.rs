//! Relations (勾稽关系) between the figures of a document.

mod index;
mod measures;
mod scores;
mod stated;

use crate::{Relation, understand::Facts};

/// All relations that must hold between the figures of a document.
pub fn relations(facts: &Facts) -> Vec<Relation> {
    let mut relations = measures::measures(facts);
    relations.extend(scores::scores(facts));
    relations.extend(stated::stated(facts));
    relations
}
