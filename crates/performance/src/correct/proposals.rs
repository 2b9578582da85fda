use juesuan_books::{Correction, CorrectionState, Date, DeviationKind, Role, Step, StepTaken};

use super::outcome::{Watch, verify_later};
use super::subject::{named, subject};
use crate::monitor::{Deviation, Light};
use crate::{CorrectionSettings, DeviationId, Plan};

/// A step that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// 单位代码
    pub unit: String,
    /// 整改编号
    pub correction: String,
    /// The step, ready but for who takes it, and for the section where the plan names none.
    pub step: StepTaken,
    /// Why it is due, in Chinese.
    pub reason: String,
}

/// What is due at the end of a day: deviations to be assigned, corrections to be escalated or reopened.
#[must_use]
pub fn proposals(
    plan: &Plan,
    corrections: &[Correction],
    deviations: &[Deviation],
    watch: &dyn Watch,
    day: Date,
    settings: &CorrectionSettings,
) -> Vec<Proposal> {
    let mut due: Vec<Proposal> = Vec::new();
    let mut codes: Vec<(String, String)> =
        corrections.iter().map(|known| (known.unit.clone(), known.code.clone())).collect();
    for deviation in unassigned(plan, corrections, deviations, day) {
        let drafted = draft(plan, deviation, day, settings).map(|(unit, step)| {
            let correction = next_code(plan.year, codes.iter().filter(|(of, _)| *of == unit).map(|(_, code)| code));
            codes.push((unit.clone(), correction.clone()));
            let reason = format!("“{}”还没有交办", deviation.kind.name());
            Proposal { unit, correction, step, reason }
        });
        due.extend(drafted);
    }
    due.extend(corrections.iter().filter_map(|correction| escalation(correction, day, settings)));
    due.extend(corrections.iter().filter_map(|correction| reopening(plan, correction, watch, day, settings)));
    due
}

/// The deviations that are there at the end of a day and that no correction is about. Once there is one, a deviation that
/// comes back is for it to be reopened.
pub fn unassigned<'d>(
    plan: &Plan,
    corrections: &[Correction],
    deviations: &'d [Deviation],
    day: Date,
) -> impl Iterator<Item = &'d Deviation> {
    let known: Vec<_> = corrections.iter().filter_map(|known| Some((known.deviation, subject(plan, known)?))).collect();
    let last = if day.year() > plan.year { u16::MAX } else { day.day_of_year() };
    let there = move |deviation: &&Deviation| {
        deviation.from <= last
            && deviation.until.is_none_or(|until| until >= last.min(366))
            && deviation.light > Light::Green
            && !known.contains(&(deviation.kind, deviation.subject))
    };
    deviations.iter().filter(there)
}

/// 交办 of a deviation, with the unit that it is of: ready but for who takes it. None for a deviation of nothing.
#[must_use]
pub fn draft(
    plan: &Plan,
    deviation: &Deviation,
    day: Date,
    settings: &CorrectionSettings,
) -> Option<(String, StepTaken)> {
    let named = named(plan, deviation.subject)?;
    let step = StepTaken {
        deviation: Some(deviation.kind),
        project: named.project.to_owned(),
        line: named.line.to_owned(),
        target: named.target.to_owned(),
        section: named.section.to_owned(),
        deadline: deadline(deviation.kind, deviation.light, day, settings),
        ..StepTaken::new(day, Step::Assign, Role::Performance, "")
    };
    Some((named.unit.to_owned(), step))
}

/// 整改期限 of a deviation that is assigned, or reopened, on a day; none after the last day that can be named.
#[must_use]
pub fn deadline(kind: DeviationKind, light: Light, day: Date, settings: &CorrectionSettings) -> Option<Date> {
    let by_light = if light == Light::Red { settings.days_red } else { settings.days_yellow };
    let most = settings.most_days.get(&DeviationId(kind)).copied().unwrap_or(by_light);
    day.plus_days(by_light.min(most))
}

/// The next free code among those of a unit: `ZG2024-001`.
#[must_use]
pub fn next_code<'c>(year: u16, codes: impl Iterator<Item = &'c String>) -> String {
    let prefix = format!("ZG{year}-");
    let numbers = codes.filter_map(|code| code.strip_prefix(&prefix)?.parse::<u32>().ok());
    format!("{prefix}{:03}", numbers.max().unwrap_or(0).saturating_add(1))
}

fn escalation(correction: &Correction, day: Date, settings: &CorrectionSettings) -> Option<Proposal> {
    let open = [CorrectionState::Assigned, CorrectionState::Approval, CorrectionState::Underway];
    let days = correction.overdue_days(day);
    let again = match correction.last(Step::Escalate).filter(|_| correction.escalations() > 0) {
        Some(last) => day.days_since(last.date) >= i32::from(settings.escalate_again),
        None => true,
    };
    (open.contains(&correction.state()) && days > 0 && again).then(|| Proposal {
        unit: correction.unit.clone(),
        correction: correction.code.clone(),
        step: StepTaken {
            text: format!("超期{days}天"), ..StepTaken::new(day, Step::Escalate, Role::Performance, "")
        },
        reason: format!("期限 {} 已过，超期{days}天", correction.deadline()),
    })
}

fn reopening(
    plan: &Plan,
    correction: &Correction,
    watch: &dyn Watch,
    day: Date,
    settings: &CorrectionSettings,
) -> Option<Proposal> {
    if !matches!(correction.state(), CorrectionState::Verified | CorrectionState::Closed) {
        return None;
    }
    let outcome = verify_later(plan, correction, watch, day, settings).filter(|outcome| outcome.effect.is_failure())?;
    let light = outcome.after.map_or(Light::Yellow, |after| after.light);
    let reason = format!("核验满{}天，“{}”{}", settings.grace_days, correction.deviation.name(), outcome.effect.name());
    let step = StepTaken {
        deadline: deadline(correction.deviation, light, day, settings),
        text: reason.clone(),
        ..StepTaken::new(day, Step::Reopen, Role::Performance, "")
    };
    Some(Proposal { unit: correction.unit.clone(), correction: correction.code.clone(), step, reason })
}
