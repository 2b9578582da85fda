//! The example department's year, day by day: whatever deviates explains itself down to vouchers and evidence.

use std::convert::Infallible;
use std::path::PathBuf;

use juesuan_books::{DeviationKind, Import, Place, Record, Sink};
use juesuan_performance::monitor::Monitor;
use juesuan_performance::{Facts, FactsBuilder, Plan, PlanBuilder, Settings};

/// Takes records by a function.
struct Taking<F>(F);

impl<F: FnMut(&Record<'_>)> Sink for Taking<F> {
    type Error = Infallible;

    fn take(&mut self, record: &Record<'_>, _: Place<'_>) -> Result<(), Infallible> {
        (self.0)(record);
        Ok(())
    }
}

fn read(take: impl FnMut(&Record<'_>)) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/huaihua-2024");
    let mut import = Import::new(2024);
    let Ok(()) = import.read(&folder, &mut Taking(take));
    import.finish().unwrap();
}

fn year() -> (Plan, Facts) {
    let mut plan = PlanBuilder::new(2024);
    read(|record| plan.add(record));
    let plan = plan.finish();
    let mut facts = FactsBuilder::new(&plan);
    read(|record| facts.add(record));
    let facts = facts.finish();
    (plan, facts)
}

#[test]
fn the_example_is_monitored_through_the_year() {
    let (plan, facts) = year();
    let goals = plan.goals.len();
    let monitor = Monitor::new(plan, facts, Settings::default().monitor, 366);
    for deviation in monitor.deviations() {
        let told = monitor.explain(deviation.subject, deviation.kind, deviation.from).unwrap();
        assert!(!told.sentence.contains(['{', '}']), "{}", told.sentence);
        assert_eq!(told.light, monitor.light(deviation.subject, deviation.kind, deviation.from));
        let until = deviation.until.map_or("年底".to_owned(), |day| format!("第{day}天"));
        println!(
            "{}（至{until}，最坏{:?}；凭证{}笔、佐证{}条）",
            told.sentence,
            deviation.light,
            told.payments.len(),
            told.items.len()
        );
    }
    let board = monitor.board();
    assert_eq!(board.goals.len(), goals);
    for target in 0..monitor.plan().targets.len() {
        if let Some(forecast) = monitor.forecast(target) {
            assert!(forecast.low <= forecast.value && forecast.value <= forecast.high, "{target}: {forecast:?}");
        }
    }
    // 人员经费、公用经费 are not judged by results.
    let judged = [DeviationKind::MoneyAhead, DeviationKind::MoneyWithoutResults, DeviationKind::ResultsWithoutEffect];
    let basic = |project: usize| monitor.plan().projects[project].basic;
    assert!(monitor.deviations().all(|it| !judged.contains(&it.kind) || !it.subject.project.is_some_and(basic)));
}
