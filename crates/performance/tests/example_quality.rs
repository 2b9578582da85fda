//! What the linter and the coverage say of the example department, and of the weaknesses that its disclosure itself names.

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use juesuan_amount::Fen;
use juesuan_books::{Import, Place, Record, Sink};
use juesuan_performance::quality::{Severity, review};
use juesuan_performance::{Coverage, Facts, LineMoney, Money, Plan, PlanBuilder, Settings};

/// The example department's books.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/huaihua-2024")
}

/// Gives each record of the example to `see`.
fn each(see: impl FnMut(&Record<'_>)) {
    struct Each<F>(F);
    impl<F: FnMut(&Record<'_>)> Sink for Each<F> {
        type Error = Infallible;

        fn take(&mut self, record: &Record<'_>, _: Place<'_>) -> Result<(), Infallible> {
            (self.0)(record);
            Ok(())
        }
    }
    let mut import = Import::new(2024);
    let Ok(()) = import.read(&folder(), &mut Each(see));
    import.finish().unwrap_or_else(|problems| panic!("{problems}"));
}

/// Its plan and what happened.
fn example() -> (Plan, Facts, LineMoney) {
    let mut builder = PlanBuilder::new(2024);
    each(|record| builder.add(record));
    let plan = builder.finish();
    let (mut facts, mut money) = (Facts::new(&plan), LineMoney::new(&plan));
    each(|record| {
        facts.take(&plan, record);
        money.take(&plan, record);
    });
    (plan, facts, money)
}

#[test]
fn the_weaknesses_of_the_example_are_told() {
    let (plan, facts, _) = example();
    let reviews = review(&plan, Some(&facts), &Settings::default().quality);
    assert!(reviews.iter().flat_map(|review| &review.findings).all(|finding| finding.severity < Severity::Error));
    let whole = &reviews[0];
    assert_eq!(whole.scheme.as_deref(), Some("整体支出（成本单列）"));
    let told = whole.findings.iter().map(|finding| {
        let (severity, loss) = (finding.severity.name(), Fen(finding.loss.into()));
        format!("{} {severity} 扣{loss} {}：{}", finding.code, finding.about.text(&plan), finding.message)
    });
    let told: Vec<String> = told.collect();
    let others = reviews[1..].iter().map(|review| format!("{} {}", review.title, Fen(review.score.into())));
    let others: Vec<String> = others.collect();
    let score = Fen(whole.score.into());
    insta::assert_snapshot!(format!("{} {score}\n{}\n\n{}", whole.title, told.join("\n"), others.join("\n")));
}

#[test]
fn every_yuan_of_the_example_serves_a_goal_or_is_told() {
    let (plan, _, money) = example();
    let coverage = Coverage::new(&plan, &money, 366);
    let goals = coverage.goals.iter().fold(Money::default(), |sum, goal| sum + goal.money);
    let lines = coverage.without_goal.iter().fold(Money::default(), |sum, part| sum + part.money);
    let paid = coverage.without_line.iter().map(|without| without.2).sum();
    assert_eq!(goals + lines + Money { budget: Fen::ZERO, paid }, coverage.total.all);
    let duties = coverage.tree(&plan).into_iter().map(|duty| {
        let name = if duty.name.is_empty() { "（未写职责）".to_owned() } else { duty.name };
        format!("{name}：预算 {}，支付 {}，{}个目标", duty.money.budget, duty.money.paid, duty.goals.len())
    });
    let duties: Vec<String> = duties.collect();
    let total = coverage.total;
    let rest = [total.basic_without_goal, total.other_without_goal].map(|m| format!("{} / {}", m.budget, m.paid));
    let idle: Vec<&str> = coverage.without_money.iter().map(|&goal| plan.goals[goal].name.as_str()).collect();
    insta::assert_snapshot!(format!(
        "全部：{} / {}\n有目标：{} / {}\n没有目标：基本支出 {}，其他 {}\n没有钱的目标：{idle:?}\n{}",
        total.all.budget,
        total.all.paid,
        total.served.budget,
        total.served.paid,
        rest[0],
        rest[1],
        duties.join("\n")
    ));
}
