//! What an indicator has reached at the end of a day, and how far that is from its target.

mod degree;

use juesuan_amount::Quantity;
use juesuan_books::{Aggregation, Date};

pub use degree::{Fraction, MILLION, attainment, degree, due, progress};

use crate::{Facts, Plan, Target};

/// What an indicator has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actual {
    /// The value.
    pub value: Reached,
    /// How many items of evidence it comes from.
    pub items: i64,
    /// Whether any of them was typed by somebody (手工填报).
    pub manual: bool,
}

/// A value that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// A number, in the indicator's 计量单位.
    Number(Quantity),
    /// A day.
    Day(Date),
}

impl Reached {
    /// In words, with the indicator's unit.
    #[must_use]
    pub fn text(&self, target: &Target) -> String {
        match self {
            Self::Number(number) => format!("{number}{}", target.measure),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// What an indicator has reached at the end of a day of the year; none when nothing tells it.
#[must_use]
pub fn actual(plan: &Plan, facts: &Facts, target: usize, day: u16) -> Option<Actual> {
    let register = &facts.registers[target];
    let target = &plan.targets[target];
    let sums = register.sums.until(day);
    let hundred = Quantity::whole(100);
    let number = match target.aggregation {
        Aggregation::Execution => execution(facts, target, day),
        _ if sums.items == 0 => None,
        Aggregation::Count => i64::try_from(i128::from(sums.items) * 10_000).ok().map(Quantity),
        Aggregation::Sum => Some(sums.value),
        Aggregation::Average => sums.value.proportion(1, i128::from(sums.items)),
        Aggregation::Ratio => hundred.proportion(i128::from(sums.value.0), i128::from(sums.base.0)),
        Aggregation::Share => hundred.proportion(i128::from(sums.passing), i128::from(sums.items)),
        Aggregation::Latest => register.latest(day).map(|item| item.value),
        Aggregation::UnitCost => unit_cost(facts, target, sums.value, day),
        Aggregation::LastDay => {
            let day = register.latest(day).and_then(|item| Date::of_year(plan.year, item.day))?;
            return Some(Actual { value: Reached::Day(day), items: sums.items, manual: sums.manual > 0 });
        }
    };
    Some(Actual { value: Reached::Number(number?), items: sums.items, manual: sums.manual > 0 })
}

/// Money paid in per cent of the budget.
fn execution(facts: &Facts, target: &Target, day: u16) -> Option<Quantity> {
    let (paid, budget) = money(facts, target, day);
    Quantity::whole(100).proportion(i128::from(paid), i128::from(budget))
}

/// Yuan paid for each of what was produced.
fn unit_cost(facts: &Facts, target: &Target, produced: Quantity, day: u16) -> Option<Quantity> {
    let (paid, _) = money(facts, target, day);
    // 分 are hundredths and quantities ten-thousandths of one.
    Quantity(paid).proportion(1_000_000, i128::from(produced.0))
}

/// What was paid and budgeted (分) for the project of an indicator, or for its unit.
fn money(facts: &Facts, target: &Target, day: u16) -> (i64, i64) {
    match target.project {
        Some(project) => {
            let facts = &facts.projects[project];
            (facts.paid.until(day).0, facts.budget.until(day).0)
        }
        None => (facts.paid_by_unit(&target.unit, day).0, facts.budget_of_unit(&target.unit, day).0),
    }
}
