//! From a problem to its independent contradictions.

use super::certificate::contradiction;
use super::effort::Effort;
use super::resolve::Resolution;
use super::system::System;
use super::witness;
use super::{Conflict, Observation, Problem};

/// All independent contradictions of a problem, each with the figure most likely wrong.
///
/// The figures are judged at their own precision first, and those that stand at it again at the document's. Every
/// conflict has been confirmed by [`verify`](super::verify()); a contradiction that cannot be proven exactly is not reported.
#[must_use]
pub fn prove(problem: &Problem) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    let is_finer = problem.observations.iter().any(is_read_finer);
    let mut own_systems = None;
    let mut effort = Effort::new();
    for (index, system) in System::components(problem, !is_finer).iter().enumerate() {
        let mut enabled = vec![true; system.rows.len()];
        // What is consistent at the finer precision is so at the coarser one: most components are done here.
        if witness::is_printed(system, &enabled) || contradiction(system, &enabled, &mut effort).is_none() {
            continue;
        }
        if is_finer {
            let own_systems = own_systems.get_or_insert_with(|| System::components(problem, true));
            let Some(own) = own_systems.get(index).filter(|own| own.is_parallel_to(system)) else { continue };
            enabled = Resolution::new(problem, true, own, Some(system), enabled, &mut effort).run(&mut conflicts);
        }
        Resolution::new(problem, !is_finer, system, None, enabled, &mut effort).run(&mut conflicts);
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
