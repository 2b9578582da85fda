//! What the pages show of the example department, and that the pages agree with each other.

mod common;

use common::{UNIT, block_on, day, example, example_on, snapshot};
use juesuan_amount::Fen;
use juesuan_books::{CorrectionState, Role, Step};
use juesuan_desk::views::{
    FlowLayer, Home, MAIN_FIGURES, by_year, corrections_board, evaluation, execution_by_day, flow, goal_tree, home,
    indicator, monitor_board, proposal, recent_imports, spending_tree, three_fees,
};
use juesuan_performance::{Money, monitor::Light};
use juesuan_report::Rounding;

fn home_on(on: &str) -> Home {
    let snapshot = example_on(on);
    home(&snapshot, &snapshot.report(Some("hunan"), Rounding::Honest).unwrap())
}

#[test]
fn home_tells_the_year_at_a_glance() {
    let home = home_on("2024-06-30");
    assert_eq!((home.unit.as_str(), home.day), (UNIT, day("2024-06-30")));
    assert_eq!(home.elapsed.unwrap().to_string(), "49.73%");
    let funds: Fen = home.funds.iter().map(|fund| fund.money.paid).sum();
    assert_eq!(funds, home.money.paid);
    let counted = home.lights.red + home.lights.yellow + home.lights.green;
    assert_eq!(counted, home.goals.len());
    assert!(home.goals.is_sorted_by(|a, b| a.light >= b.light), "the worst first");
    assert!(home.corrections.iter().all(|card| card.state != CorrectionState::Closed && !card.section.is_empty()));
    assert!(home.corrections.is_sorted_by_key(|card| card.deadline));
    assert_eq!(home.overdue, home.corrections.iter().filter(|card| card.overdue_days > 0).count());
}

#[test]
fn money_adds_up_on_every_page() {
    let snapshot = example_on("2024-12-31");
    let home = home_on("2024-12-31");
    let spent: Fen = snapshot.totals().values().map(|amounts| amounts.spent).sum();
    assert_eq!(home.money.paid, spent);
    let curve = execution_by_day(&snapshot);
    assert_eq!(curve.len(), 366);
    assert_eq!(curve.last().map(|point| (point.budget, point.paid)), Some((home.money.budget, spent)));
    let tree = spending_tree(&snapshot);
    assert_eq!(tree.iter().map(|node| node.spent).sum::<Fen>(), spent);
    for class in &tree {
        assert!((100..1000).contains(&class.code) && !class.name.is_empty(), "{class:?}");
        assert_eq!(class.children.iter().map(|node| node.spent).sum::<Fen>(), class.spent);
    }
    let flow = flow(&snapshot);
    for layer in [FlowLayer::Fund, FlowLayer::Function, FlowLayer::Project, FlowLayer::Goal] {
        let nodes = flow.nodes.iter().filter(|node| node.layer == layer);
        let passed = nodes.fold(Money::default(), |sum, node| sum + node.money);
        assert_eq!((passed.budget, passed.paid), (home.money.budget, spent), "{layer:?}");
    }
    for (place, node) in flow.nodes.iter().enumerate().filter(|(_, node)| node.layer != FlowLayer::Goal) {
        let given = flow.links.iter().filter(|link| link.from == place);
        assert_eq!(given.fold(Money::default(), |sum, link| sum + link.money), node.money, "{}", node.name);
    }
    let routes = flow.routes.iter().fold(Money::default(), |sum, route| sum + route.money);
    assert_eq!((routes.budget, routes.paid), (home.money.budget, spent));
    let tree = goal_tree(&snapshot);
    let served: Fen = tree.duties.iter().map(|duty| duty.money.paid).sum();
    let unserved: Fen = tree.without_goal.iter().map(|line| line.money.paid).sum();
    assert_eq!((served, served + unserved), (tree.coverage.served.paid, spent));
}

#[test]
fn the_three_fees_are_those_of_the_table() {
    let snapshot = example_on("2024-12-31");
    let report = snapshot.report(Some("hunan"), Rounding::Honest).unwrap();
    let fees = three_fees(&snapshot.books(), &report);
    let of = |id: &str| fees.iter().find(|fee| fee.id == id).unwrap();
    assert_eq!(of("total").actual, of("abroad").actual + of("vehicle").actual + of("reception").actual);
    assert_eq!(of("total").last_year, Some(Fen(104_990_000)));
    assert!(of("total").budget >= of("total").actual);
}

