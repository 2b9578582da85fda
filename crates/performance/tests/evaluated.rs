//! Whatever is declared and whatever happens: points stay within weights, parts add up, amounts are what rules make of them.

use juesuan_amount::{Fen, Quantity};
use juesuan_books::{
    Aggregation, BooksBuilder, BudgetChange, ChangeKind, Comparison, Date, Dimension, EvidenceRecord, Fund, LinkRecord,
    Nature, Payment, Record, Scoring, TargetRecord, TargetValue, Trajectory, UnitKind, UnitRecord,
};
use juesuan_performance::{
    Facts, Plan, PlanBuilder, Settings,
    apply::{Rule, next_targets, propose},
    evaluate::{Deduction, Evaluation, Evaluator, Grade},
    measure::Reached,
    self_evaluation::SelfEvaluation,
};
use proptest::prelude::*;

fn day(number: u16) -> Date {
    Date::of_year(2024, number).unwrap()
}

fn target(unit: &'static str, code: &'static str) -> TargetRecord<'static> {
    TargetRecord {
        unit,
        target: code,
        goal: "",
        project: "X1",
        dimension: Dimension::Quantity,
        name: "检查企业",
        comparison: Comparison::AtLeast,
        value: TargetValue::Number(Quantity::whole(100)),
        measure: "家",
        weight: 5000,
        baseline: None,
        register: "检查",
        aggregation: Aggregation::Sum,
        threshold: None,
        trajectory: Trajectory::EVEN,
        scoring: Scoring::Proportional,
        pass: None,
        section: "",
        source: "",
    }
}

