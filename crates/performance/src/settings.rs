use serde::Deserialize;

pub use crate::apply::ApplicationSettings;
pub use crate::evaluate::EvaluationSettings;

/// Thresholds and rules of the loop; [`Settings::default`] is what `data/settings.toml` says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Settings {
    /// 运行监控
    pub monitor: MonitorSettings,
    /// 动态纠偏
    pub correction: CorrectionSettings,
    /// 效益评估
    pub evaluation: EvaluationSettings,
    /// 结果应用
    pub application: ApplicationSettings,
}

/// `[monitor]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonitorSettings {}

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
    }
}
