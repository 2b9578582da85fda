use juesuan_amount::Fen;
use juesuan_books::{Aggregation, Comparison, FirstLevel, Scoring, Trajectory};

use super::peers::{Known, Peers};
use super::{MonitorSettings, Subject};
use crate::measure::{self, MILLION};
use crate::{Daily, Facts, Plan, ProjectFacts, Target};

/// What a rule looks at: a subject at the end of a day.
#[derive(Clone, Copy)]
pub struct Scene<'m> {
    pub(super) plan: &'m Plan,
    pub(super) facts: &'m Facts,
    pub(super) settings: &'m MonitorSettings,
    pub(super) peers: &'m Peers,
    pub(super) subject: Subject,
    pub(super) day: u16,
}

/// Money of a subject: what was paid, and the budget.
#[derive(Clone, Copy)]
pub(super) struct Account<'m> {
    pub paid: &'m Daily<Fen>,
    pub budget: &'m Daily<Fen>,
}

impl<'m> Scene<'m> {
    /// The indicator, where the subject is one, with its index.
    pub(super) fn target(&self) -> Option<(usize, &'m Target)> {
        self.subject.target.map(|target| (target, &self.plan.targets[target]))
    }

    /// What costs are calculated from.
    pub(super) fn known(&self) -> Known<'m> {
        Known { plan: self.plan, facts: self.facts, settings: self.settings }
    }

    /// The project's facts, where the subject is one or of one.
    pub(super) fn project(&self) -> Option<&'m ProjectFacts> {
        self.subject.project.map(|project| &self.facts.projects[project])
    }

    /// The subject's money: the project's; of 整体支出, the unit's.
    pub(super) fn account(&self) -> Option<Account<'m>> {
        if let Some(project) = self.project() {
            return Some(Account { paid: &project.paid, budget: &project.budget });
        }
        let (_, target) = self.target()?;
        let unit = self.facts.unit(&target.unit)?;
        Some(Account { paid: &unit.paid, budget: &unit.budget })
    }

    /// The budget at the end of the day; none when it is too small to be judged.
    pub(super) fn budget(&self) -> Option<Fen> {
        let budget = self.account()?.budget.until(self.day);
        (budget.0 > 0 && budget.0 >= self.least_amount()).then_some(budget)
    }

    /// 小额不论, in 分.
    pub(super) fn least_amount(&self) -> i64 {
        i64::from(self.settings.minimum_amount) * 100
    }

    /// The day whose evidence must have reached its register by now.
    pub(super) fn evidence_day(&self) -> u16 {
        self.day.saturating_sub(self.settings.evidence_days)
    }

    /// The part of a year's money that is due at the end of a day, in millionths: by the execution indicator; without one, as
    /// the output is due; without any, evenly.
    pub(super) fn money_due(&self, day: u16) -> i64 {
        let year = self.plan.year;
        if let Some((_, target)) = self.target() {
            return i64::from(target.trajectory.due(year, day));
        }
        let own = |&target: &usize| self.subject.project.is_some() && self.plan.targets[target].project.is_some();
        let mut own = self.judges().iter().copied().filter(own).map(|target| &self.plan.targets[target]);
        if let Some(execution) = own.find(|target| target.aggregation == Aggregation::Execution) {
            return i64::from(execution.trajectory.due(year, day));
        }
        self.output_due(day).unwrap_or_else(|| i64::from(Trajectory::EVEN.due(year, day)))
    }

    /// The money that is due at the end of a day, of the budget that was given out until then. What is given out during the
    /// year is due in the rest of it, in the same proportions.
    pub(super) fn due_money(&self, day: u16) -> Fen {
        self.due_of_budget(day, day)
    }

    /// The money that is due at the end of a day, of the budget that was given out until another.
    pub(super) fn due_of_budget(&self, given: u16, day: u16) -> Fen {
        let Some(account) = self.account() else { return Fen::ZERO };
        let whole = i128::from(MILLION);
        let due = i128::from(self.money_due(day));
        let mut before = Fen::ZERO;
        let mut sum = 0_i128;
        for (from, budget) in account.budget.steps().take_while(|&(from, _)| from <= given.min(day)) {
            let past = if from > 1 { i128::from(self.money_due(from - 1)) } else { 0 };
            let amount = i128::from((budget - before).0);
            // When nothing more was due, it is due at once.
            sum += if past < whole { amount * (due - past) / (whole - past) } else { amount };
            before = budget;
        }
        Fen(i64::try_from(sum.clamp(0, i128::from(before.0.max(0)))).unwrap_or(i64::MAX))
    }

    /// The day until which money that is due at the end of a day should have been paid. Who pays every quarter is not behind
    /// between two payments: it is the last day of payment, unless more time has passed since than ever before,
    /// and otherwise the day itself, less some days of grace.
    pub(super) fn settled_day(&self, day: u16) -> u16 {
        let rule = &self.settings.slow_spending;
        let grace = u16::try_from(rule.grace_days).unwrap_or(u16::MAX);
        let Some(account) = self.account() else { return day };
        let last = account.paid.last_rise(day).unwrap_or(0);
        let gaps = || {
            let days = account.paid.steps().map(|(day, _)| day).take_while(|&day| day <= last);
            days.scan(0, |before, day| Some(day - std::mem::replace(before, day)))
        };
        // As long as ever before; while little is known, as long as a quarter.
        let known = account.paid.days(last) > FEW_PAYMENTS;
        let longest = gaps().max().filter(|_| known).map_or(u32::MAX, u32::from);
        let patience = longest.clamp(rule.least_days, rule.most_days.max(rule.least_days));
        let until = if u32::from(day - last) <= patience { last } else { day };
        until.saturating_sub(grace)
    }

    /// The indicators by which the project is judged.
    pub(super) fn judges(&self) -> &'m [usize] {
        self.subject.project.map_or(&[], |project| self.plan.judged_by(project))
    }

    /// The project's indicators of output that pile up.
    pub(super) fn outputs(&self) -> impl Iterator<Item = (usize, &'m Target)> + use<'m> {
        outputs(self.plan, self.judges())
    }

    /// The part of the project's output that is there at the end of the day, in millionths; none when it has none that
    /// piles up.
    pub(super) fn output(&self) -> Option<i64> {
        self.subject.project.and_then(|project| output(self.plan, self.facts, project, self.day))
    }

    /// The part of the project's output that is due at the end of a day.
    pub(super) fn output_due(&self, day: u16) -> Option<i64> {
        let year = self.plan.year;
        mean(self.outputs().map(|(_, target)| (measure::due(target, year, day), target.weight)))
    }

    /// What an indicator has reached of its target, at most all of it; nothing where there is no evidence.
    pub(super) fn reached(&self, target: usize) -> i64 {
        reached(self.plan, self.facts, target, self.day)
    }

    /// Which part of an indicator's target one item of the usual size is, in millionths: what is missing may be just about to
    /// be registered. Before there is any item, a quarter of the target may come at once where items have sizes.
    pub(super) fn lump(&self, index: usize) -> i64 {
        let target = &self.plan.targets[index];
        let aim = target.aim.number().map_or(0, |aim| i128::from(aim.0));
        let sums = self.facts.registers[index].sums.until(self.day);
        let (size, items) = match target.aggregation {
            Aggregation::Count => (10_000, 1),
            _ => (i128::from(sums.value.0), i128::from(sums.items)),
        };
        if aim <= 0 || items == 0 {
            return MILLION / 4;
        }
        i64::try_from((size.max(0) * i128::from(MILLION) / items / aim).min(i128::from(MILLION))).unwrap_or(MILLION)
    }
}

