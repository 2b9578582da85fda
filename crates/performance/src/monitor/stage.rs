//! A small year for the tests of rules: projects with a million yuan each, and indicators of their own.

use juesuan_amount::{Fen, Quantity};
use juesuan_books::{
    Aggregation, BudgetChange, ChangeKind, Comparison, Date, DeviationKind, Dimension, EvidenceRecord, Fund,
    GoalRecord, LinkRecord, Nature, Payment, Record, Scoring, TargetRecord, TargetValue, Trajectory,
};

use super::{Light, Monitor};
use crate::{Facts, Plan, PlanBuilder, Settings};

const YEAR: u16 = 2024;
const PROJECTS: [&str; 6] = ["P0", "P1", "P2", "P3", "P4", "P5"];

const GOAL: GoalRecord<'static> =
    GoalRecord { unit: "101", goal: "", name: "示例目标", duty: "", project: "", section: "" };

/// An indicator of the project on stage; its register has its name.
pub(super) fn target(
    name: &'static str,
    dimension: Dimension,
    aggregation: Aggregation,
    aim: i32,
) -> TargetRecord<'static> {
    let upper = matches!(aggregation, Aggregation::UnitCost);
    TargetRecord {
        unit: "101",
        target: name,
        goal: "",
        project: PROJECTS[0],
        dimension,
        name,
        comparison: if upper { Comparison::AtMost } else { Comparison::AtLeast },
        value: TargetValue::Number(Quantity::whole(aim)),
        measure: "件",
        weight: 1000,
        baseline: None,
        register: name,
        aggregation,
        threshold: Some(Quantity::whole(60)),
        trajectory: Trajectory::EVEN,
        scoring: Scoring::Proportional,
        pass: None,
        section: "",
        source: "",
    }
}

/// The plan and the facts.
pub(super) struct Stage {
    plan: Plan,
    facts: Facts,
    project: usize,
    number: u32,
}

impl Stage {
    /// One project with these indicators.
    pub(super) fn new(targets: &[TargetRecord<'_>]) -> Self {
        Self::of(1, Nature::Project, targets)
    }

    /// So many projects, each with these indicators.
    pub(super) fn of(projects: usize, nature: Nature, targets: &[TargetRecord<'_>]) -> Self {
        let mut plan = PlanBuilder::new(YEAR);
        let budgets = PROJECTS[..projects].iter().map(|project| budget(project, nature, 1, 1_000_000));
        for (project, budget) in PROJECTS.iter().zip(budgets.clone()) {
            plan.add(&budget);
            plan.add(&Record::Goal(GoalRecord { goal: project, ..GOAL }));
            plan.add(&Record::Link(LinkRecord { unit: "101", line: project, goal: project, share: 10_000 }));
            for target in targets {
                let code = format!("{project}{}", target.target);
                plan.add(&Record::Target(TargetRecord { target: &code, project, ..*target }));
            }
        }
        let plan = plan.finish();
        let mut facts = Facts::new(&plan);
        budgets.for_each(|budget| drop(facts.take(&plan, &budget)));
        Self { plan, facts, project: 0, number: 0 }
    }

    /// What follows is of this project.
    pub(super) fn on(mut self, project: usize) -> Self {
        self.project = project;
        self
    }

    /// A payment.
    pub(super) fn pay(self, day: u16, yuan: i32) -> Self {
        let number = self.number;
        self.pay_to(day, yuan, "甲公司", &format!("V{number}"))
    }

    /// A payment to a payee, on a voucher.
    pub(super) fn pay_to(mut self, day: u16, yuan: i32, payee: &str, voucher: &str) -> Self {
        self.number += 1;
        let (project, entry) = (PROJECTS[self.project], self.number.to_string());
        self.take(&Record::Payment(Payment {
            voucher,
            entry: &entry,
            date: Date::of_year(YEAR, day).unwrap(),
            unit: "101",
            line: project,
            fund: Fund::General,
            function: 2_010_301,
            nature: Nature::Project,
            economic: 30_201,
            project,
            amount: Fen(i64::from(yuan) * 100),
            payee,
            purpose: "",
        }))
    }

    /// Payments of so much every so many days, until a day.
    pub(super) fn pay_every(self, days: u16, until: u16, yuan: i32) -> Self {
        (days..=until).step_by(usize::from(days)).fold(self, |stage, day| stage.pay(day, yuan))
    }

    /// An item of a register.
    pub(super) fn item(mut self, register: &str, day: u16, value: i32) -> Self {
        self.number += 1;
        let (project, item) = (PROJECTS[self.project], self.number.to_string());
        self.take(&Record::Evidence(EvidenceRecord {
            unit: "101",
            register,
            item: &item,
            date: Date::of_year(YEAR, day).unwrap(),
            value: Quantity::whole(value),
            base: Quantity::whole(100),
            project,
            source: "",
            attachment: "",
            manual: false,
            signer: "",
            text: "",
        }))
    }

    /// Items of so much every so many days, until a day.
    pub(super) fn items(self, register: &str, days: u16, until: u16, value: i32) -> Self {
        (days..=until).step_by(usize::from(days)).fold(self, |stage, day| stage.item(register, day, value))
    }

    /// More budget.
    pub(super) fn grant(self, day: u16, yuan: i32) -> Self {
        let project = PROJECTS[self.project];
        self.take(&budget(project, Nature::Project, day, yuan))
    }

    fn take(mut self, record: &Record<'_>) -> Self {
        assert!(self.facts.take(&self.plan, record).is_some(), "{record:?}");
        self
    }

    /// The monitor at the end of a day.
    pub(super) fn monitor(&self, day: u16) -> Monitor {
        Monitor::new(self.plan.clone(), self.facts.clone(), Settings::default().monitor, day)
    }

    /// The worst light of a kind on the project on stage at the end of a day, which explains itself with its figures.
    pub(super) fn light(&self, kind: DeviationKind, day: u16) -> Light {
        let monitor = self.monitor(day);
        let now = monitor.deviations().filter(|it| it.kind == kind && it.until.is_none());
        let own = now.filter(|it| it.subject.project == Some(self.project));
        own.map(|it| {
            let told = monitor.explain(it.subject, kind, day).unwrap();
            assert!(!told.sentence.contains(['{', '}']), "{}", told.sentence);
            assert!(
                !told.payments.is_empty()
                    || !told.items.is_empty()
                    || kind == DeviationKind::BehindTrajectory
                    || kind == DeviationKind::SlowSpending
                    || kind == DeviationKind::IdleMoney
            );
            told.light
        })
        .max()
        .unwrap_or(Light::Green)
    }
}

fn budget<'a>(project: &'a str, nature: Nature, day: u16, yuan: i32) -> Record<'a> {
    Record::Budget(BudgetChange {
        line: project,
        unit: "101",
        fund: Fund::General,
        function: 2_010_301,
        nature,
        project,
        project_name: "示例项目",
        economic: 0,
        change: ChangeKind::Initial,
        amount: Fen(i64::from(yuan) * 100),
        date: Date::of_year(YEAR, day),
        document: "",
        purpose: "",
    })
}
