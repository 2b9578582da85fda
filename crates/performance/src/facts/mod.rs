//! What happened: sums by day of the year, the same whatever the order in which events arrive.

mod builder;
mod daily;
mod register;

use std::sync::Arc;

use juesuan_amount::Fen;
use juesuan_books::{BudgetChange, ChangeKind, Date, EvidenceRecord, Payment, Record};
use rustc_hash::{FxHashMap, FxHashSet};

pub use builder::FactsBuilder;
pub use daily::Daily;
pub use register::{Item, RegisterFacts, Sums};

use crate::{Aim, Plan};

/// What happened in a year, by the indices of its plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// For each project.
    pub projects: Vec<ProjectFacts>,
    /// For each indicator, what its register says.
    pub registers: Vec<RegisterFacts>,
    /// For each unit, by its code.
    units: FxHashMap<String, UnitFacts>,
    /// Which indicators draw on a register, by unit, register and project.
    drawn: FxHashMap<String, FxHashMap<String, FxHashMap<String, Vec<usize>>>>,
    payees: FxHashSet<Arc<str>>,
    year: u16,
}

/// Money of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectFacts {
    /// What was paid, less refunds.
    pub paid: Daily<Fen>,
    /// 年初预算
    pub initial: Fen,
    /// 全年预算 as far as it was given out.
    pub budget: Daily<Fen>,
    /// Its payments by day, voucher and entry.
    pub payments: Vec<PaymentFact>,
}

/// Money of all projects of a unit together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitFacts {
    /// What was paid, less refunds.
    pub paid: Daily<Fen>,
    /// 全年预算 as far as it was given out.
    pub budget: Daily<Fen>,
}

/// A payment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PaymentFact {
    /// Day of the year, from 1.
    pub day: u16,
    /// 支付凭证号
    pub voucher: Box<str>,
    /// 分录号; may be empty.
    pub entry: Box<str>,
    /// Amount; negative for a refund.
    pub amount: Fen,
    /// 收款人; may be empty. Kept once for all payments to it.
    pub payee: Arc<str>,
}

/// What an event changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The first day of the year on which anything is different.
    pub day: u16,
    /// The project whose money it is.
    pub project: Option<usize>,
    /// The indicators that measure it.
    pub targets: Vec<usize>,
}

impl Facts {
    /// Nothing has happened yet.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let mut drawn: FxHashMap<String, FxHashMap<String, FxHashMap<String, Vec<usize>>>> = FxHashMap::default();
        for (index, target) in plan.targets.iter().enumerate().filter(|(_, target)| !target.register.is_empty()) {
            let registers = drawn.entry(target.unit.clone()).or_default();
            let projects = registers.entry(target.register.clone()).or_default();
            projects.entry(target.project_code.clone()).or_default().push(index);
        }
        let units = plan.projects.iter().map(|project| (project.unit.clone(), UnitFacts::default()));
        Self {
            projects: vec![ProjectFacts::default(); plan.projects.len()],
            registers: vec![RegisterFacts::default(); plan.targets.len()],
            units: units.collect(),
            drawn,
            payees: FxHashSet::default(),
            year: plan.year,
        }
    }

    /// Takes in an event; none when it changes nothing that is planned.
    pub fn take(&mut self, plan: &Plan, record: &Record<'_>) -> Option<Touched> {
        let touched = self.count(plan, record)?;
        match record {
            Record::Payment(_) => touched.project.into_iter().for_each(|it| settle(&mut self.projects[it].payments)),
            _ => touched.targets.iter().for_each(|&it| settle(&mut self.registers[it].items)),
        }
        Some(touched)
    }

    /// Adds an event to the sums, and to the end of the list that keeps it.
    fn count(&mut self, plan: &Plan, record: &Record<'_>) -> Option<Touched> {
        match record {
            Record::Payment(payment) => self.pay(plan, payment),
            Record::Budget(change) => self.budget(plan, change),
            Record::Evidence(item) => self.witness(plan, item),
            _ => None,
        }
    }

    fn pay(&mut self, plan: &Plan, payment: &Payment<'_>) -> Option<Touched> {
        let project = plan.project(payment.unit, payment.project, payment.line)?;
        let day = self.day(payment.date)?;
        let payee = self.payee(payment.payee);
        let facts = &mut self.projects[project];
        facts.paid.add(day, payment.amount);
        facts.payments.push(PaymentFact {
            day,
            voucher: payment.voucher.into(),
            entry: payment.entry.into(),
            amount: payment.amount,
            payee,
        });
        if let Some(unit) = self.units.get_mut(payment.unit) {
            unit.paid.add(day, payment.amount);
        }
        Some(Touched { day, project: Some(project), targets: Vec::new() })
    }

    fn payee(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.payees.get(name) {
            return Arc::clone(known);
        }
        let payee: Arc<str> = name.into();
        self.payees.insert(Arc::clone(&payee));
        payee
    }

    fn budget(&mut self, plan: &Plan, change: &BudgetChange<'_>) -> Option<Touched> {
        let project = plan.project(change.unit, change.project, change.line)?;
        // A budget without a day, or given out before the year, stands from its first day.
        let own = |date: &Date| date.year() == self.year;
        let day = change.date.filter(own).map_or(1, Date::day_of_year);
        let facts = &mut self.projects[project];
        facts.budget.add(day, change.amount);
        if change.change == ChangeKind::Initial {
            facts.initial += change.amount;
        }
        if let Some(unit) = self.units.get_mut(change.unit) {
            unit.budget.add(day, change.amount);
        }
        Some(Touched { day, project: Some(project), targets: Vec::new() })
    }

    fn witness(&mut self, plan: &Plan, item: &EvidenceRecord<'_>) -> Option<Touched> {
        let day = self.day(item.date)?;
        let by_project = self.drawn.get(item.unit)?.get(item.register)?;
        let mut targets: Vec<usize> = match item.project {
            "" => by_project.values().flatten().copied().collect(),
            // One that names a project counts for the indicators of that project and of the whole.
            project => ["", project].iter().filter_map(|&code| by_project.get(code)).flatten().copied().collect(),
        };
        targets.sort_unstable();
        for &target in &targets {
            self.registers[target].add(item, &plan.targets[target]);
        }
        Some(Touched { day, project: None, targets })
    }

    /// The day of the year; none for a day of another one.
    fn day(&self, date: Date) -> Option<u16> {
        (date.year() == self.year).then(|| date.day_of_year())
    }

    /// Money of a unit's projects together; none of a unit that has no budget.
    #[must_use]
    pub fn unit(&self, unit: &str) -> Option<&UnitFacts> {
        self.units.get(unit)
    }

    /// What was paid for a unit's projects together until the end of a day.
    #[must_use]
    pub fn paid_by_unit(&self, unit: &str, day: u16) -> Fen {
        self.unit(unit).map_or(Fen::ZERO, |facts| facts.paid.until(day))
    }

    /// The budget of a unit's projects together at the end of a day.
    #[must_use]
    pub fn budget_of_unit(&self, unit: &str, day: u16) -> Fen {
        self.unit(unit).map_or(Fen::ZERO, |facts| facts.budget.until(day))
    }
}

/// Moves the last member of a list that is in order but for it to its place.
fn settle<T: Ord>(list: &mut [T]) {
    if let Some((last, before)) = list.split_last() {
        let place = before.partition_point(|known| known < last);
        list[place..].rotate_right(1);
    }
}

impl Aim {
    /// The number that is aimed at.
    #[must_use]
    pub const fn number(&self) -> Option<juesuan_amount::Quantity> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}
