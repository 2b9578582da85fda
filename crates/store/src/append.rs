use juesuan_books::{Import, Record};

use crate::account::{Accounts, Key};
use crate::batch::Batch;
use crate::db::Connection;
use crate::ledger::Ledger;
use crate::log::{self, Deed};
use crate::news::News;
use crate::work::Fault;
use crate::{Error, LogEntry, Result, Store, enter, import, insert, scan};

/// What somebody does to the books by hand, for the log.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    /// Who.
    pub actor: &'a str,
    /// What: `整改交办`.
    pub action: &'a str,
    /// To what.
    pub subject: &'a str,
    /// How it was before.
    pub before: Option<&'a str>,
    /// How it is after.
    pub after: Option<&'a str>,
}

impl Store {
    /// Enters records by hand, all or none, as one entry of the log. They pass the same door as records of files.
    ///
    /// # Errors
    /// What is wrong with them, also when the books hold one of them already, or what keeps the database from taking them;
    /// then nothing was changed.
    pub async fn append(&mut self, year: u16, records: &[Record<'_>], act: Act<'_>) -> Result<LogEntry> {
        let mut work = self.begin().await?;
        let done = within(work.connection(), year, records, act).await;
        work.end(done).await
    }
}

/// Enters records in an open transaction, which must not be committed if it fails.
pub(crate) async fn within(
    connection: &mut Connection,
    year: u16,
    records: &[Record<'_>],
    act: Act<'_>,
) -> Result<LogEntry, Fault> {
    let (mut import, ledger) = import::prepare(&mut *connection, year, News::of(records)).await?;
    check(&mut import, records)?;
    import.finish()?;
    Ok(write(connection, year, ledger, records, Deed::from(act)).await?)
}

/// Shows the records to the door.
fn check(import: &mut Import, records: &[Record<'_>]) -> Result<()> {
    for record in records {
        if !import.enter(record) {
            return Err(Error::Repeated(record.kind().name()));
        }
    }
    Ok(())
}

/// Writes records that may be written, with their entry of the log.
pub(crate) async fn write(
    connection: &mut Connection,
    year: u16,
    mut ledger: Ledger,
    records: &[Record<'_>],
    deed: Deed<'_>,
) -> sqlx::Result<LogEntry> {
    for alike in records.chunk_by(|a, b| a.kind() == b.kind()) {
        let mut batch = Batch::new(alike[0].kind());
        for record in alike {
            batch.push(ledger.accounts.place(&Key::of(record)), record);
        }
        insert::batch(&mut *connection, year, &ledger.number(batch)).await?;
    }
    let segments = ledger.into_segments();
    let digest = enter::digest_of(&segments);
    let entry = log::append(&mut *connection, Deed { digest: Some(&digest), ..deed }).await?;
    enter::segments(connection, &entry, year, &segments).await?;
    Ok(entry)
}

/// The state of the accounts of a year.
pub(crate) async fn ledger(connection: &mut Connection, year: u16) -> sqlx::Result<Ledger> {
    let accounts = scan::accounts(&mut *connection, year).await?;
    let totals = scan::totals(&mut *connection, year).await?;
    let next = scan::next_account(connection).await?;
    Ok(Ledger::new(year, Accounts::new(accounts, next), &totals))
}

impl<'a> From<Act<'a>> for Deed<'a> {
    fn from(act: Act<'a>) -> Self {
        let Act { actor, action, subject, before, after } = act;
        Self { actor, action, subject, before, after, digest: None }
    }
}
