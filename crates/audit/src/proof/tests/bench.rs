//! Times per document; run with `cargo test --release -p juesuan-audit proof_times -- --ignored --nocapture`.

use std::time::Instant;

use super::sample::{Dice, document};
use crate::proof::{Problem, prove};

#[test]
#[ignore = "a measurement"]
fn proof_times() {
    for faults in [0, 1, 3, 10] {
        let samples: Vec<Problem> = (0..60)
            .map(|seed| {
                let mut dice = Dice(seed);
                let mut sample = document(&mut dice, 70, 4);
                let count = sample.problem.observations.len() as u64;
                for _ in 0..faults {
                    let by = i128::from(3000 + dice.below(50_000));
                    sample.corrupt(dice.below(count) as usize, by);
                }
                sample.problem
            })
            .collect();
        let size = (samples[0].observations.len(), samples[0].statements.len());
        let mut times: Vec<(f64, usize)> = samples
            .iter()
            .map(|problem| {
                let start = Instant::now();
                let found = prove(problem).len();
                (start.elapsed().as_secs_f64() * 1e3, found)
            })
            .collect();
        times.sort_by(|a, b| a.0.total_cmp(&b.0));
        let found: usize = times.iter().map(|&(_, found)| found).sum();
        println!(
            "{faults} faults, {size:?}: median {:.2} ms, 90 % {:.2} ms, worst {:.2} ms, found {found}",
            times[30].0, times[54].0, times[59].0
        );
    }
}
