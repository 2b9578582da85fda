use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;

use juesuan_books::{Import, Kind, Place, Problems, Record, Sink, Summary};
use rustc_hash::FxHashMap;
use serde_json::json;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::mpsc;

use crate::account::{Account, Accounts, Key};
use crate::batch::Batch;
use crate::digest::Hash;
use crate::files::{self, SourceFile};
use crate::ledger::{Ledger, Numbered, Segment};
use crate::log::{self, Deed, LogEntry};
use crate::{Error, Result, Store, insert, scan};

/// What is to be imported.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// Fiscal year.
    pub year: u16,
    /// Files, and folders of files.
    pub paths: Vec<PathBuf>,
    /// Who imports, for the log.
    pub actor: String,
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What was read.
    pub summary: Summary,
    /// The entry of the log; none when there was nothing new (未作改动).
    pub entry: Option<LogEntry>,
}

impl Store {
    /// Imports files: all their records or none. Records that the books have already are skipped, so that the same files
    /// can be imported again. `progress` is told how many records are in so far.
    ///
    /// # Errors
    /// All problems of the files, or what keeps the database from taking them; then nothing was changed.
    pub async fn import(
        &mut self,
        options: &ImportOptions,
        progress: &mut (dyn FnMut(u64) + Send),
    ) -> Result<Imported> {
        let sources = files::sources(&options.paths)?;
        let file = self.file.clone();
        let sql = |error| Error::from_sqlx(&file, error);
        let mut transaction = self.connection.begin_with("BEGIN IMMEDIATE").await.map_err(sql)?;
        if all_known(&mut transaction, options.year, &sources).await.map_err(sql)? {
            let summary = Summary { files: sources.len() as u64, ..Summary::default() };
            return Ok(Imported { summary, entry: None });
        }
        let (import, ledger, stored) = prepare(&mut transaction, options.year).await.map_err(sql)?;
        let (sender, mut receiver) = mpsc::channel(1);
        let paths = options.paths.clone();
        let reader = tokio::task::spawn_blocking(move || read(import, &paths, Packer::new(ledger, sender)));
        let mut writer = Writer { stored, written: 0, index_dropped: false };
        while let Some(numbered) = receiver.recv().await {
            writer.write(&mut transaction, options.year, &numbered).await.map_err(sql)?;
            progress(writer.written);
        }
        let (summary, packed) = match reader.await {
            Ok(read) => read?,
            Err(panic) => std::panic::resume_unwind(panic.into_panic()),
        };
        if writer.written == 0 {
            return Ok(Imported { summary, entry: None });
        }
        writer.finish(&mut transaction).await.map_err(sql)?;
        let entry = close(&mut transaction, options, &sources, packed).await.map_err(sql)?;
        transaction.commit().await.map_err(sql)?;
        Ok(Imported { summary, entry: Some(entry) })
    }
}

/// Whether each of these files was imported into the year before.
async fn all_known(connection: &mut SqliteConnection, year: u16, sources: &[SourceFile]) -> sqlx::Result<bool> {
    for source in sources {
        let sql = "SELECT count(*) FROM import_file JOIN import ON import.entry = import_file.entry \
                   WHERE year = $1 AND import_file.digest = $2";
        let known: i64 = sqlx::query_scalar(sql).bind(year).bind(&source.digest).fetch_one(&mut *connection).await?;
        if known == 0 {
            return Ok(false);
        }
    }
    Ok(!sources.is_empty())
}

/// An import that remembers what the books have, the state of its accounts, and how many payments all years have.
async fn prepare(connection: &mut SqliteConnection, year: u16) -> sqlx::Result<(Import, Ledger, i64)> {
    let accounts = scan::accounts(&mut *connection, year).await?;
    let mut import = Import::new(year);
    for kind in Kind::ALL {
        remember(&mut *connection, kind, &accounts, &mut import).await?;
    }
    let totals = scan::totals(&mut *connection, year).await?;
    let stored = totals.into_iter().map(|(account, (records, _))| (account, records)).collect();
    let next = scan::next_account(&mut *connection).await?;
    let payments = sqlx::query_scalar("SELECT coalesce(sum(records), 0) FROM total WHERE kind = 'payments'");
    let payments = payments.fetch_one(connection).await?;
    Ok((import, Ledger::new(year, Accounts::new(accounts, next), stored), payments))
}

async fn remember(
    connection: &mut SqliteConnection,
    kind: Kind,
    accounts: &[Account],
    import: &mut Import,
) -> sqlx::Result<()> {
    let by_id: FxHashMap<u32, &Account> = accounts.iter().map(|account| (account.id, account)).collect();
    scan::rows(connection, kind, scan::span(by_id.keys().copied()), &mut |raw| {
        if let Some(account) = by_id.get(&raw.account) {
            scan::with_record(kind, account, &raw.cells, |record| import.remember(record));
        }
        ControlFlow::Continue(())
    })
    .await
}

/// Reads the files on a thread of its own while the database takes what was read before.
fn read(mut import: Import, paths: &[PathBuf], mut packer: Packer) -> Result<(Summary, Packed), Problems> {
    for path in paths {
        if import.read(path, &mut packer).is_err() {
            break; // The writer has failed and says why.
        }
    }
    let summary = import.finish()?;
    Ok((summary, packer.finish()))
}

/// Packs records into batches, numbers them and passes them on.
struct Packer {
    ledger: Ledger,
    batch: Batch,
    sender: mpsc::Sender<Numbered>,
    /// New records by file.
    files: BTreeMap<String, u64>,
    /// The file that is being read, and its new records so far.
    current: (String, u64),
}

