//! Sums that do not add up although each of their figures agrees with everything else that is said of it: then no figure
//! is wrong but the list itself (an item is missing, counted twice or of another scope).

use std::collections::BTreeSet;

use super::blame::{Court, Guilt, guilt};
use super::certificate::Certificate;
use super::propagate::Side;
use super::system::System;
use super::{Problem, Source, Statement};

/// Fewer terms than this compare nothing.
const FEWEST_TERMS: usize = 2;

/// A statement that is contradicted by figures that are all supported elsewhere.
#[derive(Clone)]
pub(super) struct Broken {
    /// Index of the statement.
    pub statement: usize,
    /// The most suspect of its figures.
    pub observation: usize,
    /// The contradiction between the statement and its printed figures.
    pub certificate: Certificate,
}

/// All broken sums of a system.
pub(super) fn broken(problem: &Problem, system: &System, finer: Option<&System>, enabled: &[bool]) -> Vec<Broken> {
    let court = Court { system, enabled };
    let mut found: Vec<Broken> = Vec::new();
    for row in 0..system.rows.len() {
        let Source::Statement(statement) = system.rows[row].source else { continue };
        let is_sum = matches!(problem.statements[statement], Statement::Linear { .. });
        if !enabled[row] || !is_sum || system.terms(row).len() < FEWEST_TERMS || !court.is_violated(row) {
            continue;
        }
        let Some(certificate) = printed_contradiction(system, enabled, row) else { continue };
        let figures: BTreeSet<usize> =
            certificate.iter().filter_map(|&(row, _)| system.rows[row].observation).collect();
        let guilts: Option<Vec<(Guilt, usize)>> =
            figures.into_iter().map(|o| Some((guilt(problem, system, finer, enabled, o)?, o))).collect();
        let Some(&(most, observation)) = guilts.as_ref().and_then(|guilts| guilts.iter().max()) else { continue };
        if !most.gains() {
            found.push(Broken { statement, observation, certificate });
        }
    }
    found
}

/// A row against the printed figures of its own quantities; `None` if one of them is not printed.
fn printed_contradiction(system: &System, enabled: &[bool], row: usize) -> Option<Certificate> {
    let mut certificate = vec![(row, 1)];
    for term in system.terms(row) {
        let side = Side::smallest(term.coefficient);
        let given = system.column(term.quantity).filter(|&single| {
            let limits = system.terms(single).first().is_some_and(|t| (t.coefficient < 0) == (side == Side::Lower));
            enabled[single] && system.is_single(single) && system.rows[single].observation.is_some() && limits
        });
        let tightest = given.min_by_key(|&single| system.rows[single].bound)?;
        certificate.push((tightest, term.coefficient.abs()));
    }
    Some(certificate)
}
