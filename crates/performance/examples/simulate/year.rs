use juesuan_amount::{Fen, Quantity};
use juesuan_books::{
    Aggregation, BudgetChange, ChangeKind, Comparison, Date, DeviationKind, Dimension, EvidenceRecord, Fund, Nature,
    Payment, Record, Scoring, TargetRecord, TargetValue, Trajectory,
};
use juesuan_performance::{Plan, PlanBuilder};

use super::design::{DAYS, Design, YEAR, design};
use super::life::{Life, Register, WHOLE, live};
use super::plant;
use super::random::Random;

/// A simulated year.
pub struct Year {
    /// The projects.
    pub projects: Vec<(Design, Life)>,
    /// What arrives on each day: texts of the records.
    pub arrivals: Vec<Vec<Event>>,
}

/// Something that arrives.
pub struct Event {
    project: usize,
    name: String,
    kind: What,
}

enum What {
    Pay { day: u16, yuan: i64, payee: String },
    Grant { day: u16, yuan: i64 },
    Item { day: u16, register: Register, value: i64, base: i64 },
}

/// In which of so many projects something is planted: three of ten.
const PLANTED: usize = 3;

/// Makes a year of projects.
pub fn year(seed: u64, number: usize) -> Year {
    let kinds = DeviationKind::all();
    let projects: Vec<(Design, Life)> = (0..number)
        .map(|project| {
            let kind = (project % 10 < PLANTED).then(|| kinds[(project / 10 * PLANTED + project % 10) % kinds.len()]);
            make(seed, project, kind)
        })
        .collect();
    let mut arrivals: Vec<Vec<Event>> = (0..=DAYS).map(|_| Vec::new()).collect();
    for (project, (design, life)) in projects.iter().enumerate() {
        arrive(project, design, life, &mut arrivals);
    }
    Year { projects, arrivals }
}

/// A project; where something is planted, one in which it comes to light before the last ten days of the year.
fn make(seed: u64, number: usize, kind: Option<DeviationKind>) -> (Design, Life) {
    for attempt in 0.. {
        let mut random = Random::new(seed, (number * 1000 + attempt) as u64);
        let mut design = design(number, &mut random);
        design.planted = kind.map(|kind| (kind, plant::start(kind, &mut random)));
        let life = live(&design, &mut random);
        // Where nothing is planted, the year's targets are really reached.
        let reached = life.work[usize::from(DAYS)] >= WHOLE && (design.rate || life.effect[usize::from(DAYS)] >= WHOLE);
        let early = plant::meets(&design, &life).is_some_and(|day| day <= DAYS - 10);
        if kind.map_or(reached, |kind| plant::suits(&design, kind) && early) {
            return (design, life);
        }
    }
    unreachable!("some attempt succeeds")
}

fn arrive(project: usize, design: &Design, life: &Life, arrivals: &mut [Vec<Event>]) {
    let mut add = |day: u16, name: String, kind: What| {
        if let Some(events) = arrivals.get_mut(usize::from(day)) {
            events.push(Event { project, name, kind });
        }
    };
    add(1, String::new(), What::Grant { day: 1, yuan: design.budget });
    if let Some((day, yuan)) = design.added {
        add(day, String::new(), What::Grant { day, yuan });
    }
    for (number, payment) in life.payments.iter().enumerate() {
        let (day, yuan) = (payment.day, payment.yuan);
        let payee = format!("第{}供应商", payment.payee);
        add(day, format!("{}-{number}", design.code), What::Pay { day, yuan, payee });
    }
    for (number, item) in life.items.iter().enumerate() {
        let kind = What::Item { day: item.day, register: item.register, value: item.value, base: item.base };
        add(item.arrives, format!("{}-{number}", design.code), kind);
    }
}

impl Event {
    /// The record.
    pub fn record<'y>(&'y self, year: &'y Year) -> Record<'y> {
        let design = &year.projects[self.project].0;
        match &self.kind {
            What::Pay { day, yuan, payee } => Record::Payment(Payment {
                voucher: &self.name,
                entry: "",
                date: date(*day),
                unit: "101",
                line: &design.code,
                fund: Fund::General,
                function: 2_010_302,
                nature: Nature::Project,
                economic: 30_227,
                project: &design.code,
                amount: Fen(yuan * 100),
                payee,
                purpose: "",
            }),
            What::Grant { day, yuan } => Record::Budget(grant(design, *day, *yuan)),
            What::Item { day, register, value, base } => Record::Evidence(EvidenceRecord {
                unit: "101",
                register: register.name(),
                item: &self.name,
                date: date(*day),
                value: Quantity(value * 10_000),
                base: Quantity(base * 10_000),
                project: &design.code,
                source: "",
                attachment: "",
                manual: false,
                signer: "",
                text: "",
            }),
        }
    }
}

