//! Which figures of a component have to be wrong, and the proof against each.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::blame::{Guilt, guilt, suspect};
use super::broken::{Broken, broken};
use super::certificate::{Certificate, contradiction};
use super::effort::Effort;
use super::expect::{expected, left};
use super::system::System;
use super::verify::{inequality, verify};
use super::{Conflict, Observation, Problem, Source, Statement, Step};

/// How often the suspects are reconsidered.
const MOST_ROUNDS: usize = 4;
/// How many figures are tried in the place of suspects each time.
const MOST_TRIED: usize = 6;

/// A figure that was found wrong.
#[derive(Clone)]
struct Suspect {
    observation: usize,
    guilt: Guilt,
    certificate: Certificate,
    /// Figures that are just as suspect.
    alike: Vec<usize>,
}

/// The search for all contradictions of one component.
pub(super) struct Resolution<'a> {
    problem: &'a Problem,
    own: bool,
    system: &'a System,
    /// The same component at the document's precision, where `system` is not.
    finer: Option<&'a System>,
    enabled: Vec<bool>,
    suspects: Vec<Suspect>,
    broken: Vec<Broken>,
    effort: &'a mut Effort,
}

impl<'a> Resolution<'a> {
    /// Of the enabled rows of `system`, which is at the figures' `own` precision or at the document's.
    pub fn new(
        problem: &'a Problem,
        own: bool,
        system: &'a System,
        finer: Option<&'a System>,
        enabled: Vec<bool>,
        effort: &'a mut Effort,
    ) -> Self {
        Self { problem, own, system, finer, enabled, suspects: Vec::new(), broken: Vec::new(), effort }
    }

    /// Adds the conflicts that it finds, and gives back the rows that are consistent.
    pub fn run(mut self, conflicts: &mut Vec<Conflict>) -> Vec<bool> {
        self.set_broken_sums_aside();
        self.collect();
        if self.suspects.len() > 1 {
            self.restore();
            self.reconsider();
        }
        self.suspects.sort_by_key(|suspect| suspect.observation);
        let left = if self.suspects.is_empty() { Vec::new() } else { left(self.system, &self.enabled) };
        let of_sums = self.broken.iter().map(|b| self.conflict(b.observation, &b.certificate, Some(b.statement), &[]));
        let of_figures = self.suspects.iter().map(|s| {
            let expected = expected(self.problem, self.system, &left, s.observation);
            Some(Conflict { expected, ..self.conflict(s.observation, &s.certificate, None, &s.alike)? })
        });
        conflicts.extend(of_sums.chain(of_figures).flatten().filter(|conflict| verify(self.problem, conflict)));
        self.enabled
    }

    /// Takes out the sums whose figures all agree with everything else, so that these are not suspected for them.
    fn set_broken_sums_aside(&mut self) {
        self.broken = broken(self.problem, self.system, self.finer, &self.enabled);
        for broken in &self.broken {
            for (row, enabled) in self.system.rows.iter().zip(&mut self.enabled) {
                *enabled &= row.source != Source::Statement(broken.statement);
            }
        }
    }

    /// Takes suspects out until the rest is consistent.
    fn collect(&mut self) {
        while let Some(certificate) = contradiction(self.system, &self.enabled, self.effort) {
            match suspect(self.problem, self.system, self.finer, &self.enabled, &certificate) {
                Some((observation, guilt, alike)) => {
                    self.enable(observation, false);
                    self.suspects.push(Suspect { observation, guilt, certificate, alike });
                }
                // Statements that contradict each other whatever is printed blame nobody.
                None => certificate.iter().for_each(|&(row, _)| self.enabled[row] = false),
            }
        }
    }

    /// Puts back the suspects that agree with the rest once the others are gone, the least guilty first. What remains is
    /// proven against figures that are not suspect themselves.
    fn restore(&mut self) {
        let mut suspects = std::mem::take(&mut self.suspects);
        suspects.sort_by_key(|suspect| suspect.guilt);
        for mut suspect in suspects {
            self.enable(suspect.observation, true);
            let certificate = contradiction(self.system, &self.enabled, self.effort);
            // What was proven stays proven where the search finds nothing any more.
            let known = || self.is_enabled(&suspect.certificate).then(|| suspect.certificate.clone());
            if let Some(certificate) = certificate.or_else(known) {
                self.enable(suspect.observation, false);
                if self.observations(&certificate).any(|observation| observation == suspect.observation) {
                    suspect.certificate = certificate;
                }
                self.suspects.push(suspect);
            }
        }
    }

