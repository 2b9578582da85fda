//! Settings of the server: flags over environment over file over defaults.

use std::{net::SocketAddr, path::Path};

use serde::Deserialize;

/// What can be set. Each name is a key of the file, `JUESUAN_<NAME>` in the environment, and a flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Where pages are served.
    pub listen: SocketAddr,
    /// Where metrics are served, apart from the pages; none: nowhere.
    pub metrics: Option<SocketAddr>,
    /// Whether people reach the pages by https (through a proxy that ends it): cookies are then for https alone.
    pub https: bool,
    /// The greatest upload, in MB.
    pub upload_mb: u64,
    /// How long a person may do nothing before they must sign in again, in minutes.
    pub idle_minutes: u32,
    /// How long one sign-in lasts at most, in hours.
    pub session_hours: u32,
    /// How long a page may take, in seconds.
    pub request_seconds: u64,
    /// Connections that read the books.
    pub readers: usize,
    /// How many requests from one address are answered in a second; an office behind one address has many people.
    pub requests_per_second: u32,
    /// The day that the monitor takes for today, as `2024-06-30`; none: that of the clock.
    pub today: Option<String>,
    /// Accounts that the sign-in page offers: of a demonstration only. No setting: `juesuan demo` makes them.
    pub demo: Vec<DemoPerson>,
}

/// An account of a demonstration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoPerson {
    /// 登录名
    pub login: String,
    /// 密码
    pub password: String,
    /// What they are: `财务岗`.
    pub name: String,
    /// What they do, in a few words.
    pub does: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            metrics: None,
            https: false,
            upload_mb: 64,
            idle_minutes: 30,
            session_hours: 12,
            request_seconds: 30,
            readers: 4,
            requests_per_second: 1_000,
            today: None,
            demo: Vec::new(),
        }
    }
}

/// What one source says; what it does not say is left to the next.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Overrides {
    /// See [`Config`].
    pub listen: Option<SocketAddr>,
    /// See [`Config`].
    pub metrics: Option<SocketAddr>,
    /// See [`Config`].
    pub https: Option<bool>,
    /// See [`Config`].
    pub upload_mb: Option<u64>,
    /// See [`Config`].
    pub idle_minutes: Option<u32>,
    /// See [`Config`].
    pub session_hours: Option<u32>,
    /// See [`Config`].
    pub request_seconds: Option<u64>,
    /// See [`Config`].
    pub readers: Option<usize>,
    /// See [`Config`].
    pub requests_per_second: Option<u32>,
    /// See [`Config`].
    pub today: Option<String>,
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("读不出配置文件 {file}：{source}")]
    Unreadable {
        /// Its path.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// The file says something that is no setting.
    #[error("配置文件 {file} 有误：{detail}。可用的键见 docs/operation.md")]
    File {
        /// Its path.
        file: String,
        /// Where and what.
        detail: String,
    },
    /// A variable of the environment says something that is no value.
    #[error("环境变量 {name} 的值“{value}”不能用。{remedy}")]
    Variable {
        /// Its name.
        name: String,
        /// What it says.
        value: String,
        /// What it should say.
        remedy: &'static str,
    },
}

impl Config {
    /// The settings by all sources: flags first, then the environment, then the file, then the defaults.
    ///
    /// # Errors
    /// When a source cannot be read or says something that is no setting.
    pub fn of(
        flags: Overrides,
        environment: &dyn Fn(&str) -> Option<String>,
        file: Option<&Path>,
    ) -> Result<Self, ConfigError> {
        let file = file.map(read).transpose()?.unwrap_or_default();
        let mut config = Self::default();
        for source in [file, variables(environment)?, flags] {
            config.take(source);
        }
        Ok(config)
    }

    fn take(&mut self, source: Overrides) {
        fn set<T>(own: &mut T, new: Option<T>) {
            if let Some(new) = new {
                *own = new;
            }
        }
        set(&mut self.listen, source.listen);
        self.metrics = source.metrics.or(self.metrics);
        set(&mut self.https, source.https);
        set(&mut self.upload_mb, source.upload_mb);
        set(&mut self.idle_minutes, source.idle_minutes);
        set(&mut self.session_hours, source.session_hours);
        set(&mut self.request_seconds, source.request_seconds);
        set(&mut self.readers, source.readers);
        set(&mut self.requests_per_second, source.requests_per_second);
        self.today = source.today.or_else(|| self.today.take());
    }
}

fn read(path: &Path) -> Result<Overrides, ConfigError> {
    let file = path.display().to_string();
    let text =
        std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable { file: file.clone(), source })?;
    toml::from_str(&text).map_err(|error| ConfigError::File { file, detail: error.to_string() })
}

