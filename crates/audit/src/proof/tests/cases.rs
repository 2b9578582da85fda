//! Small problems with known answers.

use juesuan_amount::{Interval, Ratio};

use crate::proof::{Expected, Observation, Problem, Statement, prove, verify};

fn amount(quantity: usize, value: i128) -> Observation {
    let own = Interval::new(value - 5, value + 5);
    Observation::Quantity { quantity, own, strict: own, suspicion: 0 }
}

fn percentage(basis_points: i128) -> Observation {
    let own = Ratio { lo: 2 * basis_points - 1, hi: 2 * basis_points + 1, den: 20_000 };
    Observation::Percentage { own, strict: own, suspicion: 0 }
}

fn sum(total: usize, items: impl IntoIterator<Item = usize>) -> Statement {
    let terms = std::iter::once((total, -1)).chain(items.into_iter().map(|item| (item, 1))).collect();
    Statement::Linear { terms, lo: Some(0), hi: Some(0) }
}

fn amounts(values: &[i128]) -> Problem {
    Problem {
        nonnegative: vec![true; values.len()],
        observations: values.iter().enumerate().map(|(quantity, &value)| amount(quantity, value)).collect(),
        statements: Vec::new(),
    }
}

#[test]
fn honest_rounding_is_consistent() {
    let mut problem = amounts(&[100, 200, 300, 610]);
    problem.statements.push(sum(3, [0, 1, 2]));
    assert_eq!(prove(&problem), []);
}

#[test]
fn a_wrong_total_is_proven_by_what_it_misses() {
    let mut problem = amounts(&[100, 200, 300, 700]);
    problem.statements.push(sum(3, [0, 1, 2]));
    let [conflict] = prove(&problem).try_into().unwrap();
    assert!(verify(&problem, &conflict));
    assert_eq!((conflict.gap, conflict.gap_scale, conflict.steps.len()), (80, 1, 5));
}

#[test]
fn the_cell_where_a_wrong_row_and_a_wrong_column_cross_is_blamed() {
    // Two by two cells, row totals 4 and 5, column totals 6 and 7, total 8.
    let mut problem = amounts(&[1000, 2000, 3000, 4900, 3000, 7000, 4000, 6000, 10_000]);
    problem.statements.extend([
        sum(4, [0, 1]),
        sum(5, [2, 3]),
        sum(6, [0, 2]),
        sum(7, [1, 3]),
        sum(8, [4, 5]),
        sum(8, [6, 7]),
    ]);
    let [conflict] = prove(&problem).try_into().unwrap();
    assert_eq!(conflict.suspect, 3);
    assert!(matches!(conflict.expected, Some(Expected::Quantity(interval)) if interval.contains(4000)));
    assert_eq!(conflict.gap / conflict.gap_scale, 885);
}

#[test]
fn a_list_that_lacks_an_item_is_one_conflict_of_the_sum() {
    // Quantities 0..3 are items and 3 their class in a table, 4..6 and 6 the same in the text, which lacks an item.
    let mut problem = amounts(&[1000, 2000, 3000, 6000, 1000, 2000, 6000]);
    let same = |a: usize, b: usize| Statement::Linear { terms: vec![(a, 1), (b, -1)], lo: Some(0), hi: Some(0) };
    problem.statements.extend([sum(3, [0, 1, 2]), sum(6, [4, 5]), same(0, 4), same(1, 5), same(3, 6)]);
    let [conflict] = prove(&problem).try_into().unwrap();
    assert_eq!(conflict.statement, Some(1));
    assert!(verify(&problem, &conflict));
}

#[test]
fn the_odd_one_of_three_is_blamed() {
    let mut problem = amounts(&[1000]);
    problem.observations.extend([amount(0, 1003), amount(0, 1200)]);
    let [conflict] = prove(&problem).try_into().unwrap();
    assert_eq!(conflict.suspect, 2);
    assert_eq!(conflict.expected, Some(Expected::Quantity(Interval::new(998, 1005))));
}

