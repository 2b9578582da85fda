//! Measures recall and precision of the audit on generated documents.

use juesuan_mutate::{Rng, generate};

fn main() {
    let mut rng = Rng::new(1);
    println!("{}", generate(&mut rng).text());
}
