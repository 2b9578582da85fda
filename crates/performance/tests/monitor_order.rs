//! The state of the monitor does not depend on the order in which events arrive, nor on how it was calculated.

use juesuan_amount::{Fen, Quantity};
use juesuan_books::{
    Aggregation, BudgetChange, ChangeKind, Comparison, Date, Dimension, EvidenceRecord, Fund, Nature, Payment, Record,
    Scoring, TargetRecord, TargetValue, Trajectory,
};
use juesuan_performance::monitor::Monitor;
use juesuan_performance::{Facts, FactsBuilder, Plan, PlanBuilder, Settings};
use proptest::prelude::*;
use proptest::test_runner::Config;

const YEAR: u16 = 2024;
const PROJECTS: [&str; 4] = ["P1", "P2", "P3", "P4"];
const REGISTERS: [&str; 4] = ["产出", "效益", "问卷", "总表"];

/// An event with texts that live as long as the test.
#[derive(Clone, Debug)]
enum Event {
    Pay { day: u16, project: usize, yuan: i32, payee: bool },
    Grant { day: u16, project: usize, yuan: i32 },
    Item { day: u16, project: usize, register: usize, value: u16 },
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let day = || 1_u16..=366;
    let project = || 0..PROJECTS.len();
    let event = prop_oneof![
        6 => (day(), project(), prop_oneof![10 => 1_000..50_000_i32, 1 => -20_000..0_i32], any::<bool>())
            .prop_map(|(day, project, yuan, payee)| Event::Pay { day, project, yuan, payee }),
        1 => (day(), project(), -200_000..900_000_i32)
            .prop_map(|(day, project, yuan)| Event::Grant { day, project, yuan }),
        6 => (day(), project(), 0..REGISTERS.len(), 0..120_u16)
            .prop_map(|(day, project, register, value)| Event::Item { day, project, register, value }),
    ];
    prop::collection::vec(event, 0..240)
}

/// Records of events; vouchers and items are numbered by their place in the list.
fn records<'a>(events: &[Event], names: &'a [String]) -> Vec<Record<'a>> {
    events.iter().zip(names).map(|(event, name)| record(event, name)).collect()
}

fn record<'a>(event: &Event, name: &'a str) -> Record<'a> {
    match *event {
        Event::Pay { day, project, yuan, payee } => Record::Payment(Payment {
            voucher: name,
            entry: "",
            date: Date::of_year(YEAR, day).unwrap(),
            unit: "101",
            line: "",
            fund: Fund::General,
            function: 2_010_301,
            nature: Nature::Project,
            economic: 30_201,
            project: PROJECTS[project],
            amount: Fen(i64::from(yuan) * 100),
            payee: if payee { "甲公司" } else { "乙公司" },
            purpose: "",
        }),
        Event::Grant { day, project, yuan } => Record::Budget(budget(project, yuan, Date::of_year(YEAR, day))),
        Event::Item { day, project, register, value } => Record::Evidence(EvidenceRecord {
            unit: "101",
            register: REGISTERS[register],
            item: name,
            date: Date::of_year(YEAR, day).unwrap(),
            value: Quantity::whole(i32::from(value)),
            base: Quantity::whole(100),
            project: if register == 3 { "" } else { PROJECTS[project] },
            source: "",
            attachment: "",
            manual: value % 7 == 0,
            signer: "",
            text: "",
        }),
    }
}

fn budget(project: usize, yuan: i32, date: Option<Date>) -> BudgetChange<'static> {
    BudgetChange {
        line: PROJECTS[project],
        unit: "101",
        fund: Fund::General,
        function: 2_010_301,
        nature: if project == 3 { Nature::Office } else { Nature::Project },
        project: PROJECTS[project],
        project_name: "",
        economic: 0,
        change: ChangeKind::Initial,
        amount: Fen(i64::from(yuan) * 100),
        date,
        document: "",
        purpose: "示例",
    }
}

