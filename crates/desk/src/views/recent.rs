use juesuan_store::{LogEntry, Store};

use crate::Result;

/// How many entries of the log are read at once.
const STRETCH: u32 = 200;

/// How far back imports are looked for: who imports nothing for so long needs no reminder of it.
const MOST: i64 = 5_000;

/// The last imports and withdrawals of imports, the latest first.
///
/// # Errors
/// When the log cannot be read.
pub async fn recent_imports(store: &mut Store, limit: usize) -> Result<Vec<LogEntry>> {
    let last = store.head().await?;
    let mut found: Vec<LogEntry> = Vec::new();
    let mut until = last;
    while until > 0 && until > last - MOST && found.len() < limit {
        let after = (until - i64::from(STRETCH)).max(0);
        let entries = store.log(after, STRETCH).await?;
        let known = entries.into_iter().filter(|entry| entry.number <= until && entry.action.contains("导入"));
        let mut known: Vec<LogEntry> = known.collect();
        known.reverse();
        found.extend(known);
        until = after;
    }
    found.truncate(limit);
    Ok(found)
}