fn budget(unit: &'static str, line: &'static str, project: &'static str, yuan: i64) -> Record<'static> {
    Record::Budget(BudgetChange {
        line,
        unit,
        fund: Fund::General,
        function: 2_010_302,
        nature: Nature::Project,
        project,
        project_name: "",
        economic: 0,
        change: ChangeKind::Initial,
        amount: Fen(yuan * 100),
        date: None,
        document: "",
        purpose: "",
    })
}

fn payment(unit: &'static str, line: &'static str, project: &'static str, on: u16, yuan: i64) -> Record<'static> {
    Record::Payment(Payment {
        voucher: "1",
        entry: "",
        date: day(on),
        unit,
        line,
        fund: Fund::General,
        function: 2_010_302,
        nature: Nature::Project,
        economic: 30_201,
        project,
        amount: Fen(yuan * 100),
        payee: "",
        purpose: "",
    })
}

fn evidence(unit: &'static str, register: &'static str, on: u16, value: Quantity, base: Quantity) -> Record<'static> {
    Record::Evidence(EvidenceRecord {
        unit,
        register,
        item: "1",
        date: day(on),
        value,
        base,
        project: "",
        source: "",
        attachment: "",
        manual: false,
        signer: "",
        text: "",
    })
}

fn told(records: &[Record<'_>]) -> (Plan, Facts) {
    let mut builder = PlanBuilder::new(2024);
    records.iter().for_each(|record| builder.add(record));
    let plan = builder.finish();
    let mut facts = Facts::new(&plan);
    records.iter().for_each(|record| drop(facts.take(&plan, record)));
    (plan, facts)
}

fn whole(number: i32) -> Quantity {
    Quantity::whole(number)
}

#[test]
fn a_project_of_several_units_is_one() {
    let rate = |unit, code| TargetRecord {
        dimension: Dimension::Quality,
        name: "合格率",
        measure: "%",
        value: TargetValue::Number(whole(90)),
        register: "合格",
        aggregation: Aggregation::Ratio,
        weight: 4000,
        ..target(unit, code)
    };
    let (plan, facts) = told(&[
        budget("101", "Z1", "X1", 300),
        budget("102", "Z2", "X1", 100),
        payment("101", "Z1", "X1", 30, 300),
        payment("102", "Z2", "X1", 30, 100),
        Record::Target(target("101", "A1")),
        Record::Target(target("102", "A1")),
        Record::Target(rate("101", "A2")),
        Record::Target(rate("102", "A2")),
        evidence("101", "检查", 60, whole(150), Quantity::ZERO),
        evidence("102", "检查", 60, whole(30), Quantity::ZERO),
        evidence("101", "合格", 60, whole(80), whole(100)),
        evidence("102", "合格", 60, whole(60), whole(100)),
    ]);
    let settings = Settings::default().evaluation;
    let projects = Evaluator::new(&plan, &facts, &settings, &[]).projects();
    let [project] = projects.as_slice() else { panic!("{projects:?}") };
    // 101号文: the execution rate is not among the targets, and gets its ten points in the evaluation.
    assert_eq!(project.lines.len(), 3);
    assert_eq!((project.money.budget, project.lines[0].score), (Fen(40_000), 1000));
    // Absolute values add up: 180 of 200.
    assert_eq!((project.lines[1].aim.as_str(), project.lines[1].reached.as_str()), ("≥200家", "180家"));
    assert_eq!(project.lines[1].score, 4500);
    // Relative ones are weighted by money: 80 × 3/4 + 60 × 1/4.
    assert_eq!(project.lines[2].actual, Some(Reached::Number(whole(75))));
    assert_eq!((project.lines[2].score, project.total, project.full), (3333, 8833, 10_000));
}

#[test]
fn results_decide_on_money() {
    let of = |unit, line: &'static str, project, paid, last: u16| {
        [budget(unit, line, project, 10_000), payment(unit, line, project, last, paid)]
    };
    let link = |line| Record::Link(LinkRecord { unit: "101", line, goal: "M1", share: 10_000 });
    let mut records = vec![link("Z1"), link("Z2")];
    // X1 has results, X2 has none and lies idle, X3 serves no goal.
    records.extend(of("101", "Z1", "X1", 9_000, 300));
    records.extend(of("101", "Z2", "X2", 3_000, 40));
    records.extend(of("101", "Z3", "X3", 10_000, 300));
    records.push(Record::Target(TargetRecord { weight: 9000, ..target("101", "A1") }));
    records.push(Record::Target(TargetRecord { weight: 9000, project: "X2", register: "无", ..target("101", "A2") }));
    records.push(evidence("101", "检查", 200, whole(201), Quantity::ZERO));
    let (plan, facts) = told(&records);
    let settings = Settings::default();
    let evaluations = Evaluator::new(&plan, &facts, &settings.evaluation, &[]).projects();
    let proposal = propose(&plan, &facts, &evaluations, &settings.application);
    let rules: Vec<_> = proposal.lines.iter().map(|line| (line.grade, line.rule, line.amounts.proposed)).collect();
    assert_eq!(
        rules,
        [
            (Some(Grade::Excellent), Rule::Priority, Fen(1_000_000)),
            (Some(Grade::Poor), Rule::Cancel, Fen::ZERO),
            (None, Rule::WithoutGoals, Fen::ZERO),
        ]
    );
    assert!(proposal.lines[1].capped);
    assert_eq!(proposal.total.recovered, Fen(700_000));
    assert_eq!(proposal.total.difference, Fen(-2_000_000));
    let next = next_targets(&plan, &facts, &settings.application, 366);
    assert_eq!(next[0].aim, Some(whole(201)));
    assert_eq!(next[1].aim, Some(whole(100)));
}

prop_compose! {
    fn any_target()(
        dimension in prop::sample::select(Dimension::all()),
        comparison in prop::sample::select(Comparison::all()),
        aggregation in prop::sample::select(Aggregation::all()),
        scoring in prop::sample::select(Scoring::all()),
        place in (0_usize..4, 0_usize..2, 0_usize..3),
        aim in -10_000_i64..3_000_000,
        weight in prop_oneof![0_u32..3000, Just(u32::MAX)],
        pass in prop::option::of(0_i32..120),
    ) -> TargetRecord<'static> {
        let value = match comparison {
            Comparison::By => TargetValue::Day(day(200)),
            Comparison::Qualitative => TargetValue::Words("有所改善"),
            _ => TargetValue::Number(Quantity(aim)),
        };
        TargetRecord {
            project: ["", "X1"][place.1],
            dimension,
            comparison,
            value,
            measure: ["%", "件", "分"][place.2],
            aggregation,
            scoring,
            weight,
            register: ["甲", "乙"][place.1],
            threshold: Some(whole(60)),
            pass: pass.map(whole),
            ..target("101", ["A1", "A2", "A3", "A4"][place.0])
        }
    }
}

