use std::collections::{BTreeMap, BTreeSet};

use juesuan_books::{Aggregation, Date, Dimension};

use super::{
    Deduction, Evaluated, Evaluation, EvaluationSettings, Money, ScoredTarget,
    gather::{Measured, gather},
    score::Scorer,
    sums::sum,
};
use crate::{Facts, Plan};

/// Evaluates what a plan declares by what happened.
#[derive(Clone, Copy, Debug)]
pub struct Evaluator<'a> {
    plan: &'a Plan,
    facts: &'a Facts,
    settings: &'a EvaluationSettings,
    deductions: &'a [Deduction],
    day: u16,
}

impl<'a> Evaluator<'a> {
    /// Evaluates the whole year; `deductions` are what corrections take away from indicators scored by 扣分.
    #[must_use]
    pub fn new(
        plan: &'a Plan,
        facts: &'a Facts,
        settings: &'a EvaluationSettings,
        deductions: &'a [Deduction],
    ) -> Self {
        let day = Date::new(plan.year, 12, 31).map_or(366, Date::day_of_year);
        Self { plan, facts, settings, deductions, day }
    }

    /// Evaluates as of the end of a day of the year (from 1) instead.
    #[must_use]
    pub const fn at(self, day: u16) -> Self {
        Self { day, ..self }
    }

    /// 整体支出 of a unit.
    #[must_use]
    pub fn unit(&self, unit: &str) -> Evaluation {
        let own = |&index: &usize| {
            let target = &self.plan.targets[index];
            target.unit == unit && target.project_code.is_empty()
        };
        let targets: Vec<usize> = (0..self.plan.targets.len()).filter(own).collect();
        let projects: Vec<usize> =
            (0..self.plan.projects.len()).filter(|&index| self.plan.projects[index].unit == unit).collect();
        self.evaluate(Evaluated::Unit(unit.to_owned()), &projects, &targets)
    }

    /// The project of a code, of all units that implement it; none where there is no such project.
    #[must_use]
    pub fn project(&self, code: &str) -> Option<Evaluation> {
        let named = |&index: &usize| self.plan.projects[index].code == code;
        let projects: Vec<usize> = (0..self.plan.projects.len()).filter(named).collect();
        (!projects.is_empty()).then(|| self.joint_project(projects))
    }

    /// All projects (项目支出), by code.
    #[must_use]
    pub fn projects(&self) -> Vec<Evaluation> {
        let mut by_code: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, project) in self.plan.projects.iter().enumerate().filter(|(_, project)| !project.basic) {
            by_code.entry(&project.code).or_default().push(index);
        }
        by_code.into_values().map(|projects| self.joint_project(projects)).collect()
    }

    fn joint_project(&self, projects: Vec<usize>) -> Evaluation {
        let declared = |&index: &usize| self.plan.targets[index].project.is_some_and(|p| projects.contains(&p));
        let mut targets: Vec<usize> = (0..self.plan.targets.len()).filter(declared).collect();
        let own = !targets.is_empty();
        if !own {
            let judges = projects.iter().flat_map(|&project| self.plan.judged_by(project)).copied();
            // The execution rate is the project's own, never its unit's.
            let judges = judges.filter(|&index| self.plan.targets[index].dimension != Dimension::Execution);
            targets = judges.collect::<BTreeSet<usize>>().into_iter().collect();
        }
        let first = &self.plan.projects[projects[0]];
        let (code, name) = (first.code.clone(), first.name.clone());
        let subject = Evaluated::Project { code, name, projects: projects.clone(), own };
        self.evaluate(subject, &projects, &targets)
    }

    fn evaluate(&self, subject: Evaluated, projects: &[usize], targets: &[usize]) -> Evaluation {
        let money = self.money(projects);
        let mut measured = gather(self.plan, self.facts, targets, self.day);
        // What a project without indicators of its own is judged by need not add up to anything.
        let judged = matches!(subject, Evaluated::Project { own: false, .. });
        if !measured.is_empty() && !measured.iter().any(is_execution) {
            let declared: u32 = sum(measured.iter().map(|measured| measured.target.weight));
            if judged || declared.saturating_add(self.settings.execution_weight) <= FULL {
                measured.insert(0, Measured::execution(self.settings.execution_weight));
            }
        }
        let scorer =
            Scorer { facts: self.facts, settings: self.settings, deductions: self.deductions, money, day: self.day };
        let lines: Vec<ScoredTarget> = measured.into_iter().map(|measured| scorer.score(measured)).collect();
        let full = sum(lines.iter().map(|line| line.weight));
        let total = sum(lines.iter().map(|line| line.score));
        let grade = self.settings.grade(total, full);
        let notices = notices(&subject, full);
        Evaluation { subject, year: self.plan.year, day: self.day, money, lines, full, total, grade, notices }
    }

    fn money(&self, projects: &[usize]) -> Money {
        let mut money = Money::default();
        for facts in projects.iter().map(|&project| &self.facts.projects[project]) {
            money.initial += facts.initial;
            money.budget += facts.budget.until(self.day);
            money.paid += facts.paid.until(self.day);
        }
        money
    }
}

/// All points of a form, in hundredths.
const FULL: u32 = 10_000;

fn is_execution(measured: &Measured) -> bool {
    measured.target.dimension == Dimension::Execution && measured.target.aggregation == Aggregation::Execution
}

fn notices(subject: &Evaluated, full: u32) -> Vec<String> {
    match subject {
        Evaluated::Project { own: false, .. } if full == 0 => vec!["没有绩效指标，也没有挂钩绩效目标".to_owned()],
        Evaluated::Project { own: false, .. } => vec!["没有自己的绩效指标，按资金所服务目标的指标评价".to_owned()],
        _ if full != FULL => vec![format!("指标分值合计{}分，应为100分", super::words::points(full))],
        _ => Vec::new(),
    }
}