impl Register {
    const fn name(self) -> &'static str {
        match self {
            Self::Output => "产出",
            Self::Effect => "效益",
            Self::Survey => "问卷",
        }
    }
}

fn date(day: u16) -> Date {
    Date::of_year(YEAR, day).expect("a day of the year")
}

fn grant(design: &Design, day: u16, yuan: i64) -> BudgetChange<'_> {
    BudgetChange {
        line: &design.code,
        unit: "101",
        fund: Fund::General,
        function: 2_010_302,
        nature: Nature::Project,
        project: &design.code,
        project_name: &design.code,
        economic: 0,
        change: if day == 1 { ChangeKind::Initial } else { ChangeKind::Added },
        amount: Fen(yuan * 100),
        date: Some(date(day)),
        document: "",
        purpose: "",
    }
}

/// The plan of a year's projects.
pub fn plan(year: &Year) -> Plan {
    let mut plan = PlanBuilder::new(YEAR);
    for (design, _) in &year.projects {
        plan.add(&Record::Budget(grant(design, 1, 0)));
        for (number, target) in targets(design).into_iter().enumerate() {
            plan.add(&Record::Target(TargetRecord { target: &format!("{}-{number}", design.code), ..target }));
        }
    }
    plan.finish()
}

/// The indicators of a project.
fn targets(design: &Design) -> Vec<TargetRecord<'_>> {
    let number = output(design);
    let mut all = vec![number, effect(design, number), content(number), cost(design, number)];
    all.extend(design.execution.then_some(execution(number)));
    all
}

/// 产出: how many pieces.
fn output(design: &Design) -> TargetRecord<'_> {
    TargetRecord {
        unit: "101",
        target: "",
        goal: "",
        project: &design.code,
        dimension: Dimension::Quantity,
        name: "完成数量",
        comparison: Comparison::AtLeast,
        value: TargetValue::Number(Quantity(design.pieces * 10_000)),
        measure: "件",
        weight: 4000,
        baseline: None,
        register: Register::Output.name(),
        aggregation: if design.counted { Aggregation::Count } else { Aggregation::Sum },
        threshold: None,
        trajectory: design.output,
        scoring: Scoring::Proportional,
        pass: None,
        section: "",
        source: "",
    }
}

/// 效益: a sum, or a rate.
fn effect<'d>(design: &'d Design, number: TargetRecord<'d>) -> TargetRecord<'d> {
    let effect = TargetRecord {
        dimension: Dimension::SocialBenefit,
        name: "惠及人次",
        value: TargetValue::Number(Quantity(design.effects * 10_000)),
        register: Register::Effect.name(),
        aggregation: Aggregation::Sum,
        trajectory: design.effect,
        weight: 3000,
        ..number
    };
    let rate = TargetRecord {
        name: "办结群众认可率",
        value: TargetValue::Number(Quantity::whole(85)),
        measure: "%",
        aggregation: Aggregation::Ratio,
        ..effect
    };
    if design.rate { rate } else { effect }
}

/// 满意度
fn content(number: TargetRecord<'_>) -> TargetRecord<'_> {
    TargetRecord {
        dimension: Dimension::Satisfaction,
        name: "服务对象满意度",
        value: TargetValue::Number(Quantity::whole(85)),
        measure: "%",
        register: Register::Survey.name(),
        aggregation: Aggregation::Share,
        threshold: Some(Quantity::whole(60)),
        trajectory: Trajectory::EVEN,
        weight: 1000,
        ..number
    }
}

/// 单位成本
fn cost<'d>(design: &'d Design, number: TargetRecord<'d>) -> TargetRecord<'d> {
    TargetRecord {
        dimension: Dimension::EconomicCost,
        name: GROUPS[usize::try_from(design.group).unwrap_or(0) % GROUPS.len()],
        comparison: Comparison::AtMost,
        value: TargetValue::Number(Quantity(design.last_cost * 10_000)),
        measure: if design.counted { "元/次" } else { "元/件" },
        baseline: Some(Quantity(design.last_cost * 10_000)),
        aggregation: Aggregation::UnitCost,
        trajectory: Trajectory::EVEN,
        weight: 1000,
        ..number
    }
}

/// 预算执行率
fn execution(number: TargetRecord<'_>) -> TargetRecord<'_> {
    TargetRecord {
        dimension: Dimension::Execution,
        name: "预算执行率",
        value: TargetValue::Number(Quantity::whole(95)),
        measure: "%",
        register: "",
        aggregation: Aggregation::Execution,
        weight: 1000,
        ..number
    }
}

/// What pieces of each group cost.
const GROUPS: [&str; 8] = [
    "单位培训成本",
    "单位检测成本",
    "单位维修成本",
    "单位宣传成本",
    "单位救助成本",
    "单位评审成本",
    "单位养护成本",
    "单位监测成本",
];