/// From so few days of payment nobody can tell how often a project pays: those of a year that pays every quarter.
const FEW_PAYMENTS: usize = 4;

/// The indicators of output that pile up, among some.
fn outputs<'m>(plan: &'m Plan, judges: &'m [usize]) -> impl Iterator<Item = (usize, &'m Target)> + use<'m> {
    let output = |target: &Target| target.dimension.first_level() == FirstLevel::Output && piles_up(target);
    judges.iter().map(|&target| (target, &plan.targets[target])).filter(move |(_, target)| output(target))
}

/// The part of a project's output that is there at the end of a day, in millionths; none when it has none that piles up.
pub(super) fn output(plan: &Plan, facts: &Facts, project: usize, day: u16) -> Option<i64> {
    let there = |(index, target): (usize, &Target)| (reached(plan, facts, index, day), target.weight);
    mean(outputs(plan, plan.judged_by(project)).map(there))
}

/// What an indicator has reached of its target at the end of a day, at most all of it.
fn reached(plan: &Plan, facts: &Facts, target: usize, day: u16) -> i64 {
    let actual = measure::actual(plan, facts, target, day);
    actual.map_or(0, |actual| measure::degree(&plan.targets[target], &actual).min(MILLION))
}

/// Whether results pile up towards a number that should be reached.
pub(super) fn piles_up(target: &Target) -> bool {
    let up = matches!(target.comparison, Comparison::AtLeast | Comparison::Above | Comparison::Equal);
    let evidence = matches!(target.aggregation, Aggregation::Count | Aggregation::Sum);
    up && evidence && target.scoring != Scoring::Deduction && target.aim.number().is_some_and(|aim| aim.0 > 0)
}

/// The mean of parts by weight; none without any. What has no weight counts little.
pub(super) fn mean(parts: impl Iterator<Item = (i64, u32)>) -> Option<i64> {
    let add = |(sum, weights): (i128, i128), (part, weight): (i64, u32)| {
        let weight = i128::from(weight.max(1));
        (sum + i128::from(part) * weight, weights + weight)
    };
    let (sum, weights) = parts.fold((0, 0), add);
    (weights > 0).then(|| i64::try_from(sum / weights).unwrap_or(i64::MAX))
}

/// A part of a whole in millionths; nothing of nothing.
pub(super) fn share(part: Fen, whole: Fen) -> i64 {
    if whole.0 <= 0 {
        return 0;
    }
    let share = i128::from(part.0) * i128::from(MILLION) / i128::from(whole.0);
    i64::try_from(share).unwrap_or(if share < 0 { i64::MIN } else { i64::MAX })
}