#[test]
fn a_wrong_percentage_of_right_amounts_is_blamed() {
    let mut problem = amounts(&[600_000, 400_000, 1_000_000]);
    problem.statements.push(sum(2, [0, 1]));
    problem.observations.push(percentage(6500));
    problem.statements.push(Statement::Ratio { part: vec![(0, 1)], whole: vec![(2, 1)], percentage: 3 });
    let [conflict] = prove(&problem).try_into().unwrap();
    assert_eq!(conflict.suspect, 3);
    let Some(Expected::Percentage(ratio)) = conflict.expected else { panic!("{conflict:?}") };
    assert!(ratio.lo * 100 <= 60 * ratio.den && 60 * ratio.den <= ratio.hi * 100);
    let miss = conflict.gap / conflict.gap_scale;
    assert!((49_900..50_000).contains(&miss), "{miss}");
}

#[test]
fn figures_wrong_only_at_the_precision_of_the_document_are_told_apart() {
    let mut problem = amounts(&[6200, 3770, 10_000]);
    problem.observations[0] = Observation::Quantity {
        quantity: 0,
        own: Interval::new(6150, 6250),
        strict: Interval::new(6195, 6205),
        suspicion: 0,
    };
    problem.statements.push(sum(2, [0, 1]));
    let [conflict] = prove(&problem).try_into().unwrap();
    assert!(!conflict.at_own_precision);
    assert_eq!(conflict.suspect, 0);
}

#[test]
fn two_independent_faults_are_two_conflicts() {
    let mut problem = amounts(&[100, 200, 400, 1000, 2000, 3500]);
    problem.statements.extend([sum(2, [0, 1]), sum(5, [3, 4])]);
    assert_eq!(prove(&problem).len(), 2);
}

#[test]
fn statements_that_contradict_each_other_blame_nobody() {
    let problem = Problem {
        nonnegative: vec![false],
        observations: Vec::new(),
        statements: vec![
            Statement::Linear { terms: vec![(0, 1)], lo: None, hi: Some(0) },
            Statement::Linear { terms: vec![(0, 1)], lo: Some(1), hi: None },
        ],
    };
    assert_eq!(prove(&problem), []);
}

#[test]
fn what_bounds_do_not_show_is_found_by_the_linear_program() {
    // Every pair adds up to 1000, so all three to 1500; bounds alone never see that 1600 is too much.
    let mut problem = Problem { nonnegative: vec![true; 4], observations: Vec::new(), statements: Vec::new() };
    problem.observations.push(amount(3, 1600));
    for pair in [[0, 1], [1, 2], [0, 2]] {
        let terms = pair.into_iter().map(|quantity| (quantity, 1)).collect();
        problem.statements.push(Statement::Linear { terms, lo: Some(1000), hi: Some(1000) });
    }
    problem.statements.push(sum(3, [0, 1, 2]));
    let [conflict] = prove(&problem).try_into().unwrap();
    assert_eq!((conflict.suspect, conflict.gap, conflict.gap_scale), (0, 190, 2));
}

#[test]
fn a_long_sum_at_the_largest_amounts_is_proven() {
    let values: Vec<i128> = (0..200).map(|item| 10i128.pow(17) - item).collect();
    let mut problem = amounts(&values);
    problem.nonnegative.push(true);
    problem.observations.push(amount(200, values.iter().sum::<i128>() + 5000));
    problem.statements.push(sum(200, 0..200));
    problem.observations.push(percentage(51));
    problem.statements.push(Statement::Ratio { part: vec![(7, 1)], whole: vec![(200, 1)], percentage: 201 });
    let conflicts = prove(&problem);
    assert_eq!(conflicts.iter().map(|conflict| conflict.gap / conflict.gap_scale).next(), Some(5000 - 201 * 5));
    assert!(conflicts.len() == 2 && conflicts[1].suspect == 201, "{conflicts:?}");
}

#[test]
fn a_share_of_nothing_may_say_anything() {
    let mut problem = amounts(&[0, 0]);
    problem.observations.push(percentage(1234));
    problem.statements.push(Statement::Ratio { part: vec![(0, 1)], whole: vec![(1, 1)], percentage: 2 });
    assert_eq!(prove(&problem), []);
}
