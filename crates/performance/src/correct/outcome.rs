use juesuan_books::{Correction, Date, DeviationKind, Step};

use super::subject;
use crate::monitor::{Light, Monitor, Subject};
use crate::{CorrectionSettings, Plan};

/// How bad a deviation is on a day: its light, and by how much within it. The greater the worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Severity {
    /// 红灯 or 黄灯.
    pub light: Light,
    /// Any measure of one kind of deviation; the greater the worse.
    pub degree: i64,
}

/// Somebody who knows whether something deviates: the monitor, or a closure in its place.
pub trait Watch {
    /// How badly it deviates at the end of a day of the year (from 1); none when it does not.
    fn severity(&self, kind: DeviationKind, subject: Subject, day: u16) -> Option<Severity>;
}

impl<F: Fn(DeviationKind, Subject, u16) -> Option<Severity>> Watch for F {
    fn severity(&self, kind: DeviationKind, subject: Subject, day: u16) -> Option<Severity> {
        self(kind, subject, day)
    }
}

impl Watch for Monitor {
    fn severity(&self, kind: DeviationKind, subject: Subject, day: u16) -> Option<Severity> {
        // What comes after the monitor's today is not known to it.
        let alarm = self.alarm(subject, kind, day.min(self.today()))?;
        Some(Severity { light: alarm.light, degree: alarm.degree })
    }
}

/// Whether a correction helped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// 已消除: the deviation is there no more.
    Gone,
    /// 已缩小
    Shrank,
    /// 未缩小
    Still,
    /// 扩大
    Worse,
}

impl Effect {
    /// The Chinese words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gone => "已消除",
            Self::Shrank => "已缩小",
            Self::Still => "未缩小",
            Self::Worse => "扩大",
        }
    }

    /// Whether the correction has to be done again.
    #[must_use]
    pub const fn is_failure(self) -> bool {
        matches!(self, Self::Still | Self::Worse)
    }
}

/// What a deviation was when its correction was opened last, and what it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Whether it helped.
    pub effect: Effect,
    /// Day of the year of 交办 or 重开.
    pub from: u16,
    /// How bad it was then; none when nothing was seen.
    pub before: Option<Severity>,
    /// Day of the year on which it was measured.
    pub day: u16,
    /// How bad it is then.
    pub after: Option<Severity>,
}

impl Outcome {
    /// In words: `交办时红灯，现在黄灯，偏差已缩小`.
    #[must_use]
    pub fn text(&self) -> String {
        if self.before.is_none() && self.after.is_none() {
            return "交办时和现在，监控都没有发现这个偏差".to_owned();
        }
        let light = |severity: Option<Severity>| severity.map_or(Light::Green, |severity| severity.light).name();
        format!("交办时{}，现在{}，偏差{}", light(self.before), light(self.after), self.effect.name())
    }
}

/// Measures at the end of a day whether the deviation that a correction corrects has shrunk since it was opened last; none
/// when the plan does not have what deviates. Days after the year count as its last.
#[must_use]
pub fn verify(plan: &Plan, correction: &Correction, watch: &dyn Watch, day: Date) -> Option<Outcome> {
    let subject = subject(plan, correction)?;
    let (from, day) = (in_year(plan.year, correction.round().opened)?, in_year(plan.year, day)?);
    let before = watch.severity(correction.deviation, subject, from);
    let after = watch.severity(correction.deviation, subject, day);
    let effect = match (before, after) {
        (_, None) => Effect::Gone,
        (before, after) if after > before => Effect::Worse,
        (before, after) if after < before => Effect::Shrank,
        _ => Effect::Still,
    };
    Some(Outcome { effect, from, before, day, after })
}

/// The same once the days of grace after 核验 have passed, for a correction that is verified or closed.
#[must_use]
pub fn verify_later(
    plan: &Plan,
    correction: &Correction,
    watch: &dyn Watch,
    day: Date,
    settings: &CorrectionSettings,
) -> Option<Outcome> {
    let verified = correction.last(Step::Verify)?.date;
    let passed = day.days_since(verified) >= i32::from(settings.grace_days);
    passed.then(|| verify(plan, correction, watch, day)).flatten()
}

/// The day of the year; none before it.
fn in_year(year: u16, day: Date) -> Option<u16> {
    match day.year().cmp(&year) {
        std::cmp::Ordering::Less => None,
        std::cmp::Ordering::Equal => Some(day.day_of_year()),
        std::cmp::Ordering::Greater => Some(Date::new(year, 12, 31)?.day_of_year()),
    }
}