fn any_records() -> impl Strategy<Value = Vec<Record<'static>>> {
    let items = (0_usize..2, 1_u16..367, -50_000_i64..2_000_000, 0_i64..1_000_000);
    let items = items.prop_map(|(register, on, value, base)| {
        evidence("101", ["甲", "乙"][register], on, Quantity(value), Quantity(base))
    });
    let money = (0_usize..2, 1_u16..367, -100_i64..100_000);
    let money = money.prop_map(|(line, on, yuan)| payment("101", ["Z1", "Z2"][line], ["X1", ""][line], on, yuan));
    let targets = prop::collection::vec(any_target().prop_map(Record::Target), 0..8);
    (targets, prop::collection::vec(items, 0..20), prop::collection::vec(money, 0..10), 0_i64..200_000).prop_map(
        |(mut records, items, money, budgeted)| {
            records.push(budget("101", "Z1", "X1", budgeted));
            records.push(budget("101", "Z2", "", budgeted / 2));
            records.extend(items);
            records.extend(money);
            records
        },
    )
}

fn adds_up(evaluation: &Evaluation) -> Result<(), TestCaseError> {
    let sums = evaluation.sums();
    let sum = |points: &mut dyn Iterator<Item = u32>| points.fold(0, u32::saturating_add);
    prop_assert!(evaluation.lines.iter().all(|line| line.score <= line.weight));
    prop_assert_eq!(sum(&mut evaluation.lines.iter().map(|line| line.score)), evaluation.total);
    prop_assert_eq!(sum(&mut sums.iter().map(|sum| sum.score)), evaluation.total);
    prop_assert_eq!(sum(&mut sums.iter().flat_map(|sum| &sum.parts).map(|part| part.score)), evaluation.total);
    prop_assert_eq!(sum(&mut sums.iter().map(|sum| sum.weight)), evaluation.full);
    prop_assert_eq!(
        sums.iter().flat_map(|sum| &sum.parts).map(|part| part.lines.len()).sum::<usize>(),
        evaluation.lines.len()
    );
    prop_assert!(evaluation.lines.iter().all(|line| (line.lost() > 0) != line.reason.is_empty()));
    Ok(())
}

proptest! {
    #[test]
    fn parts_add_up_whatever_happens(records in any_records(), on in 1_u16..367, points in 0_u32..2000) {
        let (plan, facts) = told(&records);
        let settings = Settings::default();
        let deductions = [Deduction {
            unit: "101".into(),
            project: "X1".into(),
            code: "ZG1".into(),
            points,
            reason: "资金闲置".into(),
        }];
        let evaluator = Evaluator::new(&plan, &facts, &settings.evaluation, &deductions).at(on);
        adds_up(&evaluator.unit("101"))?;
        let projects = evaluator.projects();
        for project in &projects {
            adds_up(project)?;
        }
        let proposal = propose(&plan, &facts, &projects, &settings.application);
        let sum: Fen = proposal.lines.iter().map(|line| line.amounts.proposed).sum();
        prop_assert_eq!(sum, proposal.total.proposed);
        for line in &proposal.lines {
            let amounts = line.amounts;
            prop_assert!(amounts.proposed >= Fen::ZERO && amounts.proposed <= amounts.money.budget.max(Fen::ZERO));
            prop_assert_eq!(amounts.difference, amounts.proposed - amounts.money.budget.max(Fen::ZERO));
        }
        for next in next_targets(&plan, &facts, &settings.application, on) {
            prop_assert!(!next.below_last || next.reason.contains("低于本年实际值"));
        }
    }

    #[test]
    fn every_evaluation_can_be_reported(records in any_records(), on in 1_u16..367) {
        let (plan, facts) = told(&records);
        let mut books = BooksBuilder::new(2024);
        books.add(&Record::Unit(UnitRecord {
            unit: "101",
            name: "某局",
            unit_kind: UnitKind::Administrative,
            parent: None,
        }));
        let books = books.finish();
        let settings = Settings::default();
        let evaluator = Evaluator::new(&plan, &facts, &settings.evaluation, &[]).at(on);
        let (whole, projects) = (evaluator.unit("101"), evaluator.projects());
        let proposal = propose(&plan, &facts, &projects, &settings.application);
        let of = SelfEvaluation {
            books: &books,
            plan: &plan,
            facts: &facts,
            whole: &whole,
            projects: &projects,
            corrections: &[],
            proposal: Some(&proposal),
            next_targets: &next_targets(&plan, &facts, &settings.application, on),
            settings: &settings.evaluation,
        };
        let report = of.report().unwrap();
        for table in &report.tables {
            prop_assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()));
        }
        prop_assert!(juesuan_render::docx(&report).is_ok());
        prop_assert!(juesuan_render::xlsx(&report).is_ok());
        prop_assert!(juesuan_render::html(&report).is_ok() && juesuan_render::json(&report).is_ok());
    }
}
