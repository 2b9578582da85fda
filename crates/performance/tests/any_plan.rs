//! Whatever a plan says, the linter says something of it, its sums come out, and the order of records makes no difference.

mod tables;

use juesuan_books::{Aggregation, Comparison, Dimension, Kind};
use juesuan_performance::quality::{FULL, review};
use juesuan_performance::{Coverage, LineMoney, Money, PlanBuilder, Settings};
use proptest::prelude::*;
use proptest::sample::select;

/// Numbers, also those at the edge of what can be held.
fn number() -> impl Strategy<Value = String> {
    let edges = vec!["0", "-1", "100", "922337203685477.5807", "-922337203685477.5807", "0.0001"];
    prop_oneof![select(edges).prop_map(str::to_owned), (-1000_i32..1000).prop_map(|number| number.to_string())]
}

/// Texts that mean something to rules, and any others.
fn text() -> impl Strategy<Value = String> {
    let known =
        vec!["", "%", "元/件", "群众满意度", "合规100%", "完工及时率", "≥", "（", "12345热线", "提升能力，做好服务"];
    prop_oneof![select(known).prop_map(str::to_owned), "\\PC{1,6}"]
}

/// A row of 指标设定, in the order of its columns.
fn target() -> impl Strategy<Value = (Kind, csv::StringRecord)> {
    let words = [text(), text(), text(), text()];
    let numbers = [number(), number(), number()];
    let choices =
        (select(Dimension::all().to_vec()), select(Comparison::all().to_vec()), select(Aggregation::all().to_vec()));
    let plain = (0_u32..6, select(vec!["", "G1", "G2", "G9"]), select(vec!["", "X1"]), 0_u32..=42_949_672);
    let trajectory = select(vec!["", "0,0,0,100", "100,100,100,100"]);
    (words, numbers, choices, plain, trajectory).prop_map(|(words, numbers, choices, plain, trajectory)| {
        let (dimension, comparison, aggregation) = choices;
        let (code, goal, project, weight) = plain;
        let [name, measure, register, source] = words.map(|word| word.replace('\0', " "));
        let [value, baseline, threshold] = numbers;
        let value = match comparison {
            Comparison::By => "2024-06-30".to_owned(),
            Comparison::Qualitative => format!("{name}{value}"),
            _ => value,
        };
        let cells = [
            "101".to_owned(),
            format!("P{code}"),
            goal.to_owned(),
            project.to_owned(),
            dimension.name().to_owned(),
            if name.is_empty() { "甲".to_owned() } else { name },
            comparison.name().to_owned(),
            value,
            measure,
            weight.to_string(),
            if code == 0 { String::new() } else { baseline },
            register,
            aggregation.name().to_owned(),
            if code % 2 == 0 { String::new() } else { threshold },
            trajectory.to_owned(),
            "按比例".to_owned(),
            String::new(),
            String::new(),
            source,
        ];
        (Kind::Targets, csv::StringRecord::from(cells.to_vec()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_is_reviewed(targets in proptest::collection::vec(target(), 0..12)) {
        let mut rows = tables::rows("绩效目标\n目标编号,项目代码,年度目标\nG1,,文件运转\nG2,X1,督查督办\nG3,X2,没有指标");
        let mut known = std::collections::BTreeSet::new();
        // One record for each code: a later one would replace an earlier one.
        rows.extend(targets.into_iter().filter(|(_, cells)| known.insert(cells[1].to_owned())));
        let plan = tables::plan(&rows);
        let facts = tables::facts(&plan, &rows);
        let settings = Settings::default().quality;
        let reviews = review(&plan, Some(&facts), &settings);
        for review in &reviews {
            let lost: u32 = review.findings.iter().map(|finding| finding.loss).sum();
            let measured = if review.sheet.targets.is_empty() { 0 } else { FULL.saturating_sub(lost) };
            prop_assert_eq!(review.score, measured);
            prop_assert!(review.findings.iter().all(|finding| !finding.message.is_empty()));
        }
        let mut backwards = PlanBuilder::new(2024);
        let records: Vec<_> = tables::records(&rows).collect();
        records.iter().rev().for_each(|record| backwards.add(record));
        prop_assert_eq!(review(&backwards.finish(), None, &settings), review(&plan, None, &settings));
    }

    #[test]
    fn coverage_holds_for_any_amounts(
        amounts in proptest::collection::vec((any::<i32>(), any::<i32>(), 0_u32..=10_000), 1..5),
    ) {
        let mut budget = String::from("预算指标\n指标编号,指标金额,变动类型");
        let mut links = String::from("预算挂钩\n指标编号,目标编号,比例");
        for (number, (given, cut, share)) in amounts.iter().enumerate() {
            let fen = |amount: &i32| juesuan_amount::Fen(i64::from(*amount).abs());
            budget += &format!("\nA{number},{},年初预算\nA{number},{},追减", fen(given), fen(cut));
            links += &format!("\nA{number},G1,{}", juesuan_amount::Fen(i64::from(*share)));
        }
        let rows = tables::rows(&format!("{budget}\n\n{links}"));
        let plan = tables::plan(&rows);
        let mut money = LineMoney::new(&plan);
        tables::records(&rows).for_each(|record| money.take(&plan, &record));
        let coverage = Coverage::new(&plan, &money, 366);
        let rest = coverage.without_goal.iter().fold(Money::default(), |sum, part| sum + part.money);
        prop_assert_eq!(coverage.goals[0].money + rest, coverage.total.all);
    }
}
