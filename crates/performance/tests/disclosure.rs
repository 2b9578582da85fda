//! The performance section of a disclosure is written from the evaluation: nothing contradicts itself, all is understood.

mod common;

use common::{UNIT, deductions, example};
use juesuan_audit::{Options, Severity, check};
use juesuan_performance::{Settings, evaluate::Evaluator};
use juesuan_read::read_bytes;
use juesuan_report::{Options as How, compile};

#[test]
fn disclosures_state_what_was_evaluated() {
    let (mut books, plan, facts) = example();
    let settings = Settings::default().evaluation;
    let deductions = deductions();
    for form in ["hunan", "national", "shanghai"] {
        // Earlier days lose points in many places.
        for day in [10, 130, 200, 366] {
            Evaluator::new(&plan, &facts, &settings, &deductions).at(day).unit(UNIT).disclose(&mut books);
            let report = compile(&books, &How { form: Some(form.to_owned()), ..How::default() }).unwrap();
            if day == 366 {
                assert_eq!(report.figures["score/total/score"].printed, "98.7");
            }
            let page = juesuan_render::html(&report).unwrap();
            let document = read_bytes("a.html", page.into_bytes()).unwrap();
            let audit = check(&document, &Options::default());
            let errors = audit.findings.iter().filter(|finding| finding.severity == Severity::Error);
            let told: Vec<String> = errors.map(|error| format!("{} {}", error.code, error.message)).collect();
            assert!(told.is_empty(), "{form} day {day}: {told:#?}");
            let coverage = &audit.coverage;
            let missed: Vec<_> = coverage.not_understood.iter().map(|&place| document.text_of(place)).collect();
            assert_eq!(coverage.numerals, coverage.understood, "{form} day {day}: {missed:#?}");
        }
    }
}