/// The indicators of a project: second level, aggregation, comparison, target.
const TARGETS: [(&str, Dimension, Aggregation, Comparison, i32, usize); 9] = [
    ("件数", Dimension::Quantity, Aggregation::Count, Comparison::AtLeast, 12, 0),
    ("数量", Dimension::Quantity, Aggregation::Sum, Comparison::AtLeast, 900, 0),
    ("活动", Dimension::Quantity, Aggregation::Count, Comparison::AtLeast, 12, 2),
    ("合格率", Dimension::Quality, Aggregation::Ratio, Comparison::AtLeast, 50, 0),
    ("成本", Dimension::EconomicCost, Aggregation::UnitCost, Comparison::AtMost, 600, 0),
    ("效益", Dimension::SocialBenefit, Aggregation::Sum, Comparison::AtLeast, 4000, 1),
    ("水平", Dimension::EconomicBenefit, Aggregation::Latest, Comparison::AtLeast, 90, 1),
    ("满意度", Dimension::Satisfaction, Aggregation::Share, Comparison::AtLeast, 80, 2),
    ("投诉", Dimension::SocialCost, Aggregation::Average, Comparison::AtMost, 60, 2),
];

fn plan() -> Plan {
    let mut plan = PlanBuilder::new(YEAR);
    let codes: Vec<String> = (0..PROJECTS.len() * TARGETS.len()).map(|number| format!("T{number:02}")).collect();
    let mut code = codes.iter();
    for (project, name) in PROJECTS.into_iter().enumerate() {
        plan.add(&Record::Budget(budget(project, 0, None)));
        for target in TARGETS {
            plan.add(&Record::Target(declare(code.next().unwrap(), name, target)));
        }
    }
    plan.add(&Record::Target(declare(
        "Z1",
        "",
        ("执行率", Dimension::Execution, Aggregation::Execution, Comparison::AtLeast, 95, 0),
    )));
    plan.add(&Record::Target(declare(
        "Z2",
        "",
        ("总数", Dimension::Quantity, Aggregation::Count, Comparison::AtLeast, 40, 3),
    )));
    plan.finish()
}

fn declare<'a>(
    code: &'a str,
    project: &'a str,
    (name, dimension, aggregation, comparison, value, register): (
        &'a str,
        Dimension,
        Aggregation,
        Comparison,
        i32,
        usize,
    ),
) -> TargetRecord<'a> {
    TargetRecord {
        unit: "101",
        target: code,
        goal: "",
        project,
        dimension,
        name,
        comparison,
        value: TargetValue::Number(Quantity::whole(value)),
        measure: "件",
        weight: 1000,
        baseline: None,
        register: if aggregation == Aggregation::Execution { "" } else { REGISTERS[register] },
        aggregation,
        threshold: Some(Quantity::whole(60)),
        trajectory: Trajectory::EVEN,
        scoring: Scoring::Proportional,
        pass: None,
        section: "",
        source: "",
    }
}

/// Thresholds that random data often passes.
const EAGER: &str = "
[monitor]
minimum_items = 3
[monitor.unit_cost]
least_peers = 2
peer_percent = 5
peer_spread = 50
[monitor.split_payments]
days = 20
payments = 2
";

proptest! {
    #![proptest_config(Config { cases: 64, ..Config::default() })]

    #[test]
    fn any_order_gives_the_same_state(
        (events, order) in events().prop_flat_map(|events| {
            let places: Vec<usize> = (0..events.len()).collect();
            (Just(events), Just(places).prop_shuffle())
        }),
        early in 0_u16..=366,
        today in 1_u16..=366,
    ) {
        let names: Vec<String> = (0..events.len()).map(|number| format!("N{number:03}")).collect();
        let records = records(&events, &names);
        let plan = plan();
        let settings = Settings::with(EAGER).unwrap().monitor;

        let mut batch = FactsBuilder::new(&plan);
        records.iter().for_each(|record| batch.add(record));
        let scratch = Monitor::new(plan.clone(), batch.finish(), settings.clone(), today);

        // Event by event in another order, while the clock moves (once also backwards).
        let mut live = Monitor::new(plan.clone(), Facts::new(&plan), settings, early);
        for (number, &place) in order.iter().enumerate() {
            live.take(&records[place]);
            if number == order.len() / 2 {
                live.advance(today);
            }
        }
        live.advance(today);
        prop_assert!(live == scratch, "{:?}\n{:?}", live.deviations().collect::<Vec<_>>(), scratch.deviations().collect::<Vec<_>>());

        // Every deviation explains itself on each of its days, and no other day.
        for deviation in scratch.deviations() {
            let last = deviation.until.unwrap_or(today);
            let told = scratch.explain(deviation.subject, deviation.kind, last).unwrap();
            prop_assert!(!told.sentence.contains(['{', '}']), "{}", told.sentence);
            prop_assert!(scratch.deviates(deviation.subject, deviation.kind, deviation.from));
        }
    }
}
