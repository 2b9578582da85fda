//! Whether a printed figure contradicts the rest of its document, decided from the generator's own knowledge.
//!
//! Deliberately weaker than the audit: one relation at a time over the printed intervals, no inference through figures
//! that are not printed. What is contradictory here is contradictory for everyone.

use std::collections::HashMap;

use juesuan_amount::{Decimal, Interval, Money, Percent};

use crate::{
    ledger::{Key, Terms},
    sample::{Claim, Direction, Figure, Sample, Unit, Word},
};

/// Printed intervals of a document as it stands.
pub struct Oracle<'a> {
    sample: &'a Sample,
    prints: HashMap<Key, Vec<usize>>,
    shares: HashMap<Key, Vec<usize>>,
    /// Whether points with decimals may have been rounded as amounts are.
    rounded_points: bool,
}

/// Points are counted in thousandths.
const POINT_SCALE: u32 = 3;

impl<'a> Oracle<'a> {
    /// Reads all figures of a sample.
    #[must_use]
    pub fn new(sample: &'a Sample) -> Self {
        let mut oracle = Self { sample, prints: HashMap::new(), shares: HashMap::new(), rounded_points: false };
        for (index, figure) in sample.figures.iter().enumerate() {
            match &figure.claim {
                Claim::Is(key) => oracle.prints.entry(*key).or_default().push(index),
                Claim::Share { part, whole } => {
                    for (key, _) in part.iter().chain(whole) {
                        oracle.shares.entry(*key).or_default().push(index);
                    }
                }
            }
        }
        oracle
    }

    /// Reads points with decimals as rounded: what contradicts even then is proven, what does not is only unlikely.
    #[must_use]
    pub const fn with_rounded_points(mut self) -> Self {
        self.rounded_points = true;
        self
    }

    /// Whether the figure cannot stand beside the others.
    #[must_use]
    pub fn contradicts(&self, index: usize) -> bool {
        let figure = &self.sample.figures[index];
        match &figure.claim {
            Claim::Share { part, whole } => !self.share_holds(figure, part, whole, None),
            Claim::Is(key) => self.figure_of(figure).is_some_and(|own| self.is_contradicts(*key, own, index)),
        }
    }

    fn is_contradicts(&self, key: Key, own: Interval, index: usize) -> bool {
        if self.interval(key, Some(index)).is_some_and(|others| own.intersect(others).is_none()) {
            return true;
        }
        let fixed = Some((key, own));
        let law_fails = self.sample.ledger.laws_of(key).any(|law| {
            self.hull(&law.terms, fixed).is_some_and(|sum| if law.equal { !sum.contains(0) } else { sum.lo > 0 })
        });
        law_fails
            || self.shares.get(&key).into_iter().flatten().any(|&share| {
                let figure = &self.sample.figures[share];
                matches!(&figure.claim, Claim::Share { part, whole } if !self.share_holds(figure, part, whole, fixed))
            })
    }

    /// Whether a direction word cannot stand beside the figures and words around it, given that it was turned round.
    #[must_use]
    pub fn word_contradicts(&self, word: &Word) -> bool {
        match word.direction {
            Direction::Change(subject) => {
                let same = |other: &&Word| {
                    other.direction == Direction::Change(subject) && other.place.block == word.place.block
                };
                self.sample.words.iter().filter(same).count() > 1
            }
            Direction::Compare(left, right) => match (self.interval(left, None), self.interval(right, None)) {
                (Some(left), Some(right)) => left.hi <= right.lo || right.hi <= left.lo,
                _ => false,
            },
        }
    }

    /// What the printed figures of a quantity have in common, without one of them; none if nothing is printed.
    fn interval(&self, key: Key, without: Option<usize>) -> Option<Interval> {
        let mut common: Option<Interval> = None;
        for &index in self.prints.get(&key)? {
            if Some(index) == without {
                continue;
            }
            let Some(next) = self.figure_of(&self.sample.figures[index]) else { continue };
            common = Some(common.map_or(next, |c| c.intersect(next).unwrap_or(c)));
        }
        common
    }

    fn figure_of(&self, figure: &Figure) -> Option<Interval> {
        let text = self.sample.printed(figure);
        let value = if text.is_empty() { Decimal::new(0, 2) } else { Decimal::parse(text)? };
        match figure.unit {
            Unit::Money(unit) => Some(Money { value, unit }.interval()),
            Unit::Count => Some(Interval::exactly(value.mantissa_at(0)?)),
            Unit::Points => {
                let (centre, ulp) =
                    (value.mantissa_at(POINT_SCALE)?, 10i128.pow(POINT_SCALE.saturating_sub(value.scale)));
                let half = if self.rounded_points && value.scale > 0 { ulp / 2 } else { 0 };
                Some(Interval::new(centre - half, centre + half))
            }
            Unit::Percent => None,
        }
    }

    /// All values of a linear form; none if one of its quantities is not printed.
    fn hull(&self, terms: &[(Key, i128)], fixed: Option<(Key, Interval)>) -> Option<Interval> {
        let mut sum = Interval::exactly(0);
        for &(key, factor) in terms {
            let interval = match fixed {
                Some((known, interval)) if known == key => interval,
                _ => self.interval(key, None)?,
            };
            sum = sum.add(interval.scale(factor));
        }
        Some(sum)
    }

    fn share_holds(&self, figure: &Figure, part: &Terms, whole: &Terms, fixed: Option<(Key, Interval)>) -> bool {
        let Some(value) = Decimal::parse(self.sample.printed(figure)) else { return true };
        let ratio = Percent(value).ratio();
        if self.hull(whole, fixed).is_none_or(|whole| whole.lo <= 0) {
            return true;
        }
        let against = |bound: i128| {
            let mut merged: HashMap<Key, i128> = HashMap::new();
            for &(key, factor) in part {
                *merged.entry(key).or_insert(0) += factor * ratio.den;
            }
            for &(key, factor) in whole {
                *merged.entry(key).or_insert(0) -= factor * bound;
            }
            self.hull(&merged.into_iter().collect::<Vec<_>>(), fixed)
        };
        let (Some(low), Some(high)) = (against(ratio.lo), against(ratio.hi)) else { return true };
        low.hi >= 0 && high.lo <= 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Rng, generate};

    #[test]
    fn honest_documents_contradict_nothing() {
        for seed in 0..12 {
            let sample = generate(&mut Rng::new(seed));
            let oracle = Oracle::new(&sample);
            for index in 0..sample.figures.len() {
                let figure = &sample.figures[index];
                assert!(!oracle.contradicts(index), "seed {seed}: {} {:?}", sample.printed(figure), figure.claim);
            }
        }
    }

    #[test]
    fn laws_hold_exactly() {
        for seed in 0..40 {
            let sample = generate(&mut Rng::new(seed));
            for law in sample.ledger.laws() {
                let value = sample.ledger.value_of(&law.terms);
                assert!(if law.equal { value == 0 } else { value <= 0 }, "seed {seed}: {law:?} is {value}");
            }
        }
    }
}