    /// One wrong figure that is printed in two places outvotes a right one and makes many others look wrong. So where a
    /// figure contradicts several suspects, it is tried in their place, and kept there if that leaves fewer of them.
    fn reconsider(&mut self) {
        for _ in 0..MOST_ROUNDS {
            let Some(greatest) = self.suspects.iter().map(|suspect| suspect.guilt).max() else { return };
            let better = self.accusers().into_iter().take(MOST_TRIED).any(|(observation, certificate)| {
                let before = (self.enabled.clone(), self.suspects.clone());
                self.enable(observation, false);
                self.suspects.push(Suspect { observation, guilt: greatest, certificate, alike: Vec::new() });
                self.restore();
                let better = self.suspects.len() < before.1.len();
                if !better {
                    (self.enabled, self.suspects) = before;
                }
                better
            });
            if !better {
                return;
            }
        }
    }

    /// Observations that take part in the certificates of more than one suspect, each with one of them; those of the most
    /// certificates first, then the most suspect.
    fn accusers(&self) -> Vec<(usize, Certificate)> {
        let mut accusers: BTreeMap<usize, (usize, &Certificate)> = BTreeMap::new();
        for suspect in &self.suspects {
            let observations: BTreeSet<usize> = self.observations(&suspect.certificate).collect();
            for observation in observations {
                accusers.entry(observation).or_insert((0, &suspect.certificate)).0 += 1;
            }
        }
        for suspect in &self.suspects {
            accusers.remove(&suspect.observation);
        }
        let mut accusers: Vec<_> = accusers.into_iter().filter(|(_, (count, _))| *count > 1).collect();
        accusers.sort_by_cached_key(|&(observation, (count, _))| {
            Reverse((count, guilt(self.problem, self.system, self.finer, &self.enabled, observation)))
        });
        accusers.into_iter().map(|(observation, (_, certificate))| (observation, certificate.clone())).collect()
    }

    /// The observations on which a certificate rests.
    fn observations(&self, certificate: &Certificate) -> impl Iterator<Item = usize> {
        certificate.iter().filter_map(|&(row, _)| self.system.rows[row].observation)
    }

    /// Whether all rows of a certificate are enabled.
    fn is_enabled(&self, certificate: &Certificate) -> bool {
        certificate.iter().all(|&(row, _)| self.enabled[row])
    }

    fn enable(&mut self, observation: usize, enabled: bool) {
        for row in self.system.rows_of(observation) {
            self.enabled[row] = enabled;
        }
    }

    /// A suspect as a conflict of the problem, without what is expected of it; `None` if its numbers overflow.
    fn conflict(
        &self,
        suspect: usize,
        certificate: &Certificate,
        statement: Option<usize>,
        alike: &[usize],
    ) -> Option<Conflict> {
        let mut gap: i128 = 0;
        let mut gap_scale: i128 = 0;
        let mut steps = Vec::with_capacity(certificate.len());
        for &(index, weight) in certificate {
            let row = &self.system.rows[index];
            let bound = inequality(self.problem, self.own, row.source, row.upper)?.bound;
            gap = gap.checked_sub(bound.checked_mul(weight)?)?;
            if row.observation == Some(suspect) {
                gap_scale = gap_scale.checked_add(weight.checked_mul(self.unit(row.source)?)?)?;
            }
            steps.push(Step { source: row.source, upper: row.upper, weight });
        }
        Some(Conflict {
            steps,
            gap,
            gap_scale,
            suspect,
            alike: alike.iter().copied().filter(|&other| self.observations(certificate).any(|o| o == other)).collect(),
            statement,
            expected: None,
            at_own_precision: self.own,
        })
    }

    /// How much one unit of an amount counts in the inequalities of a source.
    fn unit(&self, source: Source) -> Option<i128> {
        match source {
            Source::Statement(index) => match *self.problem.statements.get(index)? {
                Statement::Ratio { percentage, .. } => match *self.problem.observations.get(percentage)? {
                    Observation::Percentage { own, strict, .. } => Some(if self.own { own.den } else { strict.den }),
                    Observation::Quantity { .. } => None,
                },
                Statement::Linear { .. } => Some(1),
            },
            Source::Observation(_) | Source::Nonnegative(_) => Some(1),
        }
    }
}
