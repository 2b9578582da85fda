//! The example's evaluation states every value of the published disclosure's performance section.

mod common;

use common::{UNIT, deductions, example};
use juesuan_performance::{Settings, evaluate::Evaluator};

/// A value as printed, without the words by which the published text rounds or compares it: `增长10.1%` is 10.1%,
/// `4900余件` is 4900件.
fn plain(value: &str) -> String {
    let from = value.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    value[from..].replace('余', "")
}

#[test]
fn the_published_values_come_from_evidence() {
    let (mut books, plan, facts) = example();
    let (settings, deductions) = (Settings::default().evaluation, deductions());
    let evaluation = Evaluator::new(&plan, &facts, &settings, &deductions).unit(UNIT);
    books.facts.performance.indicators.clear();
    evaluation.disclose(&mut books);
    let text: String = books.facts.performance.indicators.iter().map(|indicator| indicator.text.as_str()).collect();
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/../report/tests/seed_figures.csv");
    let mut rows = csv::Reader::from_path(list).expect("the list of published figures");
    let mut seen = 0;
    for row in rows.records().map(Result::unwrap) {
        // Scores and money are tested elsewhere; these are what indicators aimed at and reached.
        let (section, what, value, id) = (&row[1], &row[2], &row[4], &row[7]);
        if section == "十四" && id.is_empty() {
            assert!(text.contains(&plain(value)), "{what} {value} is not among: {text}");
            seen += 1;
        }
    }
    assert!(seen >= 25, "{seen} values");
}
