//! From a problem to its independent contradictions.

use super::blame::{Guilt, suspect};
use super::certificate::{Certificate, contradiction};
use super::expect::expected;
use super::system::System;
use super::verify::{inequality, verify};
use super::{Conflict, Observation, Problem, Source, Statement, Step};

/// All independent contradictions of a problem, each with the figure most likely wrong.
///
/// The figures are judged at their own precision first, and those that stand at it again at the document's. Every
/// conflict has been confirmed by [`verify`]; a contradiction that cannot be proven exactly is not reported.
#[must_use]
pub fn prove(problem: &Problem) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    let mut dropped = Vec::new();
    for own in [true, false] {
        if !own && !problem.observations.iter().any(is_read_finer) {
            break;
        }
        for system in System::components(problem, own, &dropped) {
            Resolution::new(problem, own, &system).run(&mut conflicts, &mut dropped);
        }
    }
    conflicts
}

/// Whether the document's precision is finer than the figure's own.
fn is_read_finer(observation: &Observation) -> bool {
    match observation {
        Observation::Quantity { own, strict, .. } => own != strict,
        Observation::Percentage { own, strict, .. } => own != strict,
    }
}

/// A figure that was found wrong.
struct Suspect {
    observation: usize,
    guilt: Guilt,
    certificate: Certificate,
}

/// The search for all contradictions of one component.
struct Resolution<'a> {
    problem: &'a Problem,
    own: bool,
    system: &'a System,
    enabled: Vec<bool>,
    suspects: Vec<Suspect>,
}

impl<'a> Resolution<'a> {
    fn new(problem: &'a Problem, own: bool, system: &'a System) -> Self {
        Self { problem, own, system, enabled: vec![true; system.rows.len()], suspects: Vec::new() }
    }

    fn run(mut self, conflicts: &mut Vec<Conflict>, dropped: &mut Vec<usize>) {
        self.collect();
        self.restore();
        for suspect in &self.suspects {
            dropped.push(suspect.observation);
            conflicts.extend(self.conflict(suspect).filter(|conflict| verify(self.problem, conflict)));
        }
    }

    /// Takes suspects out until the rest is consistent.
    fn collect(&mut self) {
        while let Some(certificate) = contradiction(self.system, &self.enabled) {
            match suspect(self.problem, self.own, self.system, &self.enabled, &certificate) {
                Some((observation, guilt)) => {
                    self.enable(observation, false);
                    self.suspects.push(Suspect { observation, guilt, certificate });
                }
                // Statements that contradict each other whatever is printed blame nobody.
                None => certificate.iter().for_each(|&(row, _)| self.enabled[row] = false),
            }
        }
    }

    /// Puts back the suspects that agree with the rest once the others are gone, the least guilty first. What remains is
    /// proven against figures that are not suspect themselves.
    fn restore(&mut self) {
        if self.suspects.len() < 2 {
            return;
        }
        let mut suspects = std::mem::take(&mut self.suspects);
        suspects.sort_by_key(|suspect| suspect.guilt);
        for mut suspect in suspects {
            self.enable(suspect.observation, true);
            if let Some(certificate) = contradiction(self.system, &self.enabled) {
                self.enable(suspect.observation, false);
                if certificate.iter().any(|&(row, _)| self.system.rows[row].observation == Some(suspect.observation)) {
                    suspect.certificate = certificate;
                }
                self.suspects.push(suspect);
            }
        }
        self.suspects.sort_by_key(|suspect| suspect.observation);
    }

    fn enable(&mut self, observation: usize, enabled: bool) {
        for row in self.system.rows_of(observation) {
            self.enabled[row] = enabled;
        }
    }

    /// A suspect as a conflict of the problem; `None` if its numbers overflow.
    fn conflict(&self, suspect: &Suspect) -> Option<Conflict> {
        let mut gap: i128 = 0;
        let mut gap_scale: i128 = 0;
        let mut steps = Vec::with_capacity(suspect.certificate.len());
        for &(index, weight) in &suspect.certificate {
            let row = &self.system.rows[index];
            let bound = inequality(self.problem, self.own, row.source, row.upper)?.bound;
            gap = gap.checked_sub(bound.checked_mul(weight)?)?;
            if row.observation == Some(suspect.observation) {
                gap_scale = gap_scale.checked_add(weight.checked_mul(self.unit(row.source)?)?)?;
            }
            steps.push(Step { source: row.source, upper: row.upper, weight });
        }
        Some(Conflict {
            steps,
            gap,
            gap_scale,
            suspect: suspect.observation,
            expected: expected(self.problem, self.system, &self.enabled, suspect.observation),
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