fn variables(environment: &dyn Fn(&str) -> Option<String>) -> Result<Overrides, ConfigError> {
    fn value<T: std::str::FromStr>(
        environment: &dyn Fn(&str) -> Option<String>,
        name: &str,
        remedy: &'static str,
    ) -> Result<Option<T>, ConfigError> {
        let name = format!("JUESUAN_{name}");
        let Some(value) = environment(&name).filter(|value| !value.is_empty()) else { return Ok(None) };
        value.parse().map(Some).map_err(|_| ConfigError::Variable { name, value, remedy })
    }
    const ADDRESS: &str = "请写地址和端口，如 127.0.0.1:8080";
    const NUMBER: &str = "请写一个整数";
    Ok(Overrides {
        listen: value(environment, "LISTEN", ADDRESS)?,
        metrics: value(environment, "METRICS", ADDRESS)?,
        https: value(environment, "HTTPS", "请写 true 或 false")?,
        upload_mb: value(environment, "UPLOAD_MB", NUMBER)?,
        idle_minutes: value(environment, "IDLE_MINUTES", NUMBER)?,
        session_hours: value(environment, "SESSION_HOURS", NUMBER)?,
        request_seconds: value(environment, "REQUEST_SECONDS", NUMBER)?,
        readers: value(environment, "READERS", NUMBER)?,
        requests_per_second: value(environment, "REQUESTS_PER_SECOND", NUMBER)?,
        today: value(environment, "TODAY", "请写日期，如 2024-06-30")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_come_before_the_environment_and_that_before_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("juesuan.toml");
        std::fs::write(&file, "listen = \"0.0.0.0:1\"\nupload_mb = 1\nreaders = 1\n").unwrap();
        let environment = |name: &str| match name {
            "JUESUAN_UPLOAD_MB" => Some("2".to_owned()),
            "JUESUAN_READERS" => Some("2".to_owned()),
            _ => None,
        };
        let flags = Overrides { readers: Some(3), ..Overrides::default() };
        let config = Config::of(flags, &environment, Some(&file)).unwrap();
        assert_eq!(config.listen, "0.0.0.0:1".parse().unwrap());
        assert_eq!((config.upload_mb, config.readers), (2, 3));
        assert_eq!(config.idle_minutes, Config::default().idle_minutes);
    }

    #[test]
    fn each_setting_stands_in_the_documentation_with_its_default() {
        let page = include_str!("../../../docs/operation.md");
        let rows: std::collections::BTreeMap<&str, &str> = page
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
            .map(|(key, rest)| (key, rest.split(" | ").next().unwrap_or_default().trim_matches('`')))
            .collect();
        let config = Config::default();
        let defaults = [
            ("listen", config.listen.to_string()),
            ("metrics", config.metrics.map_or_else(|| "不提供".to_owned(), |address| address.to_string())),
            ("https", config.https.to_string()),
            ("upload_mb", config.upload_mb.to_string()),
            ("idle_minutes", config.idle_minutes.to_string()),
            ("session_hours", config.session_hours.to_string()),
            ("request_seconds", config.request_seconds.to_string()),
            ("readers", config.readers.to_string()),
            ("requests_per_second", config.requests_per_second.to_string()),
            ("today", config.today.unwrap_or_else(|| "时钟的日期".to_owned())),
        ];
        for (key, default) in &defaults {
            assert_eq!(rows.get(key), Some(&default.as_str()), "{key}");
            // What is documented is a key of the file.
            let value = match *key {
                "listen" | "metrics" => "\"127.0.0.1:1\"",
                "today" => "\"2024-06-30\"",
                "https" => "true",
                _ => "1",
            };
            assert!(toml::from_str::<Overrides>(&format!("{key} = {value}")).is_ok(), "{key}");
        }
        // And every key is documented: an unknown one names those that there are.
        let unknown = toml::from_str::<Overrides>("x = 1").unwrap_err().to_string();
        assert_eq!(unknown.matches('`').count() / 2 - 1, defaults.len(), "{unknown}");
    }

    #[test]
    fn what_is_no_setting_is_told_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("juesuan.toml");
        std::fs::write(&file, "port = 80\n").unwrap();
        let none = |_: &str| None;
        let error = Config::of(Overrides::default(), &none, Some(&file)).unwrap_err().to_string();
        assert!(error.contains("juesuan.toml") && error.contains("port"), "{error}");
        let error = Config::of(Overrides::default(), &|name| (name == "JUESUAN_LISTEN").then(|| "x".into()), None);
        assert!(error.unwrap_err().to_string().contains("JUESUAN_LISTEN"));
    }
}
