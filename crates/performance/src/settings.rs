use std::collections::BTreeMap;

use juesuan_books::DeviationKind;
use serde::Deserialize;

pub use crate::apply::ApplicationSettings;
pub use crate::evaluate::EvaluationSettings;
pub use crate::monitor::MonitorSettings;
use crate::quality::QualitySettings;

/// Thresholds and rules of the loop; [`Settings::default`] is what `data/settings.toml` says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Settings {
    /// 指标质量
    pub quality: QualitySettings,
    /// 运行监控
    pub monitor: MonitorSettings,
    /// 动态纠偏
    pub correction: CorrectionSettings,
    /// 效益评估
    pub evaluation: EvaluationSettings,
    /// 结果应用
    pub application: ApplicationSettings,
}

/// `[correction]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectionSettings {
    /// Points (hundredths) that a deviation corrected in time takes away.
    pub deduct_in_time: u32,
    /// The same after its deadline.
    pub deduct_overdue: u32,
    /// The same when it was reopened.
    pub deduct_reopened: u32,
    /// Days from 交办 to 整改期限 after a yellow light.
    pub days_yellow: u16,
    /// The same after a red light.
    pub days_red: u16,
    /// The most days for some kinds of deviation, whatever the light.
    pub most_days: BTreeMap<DeviationId, u16>,
    /// Days after 核验 in which a deviation may still be there before it is to be reopened.
    pub grace_days: u16,
    /// Days between one 督办升级 and the next.
    pub escalate_again: u16,
}

/// A kind of deviation by its id: `split-payments`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct DeviationId(pub DeviationKind);

impl TryFrom<String> for DeviationId {
    type Error = String;

    fn try_from(id: String) -> Result<Self, String> {
        let kinds = DeviationKind::all();
        let known = kinds.iter().copied().find(|kind| kind.key() == id);
        known.map(Self).ok_or_else(|| {
            let ids: Vec<&str> = kinds.iter().map(|kind| kind.key()).collect();
            format!("没有偏差类型“{id}”（有：{}）", ids.join("、"))
        })
    }
}

/// Why a file of settings cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("设置读不懂：{0}。请对照默认设置（juesuan perf settings）改正")]
pub struct SettingsError(#[from] toml::de::Error);

/// The defaults, as people read and copy them.
pub const DEFAULT_SETTINGS: &str = include_str!("../data/settings.toml");

impl Settings {
    /// The defaults with what a file (TOML) says instead.
    ///
    /// # Errors
    /// When it is no TOML, or names keys that there are not, or values of another kind.
    pub fn with(overrides: &str) -> Result<Self, SettingsError> {
        let mut all: toml::Table = toml::from_str(DEFAULT_SETTINGS)?;
        merge(&mut all, toml::from_str(overrides)?);
        Ok(all.try_into()?)
    }
}

impl Default for Settings {
    fn default() -> Self {
        // The file is part of the program; a test reads it.
        Self::with("").expect("the default settings are valid")
    }
}

fn merge(into: &mut toml::Table, from: toml::Table) {
    for (key, value) in from {
        match (into.get_mut(&key), value) {
            (Some(toml::Value::Table(into)), toml::Value::Table(from)) => merge(into, from),
            (_, value) => drop(into.insert(key, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_replaces_what_it_names() {
        let settings = Settings::with("[correction]\ndeduct_overdue = 50\n").unwrap();
        assert_eq!(settings.correction.deduct_overdue, 50);
        assert_eq!(settings.correction.deduct_in_time, Settings::default().correction.deduct_in_time);
        assert!(Settings::with("[correction]\ndeduct = 1\n").is_err());
        let days = Settings::with("[correction.most_days]\nidle-money = 20\n").unwrap().correction.most_days;
        assert_eq!(days.get(&DeviationId(DeviationKind::IdleMoney)), Some(&20));
        assert!(Settings::with("[correction.most_days]\nidle = 20\n").is_err());
    }
}
