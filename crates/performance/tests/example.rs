//! The example department: its goals, evidence and money come to the score that its disclosure states.

mod common;

use common::{UNIT, deductions, example};
use juesuan_books::FirstLevel;
use juesuan_performance::{
    Settings,
    evaluate::{Evaluation, Evaluator, Grade},
};

fn assert_adds_up(evaluation: &Evaluation) {
    let sums = evaluation.sums();
    let parts = sums.iter().flat_map(|sum| &sum.parts);
    assert_eq!(sums.iter().map(|sum| sum.score).sum::<u32>(), evaluation.total);
    assert_eq!(parts.map(|part| part.score).sum::<u32>(), evaluation.total);
    assert_eq!(evaluation.lines.iter().map(|line| line.score).sum::<u32>(), evaluation.total);
    assert!(evaluation.lines.iter().all(|line| line.score <= line.weight));
    assert!(evaluation.lines.iter().all(|line| (line.lost() > 0) != line.reason.is_empty()));
}

#[test]
fn the_whole_scores_what_the_disclosure_says() {
    let (_, plan, facts) = example();
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
    let (_, plan, facts) = example();
    let settings = Settings::default().evaluation;
    let projects = Evaluator::new(&plan, &facts, &settings, &[]).projects();
    assert_eq!(projects.len(), 20);
    for project in &projects {
        assert_adds_up(project);
        assert!(project.full == 10_000 && project.notices.is_empty());
    }
}
