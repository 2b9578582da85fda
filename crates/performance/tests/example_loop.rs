//! The example department's loop is closed: every kind of deviation is found by the monitor, corrected, gone when it is
//! measured again, and visible in the score.

mod common;

use std::collections::BTreeSet;

use common::{corrections, deductions, example};
use juesuan_books::{CorrectionState, Date, DeviationKind};
use juesuan_performance::{
    Settings,
    correct::{Effect, subject, verify},
    monitor::{Light, Monitor},
};

#[test]
fn every_kind_of_deviation_is_found_corrected_and_gone() {
    let (_, plan, facts) = example();
    let corrections = corrections();
    let kinds: BTreeSet<DeviationKind> = corrections.iter().map(|correction| correction.deviation).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), DeviationKind::all());
    let last_day = Date::new(2024, 12, 31).unwrap();
    let monitor = Monitor::new(plan.clone(), facts, Settings::default().monitor, last_day.day_of_year());
    for correction in &corrections {
        let code = &correction.code;
        let subject = subject(&plan, correction).unwrap_or_else(|| panic!("{code} corrects something that is planned"));
        let opened = correction.opened().day_of_year();
        let (kind, light) = (correction.deviation, |day| monitor.light(subject, correction.deviation, day));
        assert_ne!(light(opened), Light::Green, "{code}: the monitor found {kind:?} when it was opened");
        assert_eq!(light(last_day.day_of_year()), Light::Green, "{code}: it is gone");
        assert_eq!(correction.state(), CorrectionState::Closed, "{code}");
        let outcome = verify(&plan, correction, &monitor, last_day).unwrap();
        assert!(matches!(outcome.effect, Effect::Gone), "{code}: {}", outcome.text());
    }
    let taken: u32 = deductions().iter().map(|deduction| deduction.points).sum();
    assert_eq!(taken, 100, "a tenth of a point each, since all were corrected in time");
}
