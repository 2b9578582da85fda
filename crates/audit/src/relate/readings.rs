//! Relations that are readings of one sentence.

use std::collections::HashMap;

use juesuan_amount::Interval;

use crate::{
    Claim, Comparison, Relation,
    precision::Precision,
    understand::{Facts, Key},
};

/// Keeps of each group of readings the one that fits the printed figures; the first one where none does, because then
/// every reading is contradicted.
pub fn choose(relations: Vec<Relation>, facts: &Facts, precision: &Precision) -> Vec<Relation> {
    let mut chosen: HashMap<&str, usize> = HashMap::new();
    for (index, relation) in relations.iter().enumerate() {
        let Some(group) = relation.either else { continue };
        match chosen.get(group) {
            Some(&first) if fits(&relations[first], facts, precision) || !fits(relation, facts, precision) => {}
            _ => {
                chosen.insert(group, index);
            }
        }
    }
    let kept = |(index, relation): &(usize, Relation)| relation.either.is_none_or(|group| chosen[group] == *index);
    relations.into_iter().enumerate().filter(kept).map(|(_, relation)| relation).collect()
}

/// Whether the printed figures can satisfy a sum, each at its own precision.
pub(super) fn fits(relation: &Relation, facts: &Facts, precision: &Precision) -> bool {
    let Claim::Linear { terms, comparison } = &relation.claim else { return false };
    let mut sum = Interval::exactly(0);
    for (key, coefficient) in terms {
        match printed(key, facts, precision) {
            Some(interval) => sum = sum.add(interval.scale(*coefficient)),
            None => return true,
        }
    }
    match comparison {
        Comparison::Equal => sum.contains(0),
        Comparison::AtMost => sum.lo <= 0,
        Comparison::AtLeast => sum.hi >= 0,
    }
}

fn printed(key: &Key, facts: &Facts, precision: &Precision) -> Option<Interval> {
    facts.at(key).next().and_then(|figure| precision.intervals(figure)).map(|(own, _)| own)
}
