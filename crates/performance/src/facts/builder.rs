use juesuan_books::Record;

use super::Facts;
use crate::Plan;

/// Takes in very many events at once: what is kept by day is put in order once, at the end.
#[derive(Clone, Debug)]
pub struct FactsBuilder<'p> {
    plan: &'p Plan,
    facts: Facts,
}

impl<'p> FactsBuilder<'p> {
    /// Nothing has happened yet.
    #[must_use]
    pub fn new(plan: &'p Plan) -> Self {
        Self { plan, facts: Facts::new(plan) }
    }

    /// Takes in an event; those that change nothing that is planned are passed over.
    pub fn add(&mut self, record: &Record<'_>) {
        self.facts.count(self.plan, record);
    }

    /// The facts, the same as if [`Facts::take`] had taken each event.
    #[must_use]
    pub fn finish(mut self) -> Facts {
        for project in &mut self.facts.projects {
            project.payments.sort_unstable();
            // Very many of them stay for long; with some room, so that the next few need not move all.
            project.payments.shrink_to(project.payments.len() + project.payments.len() / 16);
        }
        for register in &mut self.facts.registers {
            register.items.sort_unstable();
        }
        self.facts
    }
}
