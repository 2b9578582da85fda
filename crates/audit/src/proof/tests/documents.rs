//! Soundness and completeness on sample documents.

use juesuan_amount::MoneyUnit;
use proptest::prelude::*;

use super::sample::{Dice, Sample, document, table};
use crate::proof::{Conflict, Problem, prove, verify};

/// Whether some other printed multiplier, side or missing step is refused.
fn mutations_are_refused(problem: &Problem, conflict: &Conflict) {
    for index in 0..conflict.steps.len() {
        let mut heavier = conflict.clone();
        heavier.steps[index].weight += 1;
        assert!(!verify(problem, &heavier), "heavier {index} of {conflict:?}");
        let mut negative = conflict.clone();
        negative.steps[index].weight *= -1;
        assert!(!verify(problem, &negative));
        let mut turned = conflict.clone();
        turned.steps[index].upper = !turned.steps[index].upper;
        assert!(!verify(problem, &turned), "turned {index} of {conflict:?}");
        let mut shorter = conflict.clone();
        shorter.steps.remove(index);
        assert!(!verify(problem, &shorter), "without {index} of {conflict:?}");
    }
    let mut greedy = conflict.clone();
    greedy.gap += 1;
    assert!(!verify(problem, &greedy));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn honest_documents_are_consistent(seed: u64, items in 1usize..24, columns in 1usize..6) {
        let sample = document(&mut Dice(seed), items, columns);
        prop_assert_eq!(prove(&sample.problem), []);
    }

    #[test]
    fn a_wrong_cell_of_a_table_is_the_only_suspect(seed: u64, items in 2usize..24, columns in 2usize..6) {
        let mut dice = Dice(seed);
        let mut sample = Sample::new(MoneyUnit::Wan, 2);
        table(&mut sample, &mut dice, items, columns, 12);
        let wrong = dice.below(sample.problem.observations.len() as u64) as usize;
        sample.corrupt(wrong, 5000);
        let conflicts = prove(&sample.problem);
        prop_assert_eq!(conflicts.len(), 1, "{:?}", conflicts);
        prop_assert_eq!(conflicts[0].suspect, wrong);
        prop_assert!(conflicts[0].at_own_precision);
        mutations_are_refused(&sample.problem, &conflicts[0]);
    }

    #[test]
    fn whatever_is_reported_is_proven(seed: u64, items in 2usize..24, columns in 1usize..6) {
        let mut dice = Dice(seed);
        let mut sample = document(&mut dice, items, columns);
        let count = sample.problem.observations.len() as u64;
        let mut wrong: Vec<usize> = (0..3).map(|_| dice.below(count) as usize).collect();
        for &observation in &wrong {
            // Of different sizes: equal ones in two cells of a table cannot be told from the same in the two others.
            let by = i128::from(3000 + dice.below(50_000));
            sample.corrupt(observation, by);
        }
        wrong.sort_unstable();
        wrong.dedup();
        let conflicts = prove(&sample.problem);
        for conflict in &conflicts {
            prop_assert!(verify(&sample.problem, conflict));
            mutations_are_refused(&sample.problem, conflict);
        }
    }
}

/// Three faults in documents whose figures support each other less than those of a table.
#[test]
fn faults_of_documents_are_rarely_reported_twice() {
    let (mut reported, mut planted) = (0, 0);
    for seed in 0..200 {
        let mut dice = Dice(seed);
        let mut sample = document(&mut dice, 8, 3);
        let count = sample.problem.observations.len();
        for part in 0..3 {
            let wrong = count * part / 3 + dice.below(count as u64 / 3) as usize;
            sample.corrupt(wrong, i128::from(3000 + dice.below(50_000)));
        }
        planted += 3;
        reported += prove(&sample.problem).len();
    }
    eprintln!("planted {planted}, reported {reported}");
    assert!(reported <= planted, "{reported} of {planted}");
    assert!(reported * 10 >= planted * 9, "{reported} of {planted}");
}

/// How often the engine names exactly the wrong figures, over many documents; a regression here is a worse auditor.
#[test]
fn nearly_all_faults_are_named() {
    let (mut named, mut reported, mut planted) = (0, 0, 0);
    for seed in 0..150 {
        let mut dice = Dice(seed);
        let mut sample = Sample::new(MoneyUnit::Wan, 2);
        let lines = table(&mut sample, &mut dice, 20, 5, 12);
        let grand = lines[lines.len() - 1][0];
        for line in &lines[..lines.len() - 1] {
            sample.percentage(vec![(line[0], 1)], vec![(grand, 1)], false);
        }
        let count = sample.problem.observations.len();
        let wrong: Vec<usize> = (0..5).map(|part| count * part / 5 + dice.below(count as u64 / 5) as usize).collect();
        for &observation in &wrong {
            sample.corrupt(observation, 1000);
        }
        let conflicts = prove(&sample.problem);
        planted += wrong.len();
        reported += conflicts.len();
        named += conflicts.iter().filter(|conflict| wrong.contains(&conflict.suspect)).count();
    }
    eprintln!("planted {planted}, reported {reported}, named {named}");
    assert!(named * 100 >= planted * 95, "{named} of {planted}");
    assert!(named * 100 >= reported * 96, "{named} of {reported} reported");
}