#[test]
fn an_indicator_tells_its_way_to_the_target() {
    let snapshot = example_on("2024-06-30");
    let plan = snapshot.plan();
    let counted = plan.targets.iter().position(|target| target.accumulates() && !target.register.is_empty());
    let target = &plan.targets[counted.unwrap()];
    let shown = indicator(&snapshot, &target.unit, &target.code, 0, 5).unwrap();
    assert_eq!(shown.trajectory.len(), 366);
    let planned: Vec<_> = shown.trajectory.iter().filter_map(|point| point.planned).collect();
    assert!(planned.is_sorted());
    assert_eq!(planned.last().copied(), target.aim.number());
    assert!(shown.trajectory.iter().filter(|point| point.day > snapshot.day()).all(|point| point.reached.is_none()));
    assert!(shown.evidence.len() <= 5 && shown.evidence.is_sorted_by(|a, b| a.day >= b.day));
    let rest = indicator(&snapshot, &target.unit, &target.code, 5, usize::MAX).unwrap();
    assert_eq!(rest.evidence.len() + shown.evidence.len(), shown.evidence_count);
    assert_eq!(indicator(&snapshot, UNIT, "没有", 0, 5), None);
}

#[test]
fn lights_come_with_reasons_and_corrections() {
    let (mut deviations, mut corrected) = (0, 0);
    for on in ["2024-03-31", "2024-06-30", "2024-08-31", "2024-10-31"] {
        let board = monitor_board(&example_on(on));
        for deviation in &board.deviations {
            assert!(deviation.light > Light::Green && deviation.sentence.contains('，'), "{deviation:?}");
            assert!(!deviation.what.is_empty() && deviation.since.is_some());
        }
        deviations += board.deviations.len();
        corrected += board.deviations.iter().filter(|it| it.correction.is_some()).count();
    }
    assert!(deviations > 0 && corrected > 0, "{deviations} {corrected}");
}

#[test]
fn corrections_stand_in_the_column_of_their_state() {
    let (mut open, mut unassigned) = (0, 0);
    for month in 1..=12 {
        let snapshot = example_on(&format!("2024-{month:02}-15"));
        let board = corrections_board(&snapshot);
        let cards: usize = board.columns.iter().map(|column| column.cards.len()).sum();
        assert_eq!(cards, snapshot.corrections().len());
        let under_way = board.columns.iter().filter(|column| column.state != CorrectionState::Closed);
        for card in under_way.flat_map(|column| &column.cards) {
            assert!(!card.possible.is_empty() && !card.what.is_empty(), "{card:?}");
            open += 1;
        }
        unassigned += board.unassigned.len();
        let assigned = board.columns.iter().find(|column| column.state == CorrectionState::Assigned).unwrap();
        let handles = |&(step, roles): &(Step, &[Role])| step == Step::Handle && roles == [Role::Section];
        assert!(assigned.cards.iter().all(|card| card.possible.iter().any(handles)));
    }
    assert!(open > 0 && unassigned > 0, "{open} {unassigned}");
}

#[test]
fn scores_add_up_and_lead_to_next_year() {
    let snapshot = example_on("2024-12-31");
    let scores = evaluation(&snapshot);
    assert_eq!((scores[0].project.as_deref(), scores[0].full), (None, 10_000));
    for score in &scores {
        assert_eq!(score.levels.iter().map(|level| level.score).sum::<u32>(), score.score, "{}", score.name);
        let lines = score.levels.iter().flat_map(|level| &level.parts).flat_map(|part| &part.lines);
        for line in lines {
            assert_eq!(line.score < line.full, !line.reason.is_empty(), "{line:?}");
        }
    }
    let next = proposal(&snapshot);
    assert_eq!((next.year, next.budgets.len()), (2025, scores.len() - 1));
    assert_eq!(next.budgets.iter().map(|it| it.amounts.proposed).sum::<Fen>(), next.total.proposed);
    assert_eq!(next.aims.len(), snapshot.plan().targets.len());
}

#[test]
fn the_last_imports_are_told() {
    block_on(async {
        let (_folder, mut store) = example().await;
        let entries = recent_imports(&mut store, 5).await.unwrap();
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].actor, "测试");
        assert_eq!(snapshot(&mut store, "2024-06-30").await.entry(), entries[0].number);
    });
}

#[test]
fn years_stand_side_by_side() {
    let snapshot = example_on("2024-12-31");
    let (books, report) = (snapshot.books(), snapshot.report(None, Rounding::Honest).unwrap());
    let wanted = || MAIN_FIGURES.map(|(id, name)| (id.to_owned(), name.to_owned()));
    let both = by_year(&books, [&report], wanted());
    assert_eq!(both.years, [2023, 2024]);
    let spent: Fen = snapshot.totals().values().map(|amounts| amounts.spent).sum();
    assert!(!both.lines.is_empty(), "what was published last year");
    assert!(both.lines.iter().all(|line| line.amounts.iter().all(Option::is_some)), "{both:?}");
    // The books of a year are better than what was published of it.
    let before = juesuan_report::Report { year: 2023, ..report.clone() };
    let both = by_year(&books, [&before, &report], wanted());
    assert!(both.lines.iter().all(|line| line.amounts[0] == line.amounts[1]), "{both:?}");
    let line = both.lines.iter().find(|line| line.figure == "T1/expenditure-total/amount").unwrap();
    assert_eq!(line.amounts, [Some(spent); 2]);
}
