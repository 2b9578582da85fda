//! Entries of the log that somebody looks for.

use sqlx::AssertSqlSafe;

use crate::db;
use crate::dialect::Words;
use crate::{Error, LogEntry, Result, Store};

/// What entries of the log must have; what is empty leaves it open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LogSearch<'a> {
    /// A part of the name of who did it.
    pub actor: &'a str,
    /// What was done: `导入`.
    pub action: &'a str,
    /// A part of what it was done to.
    pub subject: &'a str,
    /// The first day, in Chinese time: `2024-06-30`.
    pub from: &'a str,
    /// The last day.
    pub until: &'a str,
}

impl Store {
    /// Entries of the log that were looked for, before the one of a number (`i64::MAX` for the last), latest first, at most
    /// `limit`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn find_log(&mut self, search: LogSearch<'_>, before: i64, limit: u32) -> Result<Vec<LogEntry>> {
        let &Words { position, chinese_day: day, .. } = self.connection.words();
        let sql = format!(
            "SELECT * FROM log WHERE number < $1 \
             AND ($2 = '' OR {position}(actor, $2) > 0) AND ($3 = '' OR action = $3) \
             AND ($4 = '' OR {position}(subject, $4) > 0) \
             AND ($5 = '' OR {day} >= $5) AND ($6 = '' OR {day} <= $6) ORDER BY number DESC LIMIT $7"
        );
        let LogSearch { actor, action, subject, from, until } = search;
        let query =
            db::query_as(AssertSqlSafe(sql)).bind(before).bind(actor).bind(action).bind(subject).bind(from).bind(until);
        let found = query.bind(limit).fetch_all(&mut self.connection).await;
        found.map_err(|error| Error::from_sqlx(&self.home, error))
    }

    /// What has ever been done (`导入`, `登录`, …), in order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn actions(&mut self) -> Result<Vec<String>> {
        let actions = db::query_scalar("SELECT DISTINCT action FROM log ORDER BY action");
        actions.fetch_all(&mut self.connection).await.map_err(|error| Error::from_sqlx(&self.home, error))
    }
}
