use std::collections::BTreeMap;

use super::{Correction, Misfit, StepTaken};
use crate::record::correction as column;
use crate::{CorrectionRecord, Date};

/// How many steps a correction may have.
const MOST_STEPS: usize = 200;

/// How many orders of steps on one day are tried.
const MOST_TRIES: u32 = 10_000;

/// A step that does not fit the steps before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// Its place in the steps as they were given.
    pub step: usize,
    /// Why it does not fit.
    pub misfit: Misfit,
    /// What the steps that fit come to.
    pub until: Option<Correction>,
}

/// What the steps of a correction come to, in whatever order they are given: days tell their order; steps of one day are
/// put such that all fit, in the usual order as far as that can be.
///
/// # Errors
/// When not all of them fit.
pub fn fold(unit: &str, code: &str, steps: &[StepTaken]) -> Result<Correction, Box<Unfit>> {
    let mut order: Vec<usize> = (0..steps.len()).collect();
    order.sort_by_key(|&place| &steps[place]);
    order.dedup_by_key(|place| &steps[*place]);
    if order.len() > MOST_STEPS {
        let misfit = Misfit::new(column::STEP, format!("环节超过{MOST_STEPS}个"), "请另立一项整改");
        return Err(Box::new(Unfit { step: order[MOST_STEPS], misfit, until: None }));
    }
    let mut search = Search { unit, code, steps, taken: vec![false; order.len()], order, tries: 0, deepest: None };
    match search.go(None, 0) {
        Some(correction) => Ok(correction),
        None => Err(search.unfit()),
    }
}

/// A search for an order in which all steps fit. Nearly always there is nothing to search: the first try fits.
struct Search<'s> {
    unit: &'s str,
    code: &'s str,
    steps: &'s [StepTaken],
    /// Places of the steps, in their own order.
    order: Vec<usize>,
    /// Which of these were taken.
    taken: Vec<bool>,
    tries: u32,
    /// How many steps fitted at most, and the first one that did not then.
    deepest: Option<(usize, Unfit)>,
}

impl Search<'_> {
    /// Takes the steps that are left, from a state.
    fn go(&mut self, state: Option<Correction>, depth: usize) -> Option<Correction> {
        let Some(first) = self.taken.iter().position(|taken| !taken) else { return state };
        let day = self.steps[self.order[first]].date;
        for at in first..self.order.len() {
            let place = self.order[at];
            let step = &self.steps[place];
            if step.date != day || self.tries >= MOST_TRIES {
                break;
            }
            if self.taken[at] {
                continue;
            }
            self.tries += 1;
            match self.next(state.as_ref(), step) {
                Ok(next) => {
                    self.taken[at] = true;
                    if let Some(done) = self.go(Some(next), depth + 1) {
                        return Some(done);
                    }
                    self.taken[at] = false;
                }
                Err(misfit) if self.deepest.as_ref().is_none_or(|(deepest, _)| *deepest < depth) => {
                    self.deepest = Some((depth, Unfit { step: place, misfit, until: state.clone() }));
                }
                Err(_) => {}
            }
        }
        None
    }

    fn next(&self, state: Option<&Correction>, step: &StepTaken) -> Result<Correction, Misfit> {
        match state {
            None => Correction::open(self.unit, self.code, step),
            Some(state) => {
                let mut next = state.clone();
                next.take(step)?;
                Ok(next)
            }
        }
    }

    fn unfit(self) -> Box<Unfit> {
        let none = || {
            let misfit = Misfit::new(column::STEP, format!("整改“{}”没有环节", self.code), "请先交办");
            Unfit { step: 0, misfit, until: None }
        };
        Box::new(self.deepest.map_or_else(none, |(_, unfit)| unfit))
    }
}

/// Collects the steps of many corrections, in whatever order.
#[derive(Clone, Debug, Default)]
pub struct CorrectionSteps(BTreeMap<(String, String), Vec<StepTaken>>);

impl CorrectionSteps {
    /// Adds a step.
    pub fn add(&mut self, record: &CorrectionRecord<'_>) {
        let key = (record.unit.to_owned(), record.correction.to_owned());
        self.0.entry(key).or_default().push(record.into());
    }

    /// The steps of a correction; none when there is no such correction.
    #[must_use]
    pub fn of(&self, unit: &str, code: &str) -> &[StepTaken] {
        self.0.get(&(unit.to_owned(), code.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The steps until the end of a day.
    #[must_use]
    pub fn until(mut self, day: Date) -> Self {
        self.0.values_mut().for_each(|steps| steps.retain(|step| step.date <= day));
        self.0.retain(|_, steps| !steps.is_empty());
        self
    }

    /// The corrections, by unit and code. What passed the door folds; of anything else, what the steps that fit come to.
    #[must_use]
    pub fn corrections(&self) -> Vec<Correction> {
        let each = self.0.iter().map(|((unit, code), steps)| fold(unit, code, steps));
        each.filter_map(|folded| folded.map_or_else(|unfit| unfit.until, Some)).collect()
    }
}
