//! What is low-benefit spending, one rule a file: a pure function of a subject and a day.

mod behind_trajectory;
mod idle_money;
mod money_ahead;
mod money_without_results;
mod results_without_effect;
mod shortfall;
mod slow_spending;
mod split_payments;
mod unit_cost;
mod year_end_rush;

use juesuan_books::DeviationKind;

use super::scene::Scene;
use super::window::Window;
use super::{Alarm, Light, Sources, Subject};
use crate::Plan;

/// A rule of monitoring, with everything that its documentation needs.
pub struct Rule {
    /// What it finds; its Chinese name is the kind's.
    pub kind: DeviationKind,
    /// What it finds and why that matters, in Chinese.
    pub explanation: &'static str,
    /// On what it rests, in Chinese.
    pub basis: &'static str,
    /// What an alarm says, in Chinese; `{name}` is the figure of that name.
    pub sentence: &'static str,
    /// Whether payments and budgets can change what it says.
    pub(super) reads_money: bool,
    /// Whose evidence can change what it says.
    pub(super) reads_evidence: Evidence,
    /// Whether it judges a subject at all.
    pub(super) watches: fn(&Plan, Subject) -> bool,
    /// Judges a subject at the end of a day.
    pub(super) judge: fn(&Scene<'_>) -> Option<Alarm>,
    /// What it says of many days at once, where it looks at some last days alone.
    pub(super) window: Option<Window>,
    /// The payments and the evidence behind an alarm.
    pub(super) sources: for<'m> fn(&Scene<'m>, &mut Sources<'m>),
}

impl Rule {
    /// The light that it shows at the end of a day.
    pub(super) fn light(&self, scene: &Scene<'_>) -> Light {
        (self.judge)(scene).map_or(Light::Green, |alarm| alarm.light)
    }
}

/// Whose evidence a rule reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// No evidence.
    None,
    /// That of the indicator that it judges.
    Own,
    /// That of all indicators by which the project is judged.
    Project,
}

/// All rules, in the order of the kinds of deviations.
pub static RULES: [&Rule; 10] = [
    &slow_spending::RULE,
    &behind_trajectory::RULE,
    &shortfall::RULE,
    &money_ahead::RULE,
    &money_without_results::RULE,
    &results_without_effect::RULE,
    &unit_cost::RULE,
    &idle_money::RULE,
    &year_end_rush::RULE,
    &split_payments::RULE,
];

/// Whether a subject is a project as a whole.
fn project_alone(_: &Plan, subject: Subject) -> bool {
    subject.project.is_some() && subject.target.is_none()
}

/// Whether a subject is a project that is judged by results: 基本支出 is not.
fn project_with_results(plan: &Plan, subject: Subject) -> bool {
    project_alone(plan, subject) && subject.project.is_some_and(|project| !plan.projects[project].basic)
}