/// What remains when all is read.
struct Packed {
    segments: Vec<Segment>,
    files: BTreeMap<String, u64>,
}

/// Nobody takes batches any more.
struct Closed;

impl Packer {
    fn new(ledger: Ledger, sender: mpsc::Sender<Numbered>) -> Self {
        let (files, current) = Default::default();
        Self { ledger, batch: Batch::new(Kind::Units), sender, files, current }
    }

    fn flush(&mut self, next: Kind) -> Result<(), Closed> {
        let batch = std::mem::replace(&mut self.batch, Batch::new(next));
        if batch.is_empty() {
            return Ok(());
        }
        self.sender.blocking_send(self.ledger.number(batch)).map_err(|_| Closed)
    }

    fn turn_to(&mut self, file: &str) {
        let (name, records) = std::mem::replace(&mut self.current, (file.to_owned(), 0));
        *self.files.entry(name).or_default() += records;
    }

    fn finish(mut self) -> Packed {
        // If nobody takes it, the writer has failed and says why.
        self.flush(Kind::Units).ok();
        self.turn_to("");
        Packed { segments: self.ledger.into_segments(), files: self.files }
    }
}

impl Sink for Packer {
    type Error = Closed;

    fn take(&mut self, record: &Record<'_>, place: Place<'_>) -> Result<(), Closed> {
        if self.batch.kind() != record.kind() || self.batch.is_full() {
            self.flush(record.kind())?;
        }
        if self.current.0 != place.file {
            self.turn_to(place.file);
        }
        self.current.1 += 1;
        let account = self.ledger.accounts.place(&Key::of(record));
        self.batch.push(account, record);
        Ok(())
    }
}

/// Writes batches, and rebuilds the index of vouchers when that is cheaper than keeping it.
struct Writer {
    /// How many payments the books had.
    stored: i64,
    written: u64,
    index_dropped: bool,
}

impl Writer {
    async fn write(&mut self, connection: &mut SqliteConnection, year: u16, numbered: &Numbered) -> sqlx::Result<()> {
        insert::batch(&mut *connection, year, numbered).await?;
        self.written += numbered.ids.len() as u64;
        // A row costs three times as much in the index as in a rebuild of it.
        let many = self.written.saturating_mul(3) > self.stored.unsigned_abs();
        if !self.index_dropped && many && numbered.batch.is_full() && numbered.batch.kind() == Kind::Payments {
            sqlx::query("DROP INDEX payments_by_voucher").execute(connection).await?;
            self.index_dropped = true;
        }
        Ok(())
    }

    async fn finish(&self, connection: &mut SqliteConnection) -> sqlx::Result<()> {
        if self.index_dropped {
            sqlx::query("CREATE INDEX payments_by_voucher ON payments (voucher)").execute(connection).await?;
        }
        Ok(())
    }
}

/// Enters the import into totals, segments and log.
async fn close(
    connection: &mut SqliteConnection,
    options: &ImportOptions,
    sources: &[SourceFile],
    packed: Packed,
) -> sqlx::Result<LogEntry> {
    let digest = digest_of(&packed.segments);
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for segment in &packed.segments {
        *counts.entry(segment.kind.id()).or_default() += segment.records;
    }
    let files: Vec<_> = sources.iter().map(|file| json!({ "name": file.name, "sha256": file.digest })).collect();
    let deed = Deed {
        actor: &options.actor,
        action: "导入",
        subject: &options.year.to_string(),
        before: None,
        after: Some(&json!({ "files": files, "records": counts }).to_string()),
        digest: Some(&digest),
    };
    let entry = log::append(&mut *connection, deed).await?;
    enter(&mut *connection, &entry, options.year, &packed.segments).await?;
    let mut named = packed.files;
    for source in sources {
        sqlx::query("INSERT INTO import_file VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
            .bind(entry.number)
            .bind(&source.name)
            .bind(&source.digest)
            .bind(named.remove(&source.name).unwrap_or_default() as i64)
            .execute(&mut *connection)
            .await?;
    }
    Ok(entry)
}

/// Adds the segments of a log entry to the books' totals.
pub(crate) async fn enter(
    connection: &mut SqliteConnection,
    entry: &LogEntry,
    year: u16,
    segments: &[Segment],
) -> sqlx::Result<()> {
    let import = sqlx::query("INSERT INTO import VALUES ($1, $2)").bind(entry.number).bind(year);
    import.execute(&mut *connection).await?;
    for segment in segments {
        sqlx::query("INSERT INTO segment VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(segment.kind.id())
            .bind(segment.account)
            .bind(segment.first)
            .bind(segment.records)
            .bind(segment.amount)
            .bind(entry.number)
            .bind(segment.digest())
            .execute(&mut *connection)
            .await?;
        let sql = "INSERT INTO total VALUES ($1, $2, $3, $4) ON CONFLICT (account, kind) DO UPDATE \
                   SET records = total.records + excluded.records, amount = total.amount + excluded.amount";
        sqlx::query(sql)
            .bind(segment.account)
            .bind(segment.kind.id())
            .bind(segment.records)
            .bind(segment.amount)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// The digest of an import: of its segments, by kind and account.
pub(crate) fn digest_of(segments: &[Segment]) -> String {
    let mut hash = Hash::default();
    for segment in segments {
        hash.text(segment.kind.id());
        for number in [i64::from(segment.account), segment.first, segment.records, segment.amount] {
            hash.number(number);
        }
        hash.text(&segment.digest());
    }
    hash.finish()
}
