//! What happened: sums by day of the year, the same whatever the order in which events arrive.

mod daily;
mod register;

use juesuan_amount::Fen;
use juesuan_books::{BudgetChange, ChangeKind, Date, EvidenceRecord, Payment, Record};
use rustc_hash::FxHashMap;

pub use daily::Daily;
pub use register::{RegisterFacts, Sums};

use crate::{Aim, Plan};

/// What happened in a year, by the indices of its plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// For each project.
    pub projects: Vec<ProjectFacts>,
    /// For each indicator, what its register says.
    pub registers: Vec<RegisterFacts>,
    /// Which indicators draw on a register, by unit and register.
    drawn: FxHashMap<(String, String), Vec<usize>>,
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
    /// 收款人; may be empty.
    pub payee: Box<str>,
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
        let mut drawn: FxHashMap<(String, String), Vec<usize>> = FxHashMap::default();
        for (index, target) in plan.targets.iter().enumerate().filter(|(_, target)| !target.register.is_empty()) {
            drawn.entry((target.unit.clone(), target.register.clone())).or_default().push(index);
        }
        Self {
            projects: vec![ProjectFacts::default(); plan.projects.len()],
            registers: vec![RegisterFacts::default(); plan.targets.len()],
            drawn,
            year: plan.year,
        }
    }

    /// Takes in an event; none when it changes nothing that is planned.
    pub fn take(&mut self, plan: &Plan, record: &Record<'_>) -> Option<Touched> {
        match record {
            Record::Payment(payment) => self.pay(plan, payment),
            Record::Budget(change) => self.budget(plan, change),
            Record::Evidence(item) => self.witness(plan, item),
            _ => None,
        }
    }

    fn pay(&mut self, plan: &Plan, payment: &Payment<'_>) -> Option<Touched> {
        let project = plan.project(payment.unit, payment.project, payment.line)?;
        let day = payment.date.day_of_year();
        let facts = &mut self.projects[project];
        facts.paid.add(day, payment.amount);
        let fact = PaymentFact {
            day,
            voucher: payment.voucher.into(),
            entry: payment.entry.into(),
            amount: payment.amount,
            payee: payment.payee.into(),
        };
        let place = facts.payments.partition_point(|known| known < &fact);
        facts.payments.insert(place, fact);
        Some(Touched { day, project: Some(project), targets: Vec::new() })
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
        Some(Touched { day, project: Some(project), targets: Vec::new() })
    }

    fn witness(&mut self, plan: &Plan, item: &EvidenceRecord<'_>) -> Option<Touched> {
        let targets = self.drawn.get(&(item.unit.to_owned(), item.register.to_owned()))?;
        let measured = |target: &&usize| item.project.is_empty() || concerns(plan, **target, item.project);
        let targets: Vec<usize> = targets.iter().filter(measured).copied().collect();
        for &target in &targets {
            self.registers[target].add(item, &plan.targets[target]);
        }
        Some(Touched { day: item.date.day_of_year(), project: None, targets })
    }

    /// What was paid for a unit's projects together until the end of a day.
    #[must_use]
    pub fn paid_by_unit(&self, plan: &Plan, unit: &str, day: u16) -> Fen {
        self.of_unit(plan, unit).map(|facts| facts.paid.until(day)).sum()
    }

    /// The budget of a unit's projects together at the end of a day.
    #[must_use]
    pub fn budget_of_unit(&self, plan: &Plan, unit: &str, day: u16) -> Fen {
        self.of_unit(plan, unit).map(|facts| facts.budget.until(day)).sum()
    }

    fn of_unit<'f>(&'f self, plan: &'f Plan, unit: &'f str) -> impl Iterator<Item = &'f ProjectFacts> {
        let own = plan.projects.iter().zip(&self.projects).filter(move |(project, _)| project.unit == unit);
        own.map(|(_, facts)| facts)
    }
}

/// Whether an item that names a project counts for an indicator: for those of that project and of the whole.
fn concerns(plan: &Plan, target: usize, project: &str) -> bool {
    let target = &plan.targets[target];
    target.project_code.is_empty() || target.project_code == project
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
