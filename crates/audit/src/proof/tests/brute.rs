//! The engine and its verifier against the trial of all integers on tiny problems.

use juesuan_amount::{Interval, Ratio};
use proptest::prelude::*;

use crate::proof::{
    Conflict, Observation, Problem, Source, Statement, Step, merge::Merged, propagate::Propagation, prove,
    system::System, verify, witness,
};

const QUANTITIES: usize = 3;

fn terms() -> impl Strategy<Value = Vec<(usize, i128)>> {
    proptest::collection::btree_map(0..QUANTITIES, prop_oneof![-2i128..0, 1i128..3], 1..=QUANTITIES)
        .prop_map(|terms| terms.into_iter().collect())
}

fn statement() -> impl Strategy<Value = Statement> {
    let linear = (terms(), -6i128..6, 0i128..3, 0..3).prop_map(|(terms, lo, width, sides)| Statement::Linear {
        terms,
        lo: (sides != 1).then_some(lo),
        hi: (sides != 2).then_some(lo + width),
    });
    let positive = terms().prop_map(|terms| terms.into_iter().map(|(q, c)| (q, c.abs())).collect());
    let ratio = (terms(), positive, 0usize..2).prop_map(|(part, whole, percentage)| Statement::Ratio {
        part,
        whole,
        percentage,
    });
    prop_oneof![3 => linear, 1 => ratio]
}

/// Quantities between -4 and 4, each printed once, and two percentages in front.
fn problem() -> impl Strategy<Value = Problem> {
    let percentages = proptest::collection::vec((-3i128..6, 0i128..3), 2..=2);
    let figures = proptest::collection::vec((-4i128..=4, 0i128..5), QUANTITIES..=QUANTITIES);
    let statements = proptest::collection::vec(statement(), 1..5);
    (percentages, figures, statements, proptest::collection::vec(any::<bool>(), QUANTITIES..=QUANTITIES)).prop_map(
        |(percentages, figures, statements, nonnegative)| {
            let ratios = percentages.into_iter().map(|(lo, width)| {
                let own = Ratio { lo, hi: lo + width, den: 4 };
                Observation::Percentage { own, strict: own, suspicion: 0 }
            });
            let amounts = figures.into_iter().enumerate().map(|(quantity, (lo, width))| {
                let own = Interval::new(lo, (lo + width).min(4));
                Observation::Quantity { quantity, own, strict: own, suspicion: 0 }
            });
            Problem { nonnegative, observations: ratios.chain(amounts).collect(), statements }
        },
    )
}

/// Whether exact amounts satisfy everything, by the meaning of the statements and not of their inequalities.
fn satisfies(problem: &Problem, values: &[i128]) -> bool {
    let sum = |terms: &[(usize, i128)]| terms.iter().map(|&(q, c)| c * values[q]).sum::<i128>();
    let amounts = problem.observations.iter().all(|observation| match observation {
        Observation::Quantity { quantity, own, .. } => own.contains(values[*quantity]),
        Observation::Percentage { .. } => true,
    });
    let signs = values.iter().zip(&problem.nonnegative).all(|(&value, &nonnegative)| !nonnegative || value >= 0);
    amounts
        && signs
        && problem.statements.iter().all(|statement| match statement {
            Statement::Linear { terms, lo, hi } => {
                lo.is_none_or(|lo| lo <= sum(terms)) && hi.is_none_or(|hi| sum(terms) <= hi)
            }
            Statement::Ratio { part, whole, percentage } => {
                let Observation::Percentage { own, .. } = problem.observations[*percentage] else { return false };
                let (part, whole) = (sum(part) * own.den, sum(whole));
                whole >= 0 && own.lo * whole <= part && part <= own.hi * whole
            }
        })
}

fn is_satisfiable(problem: &Problem) -> bool {
    (-4..=4).any(|a| (-4..=4).any(|b| (-4..=4).any(|c| satisfies(problem, &[a, b, c]))))
}

fn source() -> impl Strategy<Value = Source> {
    prop_oneof![
        (0usize..6).prop_map(Source::Observation),
        (0usize..5).prop_map(Source::Statement),
        (0usize..4).prop_map(Source::Nonnegative),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn what_is_proven_has_no_solution(problem in problem()) {
        let conflicts = prove(&problem);
        prop_assert!(conflicts.iter().all(|conflict| verify(&problem, conflict)));
        prop_assert!(conflicts.is_empty() || !is_satisfiable(&problem));
    }

    #[test]
    fn a_witness_is_a_solution(mut problem in problem()) {
        // That the whole of a ratio is not negative is no inequality of its own.
        problem.statements.retain(|statement| matches!(statement, Statement::Linear { .. }));
        let has_witness = |system: &System| witness::is_printed(system, &vec![true; system.rows.len()]);
        prop_assert!(!System::components(&problem, true).iter().all(has_witness) || is_satisfiable(&problem));
    }

    #[test]
    fn a_witness_without_copies_is_a_solution(mut problem in problem()) {
        problem.statements.retain(|statement| matches!(statement, Statement::Linear { .. }));
        let has_witness = |system: &System| {
            let enabled = vec![true; system.rows.len()];
            let mut propagation = Propagation::new(system, &enabled);
            let is_open = propagation.run().is_none();
            let (_, printed) = witness::printed(system, &enabled);
            let Merged { system, bounds, printed, .. } = Merged::new(system, &enabled, &propagation.bounds, &printed);
            let enabled = vec![true; system.rows.len()];
            is_open && witness::exists(&system, &enabled, &bounds, &witness::near(&printed, &bounds))
        };
        prop_assert!(!System::components(&problem, true).iter().all(has_witness) || is_satisfiable(&problem));
    }

    #[test]
    fn the_verifier_accepts_nothing_false(
        problem in problem(),
        steps in proptest::collection::vec((source(), any::<bool>(), 1i128..3), 1..5),
        suspect in 0usize..5,
    ) {
        let steps: Vec<Step> = steps.into_iter().map(|(source, upper, weight)| Step { source, upper, weight }).collect();
        for gap in 1..8 {
            let conflict = Conflict { statement: None,
                steps: steps.clone(), gap, gap_scale: 1, suspect, alike: vec![], expected: None, at_own_precision: true,
            };
            prop_assert!(!verify(&problem, &conflict) || !is_satisfiable(&problem));
        }
    }

    #[test]
    fn nothing_overflows_or_panics(
        problem in problem(),
        factor in prop_oneof![Just(1i128), Just(10i128.pow(17)), Just(10i128.pow(24)), Just(i128::MAX / 64)],
    ) {
        let mut problem = problem;
        for observation in &mut problem.observations {
            if let Observation::Quantity { own, strict, .. } = observation {
                *own = own.scale(factor);
                *strict = *own;
            }
        }
        prop_assert!(prove(&problem).iter().all(|conflict| verify(&problem, conflict)));
    }
}
