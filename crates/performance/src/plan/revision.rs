use juesuan_books::{Correction, Remedy, TargetValue};

use super::{Aim, Plan};

/// A target that was revised in the course of a correction (调整目标); the old one stays visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Day of the year (from 1) from which the new target counts: that of the approval.
    pub from: u16,
    /// What was aimed at before.
    pub before: Aim,
    /// 整改编号
    pub correction: String,
    /// Who approved it.
    pub approved_by: String,
}

/// Revises the targets as approved measures of corrections say. What is approved after the year changes nothing in it.
pub(super) fn revise(plan: &mut Plan, corrections: &[Correction]) {
    let mut approved = Vec::new();
    for correction in corrections {
        let revising = correction.measures.iter().filter(|measure| measure.remedy == Remedy::Revise);
        for (place, measure) in revising.enumerate() {
            if let Some(approval) = measure.approval.as_ref().filter(|approval| approval.date.year() == plan.year) {
                approved.push((approval.date, &correction.code, place, correction, measure, approval));
            }
        }
    }
    approved.sort_by_key(|&(day, code, place, ..)| (day, code, place));
    for (day, _, _, correction, measure, approval) in approved {
        let Some(target) = plan.target(&correction.unit, &measure.target) else { continue };
        let target = &mut plan.targets[target];
        let Some(value) = TargetValue::read(target.comparison, &measure.value) else { continue };
        let before = std::mem::replace(&mut target.aim, Aim::from(value));
        target.revised.push(Revision {
            from: day.day_of_year(),
            before,
            correction: correction.code.clone(),
            approved_by: approval.person.clone(),
        });
    }
}
