use std::collections::BTreeSet;

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

impl Plan {
    /// How the plan stood before its targets were revised: for each day on which some were, that day and the plan until the
    /// day before, by day. Who judges a day of the year needs the targets of that day. Indices are the same in all.
    #[must_use]
    pub fn earlier(&self) -> Vec<(u16, Self)> {
        let revised = self.targets.iter().flat_map(|target| &target.revised);
        let days: BTreeSet<u16> = revised.map(|revision| revision.from).collect();
        let until = |day: u16| {
            let mut plan = self.clone();
            for target in &mut plan.targets {
                target.aim = target.aim_on(day - 1).clone();
                target.revised.retain(|revision| revision.from < day);
            }
            plan
        };
        days.into_iter().map(|day| (day, until(day))).collect()
    }
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
