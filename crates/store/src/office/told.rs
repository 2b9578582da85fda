use serde_json::Value;

use crate::LogEntry;
use crate::db::Connection;
use crate::log::{self, Deed};

/// What the log tells of a row of the office's tables. It is made of the row alone, so that a verification can make it
/// again and compare.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    pub action: &'static str,
    pub subject: String,
    pub after: Value,
}

impl Told {
    /// Adds it to the log.
    pub async fn log(&self, connection: &mut Connection, actor: &str) -> sqlx::Result<LogEntry> {
        let after = self.after.to_string();
        let Self { action, subject, .. } = self;
        log::append(connection, Deed { actor, action, subject, before: None, after: Some(&after), digest: None }).await
    }

    /// Whether an entry of the log says this.
    pub fn is(&self, entry: &LogEntry) -> bool {
        let after = entry.after.as_deref().and_then(|after| serde_json::from_str::<Value>(after).ok());
        entry.action == self.action && entry.subject == self.subject && after.as_ref() == Some(&self.after)
    }
}
