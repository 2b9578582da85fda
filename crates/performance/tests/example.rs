//! The example department: its goals, evidence and money come to the score that its disclosure states.

use std::{convert::Infallible, path::Path};

use juesuan_books::{FirstLevel, Import, Place, Record, Sink};
use juesuan_performance::{
    Facts, Plan, PlanBuilder, Settings,
    evaluate::{Deduction, Evaluation, Evaluator, Grade},
};

const UNIT: &str = "101001";

struct Each<F>(F);

impl<F: FnMut(&Record<'_>)> Sink for Each<F> {
    type Error = Infallible;

    fn take(&mut self, record: &Record<'_>, _: Place<'_>) -> Result<(), Self::Error> {
        (self.0)(record);
        Ok(())
    }
}

fn read(each: impl FnMut(&Record<'_>)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/huaihua-2024");
    let mut import = Import::new(2024);
    let Ok(()) = import.read(&folder, &mut Each(each));
    import.finish().unwrap_or_else(|problems| panic!("{problems:?}"));
}

fn example() -> (Plan, Facts) {
    let mut builder = PlanBuilder::new(2024);
    read(|record| builder.add(record));
    let plan = builder.finish();
    let mut facts = Facts::new(&plan);
    read(|record| drop(facts.take(&plan, record)));
    (plan, facts)
}

/// What ten corrections take away at a tenth of a point each.
fn deductions() -> Vec<Deduction> {
    let one = |number: u32| Deduction {
        unit: UNIT.to_owned(),
        project: format!("X{number:02}"),
        code: format!("ZG{number:02}"),
        points: 10,
        reason: format!("X{number:02}出现偏差"),
    };
    (1..=10).map(one).collect()
}

fn assert_adds_up(evaluation: &Evaluation) {
    let sums = evaluation.sums();
    let parts = sums.iter().flat_map(|sum| &sum.parts);
    assert_eq!(sums.iter().map(|sum| sum.score).sum::<u32>(), evaluation.total);
    assert_eq!(parts.map(|part| part.score).sum::<u32>(), evaluation.total);
    assert_eq!(evaluation.lines.iter().map(|line| line.score).sum::<u32>(), evaluation.total);
    assert!(evaluation.lines.iter().all(|line| line.score <= line.weight));
    assert!(evaluation.lines.iter().all(|line| (line.lost() > 0) == !line.reason.is_empty()));
}

#[test]
fn the_whole_scores_what_the_disclosure_says() {
    let (plan, facts) = example();
    let settings = Settings::default().evaluation;
    let deductions = deductions();
    let evaluation = Evaluator::new(&plan, &facts, &settings, &deductions).unit(UNIT);
    assert_adds_up(&evaluation);
    let sums: Vec<(FirstLevel, u32, u32)> =
        evaluation.sums().iter().map(|sum| (sum.level, sum.weight, sum.score)).collect();
    assert_eq!(
        sums,
        [
            (FirstLevel::Execution, 1000, 970),
            (FirstLevel::Cost, 2000, 2000),
            (FirstLevel::Output, 3000, 3000),
            (FirstLevel::Benefit, 3000, 2900),
            (FirstLevel::Satisfaction, 1000, 1000),
        ]
    );
    assert_eq!((evaluation.total, evaluation.grade), (9870, Some(Grade::Excellent)));
}

#[test]
fn every_project_is_evaluated() {
    let (plan, facts) = example();
    let settings = Settings::default().evaluation;
    let projects = Evaluator::new(&plan, &facts, &settings, &[]).projects();
    assert_eq!(projects.len(), 20);
    for project in &projects {
        assert_adds_up(project);
        assert!(project.full == 10_000 && project.notices.is_empty());
    }
}
