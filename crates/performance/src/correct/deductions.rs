use juesuan_books::{Correction, Date};

use crate::CorrectionSettings;
use crate::evaluate::Deduction;

/// What each correction takes away, as things stand at the end of a day: every deviation that had to be corrected counts;
/// more if that was late, or had to be done again. The larger of the two counts, not both.
#[must_use]
pub fn deductions(corrections: &[Correction], day: Date, settings: &CorrectionSettings) -> Vec<Deduction> {
    let opened = corrections.iter().filter(|correction| correction.opened() <= day);
    opened.map(|correction| deduction(correction, day, settings)).collect()
}

/// The day as of which a year's results are told: as given, or that of the last step of a correction where that is later, since
/// what the year's deviations call for may be done after it.
#[must_use]
pub fn day_of_results(corrections: &[Correction], day: Date) -> Date {
    corrections.iter().flat_map(|correction| &correction.steps).map(|step| step.date).fold(day, Date::max)
}

fn deduction(correction: &Correction, day: Date, settings: &CorrectionSettings) -> Deduction {
    let days: u32 = correction.rounds.iter().map(|round| round.overdue_days(day)).max().unwrap_or(0);
    let reopened = correction.rounds.iter().skip(1).filter(|round| round.opened <= day).count();
    let mut points = settings.deduct_in_time;
    let mut reasons = vec![format!("出现“{}”偏差", correction.deviation.name())];
    if days > 0 {
        points = points.max(settings.deduct_overdue);
        reasons.push(format!("整改超期{days}天"));
    }
    if reopened > 0 {
        points = points.max(settings.deduct_reopened);
        reasons.push(format!("重开{reopened}次"));
    }
    Deduction {
        unit: correction.unit.clone(),
        project: correction.project.clone(),
        code: correction.code.clone(),
        points,
        reason: reasons.join("，"),
    }
}

#[cfg(test)]
mod tests {
    use juesuan_books::{DeviationKind, Role, Step, StepTaken, fold};

    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn assigned(deadline: &str) -> Vec<StepTaken> {
        vec![StepTaken {
            deviation: Some(DeviationKind::IdleMoney),
            section: "综合科".to_owned(),
            deadline: Some(day(deadline)),
            ..StepTaken::new(day("2024-05-01"), Step::Assign, Role::Performance, "王")
        }]
    }

    #[test]
    fn lateness_takes_more() {
        let settings = crate::Settings::default().correction;
        let correction = fold("101", "ZG1", &assigned("2024-05-31")).unwrap();
        let taken = |on: &str| deductions(std::slice::from_ref(&correction), day(on), &settings);
        assert_eq!(taken("2024-04-30"), []);
        assert_eq!(taken("2024-05-31")[0].points, settings.deduct_in_time);
        let late = taken("2024-06-10");
        assert_eq!(
            (late[0].points, late[0].reason.as_str()),
            (settings.deduct_overdue, "出现“资金闲置”偏差，整改超期10天")
        );
    }
}
