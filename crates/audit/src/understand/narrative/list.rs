//! Lists of parts: what the whole is said to be, a budget or last year's amount, its parts are too.

use super::Reader;
use crate::understand::{Key, Measure, Period};

impl Reader<'_> {
    /// Takes in that the words begin or end a list of the parts of an amount: 预算100万元，其中：公务接待费20万元.
    pub(super) fn lists(&mut self, words: &str) {
        if words.contains("其中") {
            let of_this_year = (Measure::Actual, Period::Current);
            self.listing = self.said.clone().filter(|said| *said != of_this_year);
        } else if words.contains('。') || leaves_parenthesis(words) || words.contains(&self.year.to_string()) {
            self.listing = None;
        }
    }

    /// Takes in what an amount is, for the list of its parts that may follow.
    pub(super) fn says(&mut self, key: &Key) {
        if matches!(key.measure, Measure::Actual | Measure::Budget | Measure::AdjustedBudget) {
            self.said = Some((key.measure.clone(), key.period));
        }
    }
}

/// Whether a parenthesis that was open before the words ends in them.
fn leaves_parenthesis(words: &str) -> bool {
    words.matches(')').count() > words.matches('(').count()
}
