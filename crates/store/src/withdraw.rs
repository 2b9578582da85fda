use std::collections::BTreeSet;

use juesuan_books::Kind;
use rustc_hash::FxHashMap;

use crate::db::{self, Connection};
use crate::log::{self, Deed};
use crate::memory::Memory;
use crate::work::Fault;
use crate::{Error, LogEntry, Result, Store, scan};

/// What the log calls it.
pub(crate) const ACTION: &str = "撤销导入";

impl Store {
    /// Withdraws an import: its records stay in the database and count no more, and its files can be imported again,
    /// corrected or not. What remains is checked like an import.
    ///
    /// # Errors
    /// When the log has no such import or it is withdrawn already, when what remains would not be right (payments
    /// without their budget), or when the database cannot take it.
    pub async fn withdraw(&mut self, entry: i64, actor: &str) -> Result<LogEntry> {
        let mut work = self.begin().await?;
        let done = within(work.connection(), entry, actor).await;
        work.end(done).await
    }
}

/// Withdraws an import in an open transaction, which must not be committed if it fails.
pub(crate) async fn within(connection: &mut Connection, entry: i64, actor: &str) -> Result<LogEntry, Fault> {
    let year = year_of(&mut *connection, entry).await?.ok_or(Error::NoImport(entry))?;
    let log_entry = write(&mut *connection, entry, actor).await?;
    let accounts = scan::accounts(&mut *connection, year).await?;
    let rest = Memory::new(connection, year, &accounts).await?.whole().await?;
    rest.finish()?;
    Ok(log_entry)
}

/// The year of an import that counts; none if there is no such import or it is withdrawn.
pub(crate) async fn year_of(connection: &mut Connection, entry: i64) -> sqlx::Result<Option<u16>> {
    let year = "SELECT year FROM import WHERE entry = $1 AND entry NOT IN (SELECT entry FROM withdrawal)";
    db::query_scalar(year).bind(entry).fetch_optional(connection).await
}

async fn write(connection: &mut Connection, entry: i64, actor: &str) -> sqlx::Result<LogEntry> {
    let subject = entry.to_string();
    let deed = Deed { actor, action: ACTION, subject: &subject, before: None, after: None, digest: None };
    let log_entry = log::append(&mut *connection, deed).await?;
    let withdrawal = db::query("INSERT INTO withdrawal VALUES ($1, $2)").bind(entry).bind(log_entry.number);
    withdrawal.execute(&mut *connection).await?;
    let sql = "UPDATE total SET amount = amount - (SELECT sum(segment.amount) FROM segment WHERE entry = $1 \
               AND segment.account = total.account AND segment.kind = total.kind) \
               WHERE EXISTS (SELECT 1 FROM segment WHERE entry = $1 \
               AND segment.account = total.account AND segment.kind = total.kind)";
    db::query(sql).bind(entry).execute(connection).await?;
    Ok(log_entry)
}

/// The entries of the log whose imports are withdrawn.
pub(crate) async fn entries(connection: &mut Connection) -> sqlx::Result<BTreeSet<i64>> {
    let entries: Vec<i64> = db::query_scalar("SELECT entry FROM withdrawal").fetch_all(connection).await?;
    Ok(entries.into_iter().collect())
}

/// The records that are withdrawn: by account, numbers from … to …
#[derive(Debug, Default)]
pub(crate) struct Withdrawn(FxHashMap<u32, Vec<(i64, i64)>>);

impl Withdrawn {
    /// Those of a kind.
    pub async fn of(connection: &mut Connection, kind: Kind) -> sqlx::Result<Self> {
        Ok(Self::all(connection).await?.remove(&kind).unwrap_or_default())
    }

    /// Those of all kinds; a kind without any is missing.
    pub async fn all(connection: &mut Connection) -> sqlx::Result<FxHashMap<Kind, Self>> {
        // Few imports are withdrawn, so that is where to begin; a plain JOIN may go through all segments.
        let sql = "SELECT kind, account, first, records FROM withdrawal CROSS JOIN segment \
                   WHERE segment.entry = withdrawal.entry ORDER BY account, first";
        let rows: Vec<(String, u32, i64, i64)> = db::query_as(sql).fetch_all(connection).await?;
        let mut all: FxHashMap<Kind, Self> = FxHashMap::default();
        for (kind, account, first, records) in rows {
            let Some(kind) = Kind::from_id(&kind) else { continue };
            all.entry(kind).or_default().0.entry(account).or_default().push((first, first + records - 1));
        }
        Ok(all)
    }

    /// Whether a record is among them.
    pub fn has(&self, account: u32, number: i64) -> bool {
        self.0.get(&account).is_some_and(|ranges| ranges.iter().any(|&(from, to)| (from..=to).contains(&number)))
    }

    /// The numbers of an account's records that count, of so many that there are.
    pub fn rest(&self, account: u32, records: i64) -> Vec<(i64, i64)> {
        let mut rest = Vec::new();
        let mut next = 1;
        for &(from, to) in self.0.get(&account).into_iter().flatten() {
            rest.push((next, from - 1));
            next = to + 1;
        }
        rest.push((next, records));
        rest.retain(|(from, to)| from <= to);
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_withdrawn_is_cut_out() {
        let withdrawn = Withdrawn(FxHashMap::from_iter([(7, vec![(1, 2), (5, 5), (9, 10)])]));
        assert_eq!(withdrawn.rest(7, 10), [(3, 4), (6, 8)]);
        assert_eq!(withdrawn.rest(7, 12), [(3, 4), (6, 8), (11, 12)]);
        assert_eq!(withdrawn.rest(8, 3), [(1, 3)]);
        assert!(withdrawn.has(7, 5) && !withdrawn.has(7, 6) && !withdrawn.has(8, 5));
    }
}
