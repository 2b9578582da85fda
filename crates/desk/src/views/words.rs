//! What several views say in the same way.

use juesuan_amount::{Fen, Percent};
use juesuan_books::{Correction, Date};
use juesuan_performance::{
    Money, Plan,
    correct::subject,
    monitor::{Light, Subject},
};

/// Budget and payments, with the execution rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spending {
    /// 全年预算 as far as it was given out.
    pub budget: Fen,
    /// What was paid, less refunds.
    pub paid: Fen,
    /// 预算执行率, two decimals; none without a budget.
    pub rate: Option<Percent>,
}

impl From<Money> for Spending {
    fn from(Money { budget, paid }: Money) -> Self {
        Self { budget, paid, rate: Percent::of(paid.0.into(), budget.0.into(), 2) }
    }
}

/// What deviates, by name: `项目名称`, `项目名称：指标名称`, `整体支出：指标名称`.
#[must_use]
pub fn subject_name(plan: &Plan, subject: Subject) -> String {
    let project = subject.project.map_or("整体支出", |project| {
        let project = &plan.projects[project];
        if project.name.is_empty() { &project.code } else { &project.name }
    });
    match subject.target {
        Some(target) => format!("{project}：{}", plan.targets[target].name),
        None => project.to_owned(),
    }
}

/// What a correction is about, by name; 整体支出 where the plan does not have it.
pub(super) fn corrected(plan: &Plan, correction: &Correction) -> String {
    let none = Subject { project: None, target: None };
    subject_name(plan, subject(plan, correction).unwrap_or(none))
}

/// A day of the plan's year.
pub(super) fn date(plan: &Plan, day: u16) -> Option<Date> {
    Date::of_year(plan.year, day)
}

/// How many of some lights are of a colour.
pub(super) fn count(lights: &[Light], of: Light) -> usize {
    lights.iter().filter(|&&light| light == of).count()
}
