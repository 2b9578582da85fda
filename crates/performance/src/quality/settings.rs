use serde::Deserialize;

use super::{Scheme, Severity};

/// `[quality]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QualitySettings {
    /// The least share of benefit indicators by number, hundredths of a percent.
    pub least_benefit_count: u32,
    /// The least share of benefit indicators by points, hundredths of a percent.
    pub least_benefit_weight: u32,
    /// Last year's result, in per cent of the target, from which the target is too easy.
    pub easy: u32,
    /// The part of the target, hundredths of a percent, that must be due by the end of September.
    pub due_by_september: u32,
    /// The share of percentages that aim at 100 %, in per cent, from which the targets tell nothing apart.
    pub all_full: u32,
    /// The share of typed items of evidence, in per cent, above which results are typed rather than evidenced.
    pub most_typed: u32,
    /// How many answers a survey needs at least.
    pub least_sample: u32,
    /// What a finding on an indicator takes, in per cent of the indicator's points.
    pub indicator_loss: Losses,
    /// What a finding on a plan as a whole takes, in points of 100.
    pub plan_loss: Losses,
    /// How points may be given to the first levels.
    pub scheme: Vec<Scheme>,
}

/// What findings take from a score, by their severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Losses {
    /// 错误
    pub error: u32,
    /// 警告
    pub warning: u32,
    /// 提示
    pub info: u32,
}

impl Losses {
    /// What a finding of a severity takes.
    #[must_use]
    pub const fn of(&self, severity: Severity) -> u32 {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Info => self.info,
        }
    }
}
