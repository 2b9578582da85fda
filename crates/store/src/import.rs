use std::path::PathBuf;

use juesuan_books::{Import, Problems, Summary};
use sqlx::{Connection, SqliteConnection};
use tokio::sync::mpsc;

use crate::account::Accounts;
use crate::files::{self, SourceFile};
use crate::ledger::Ledger;
use crate::log::LogEntry;
use crate::memory::Memory;
use crate::news::{Many, News};
use crate::packer::{Packed, Packer};
use crate::writer::Writer;
use crate::{Error, Result, Store, enter, scan};

/// How many bytes of files are worth reading twice: once for what can matter to them, once to enter them.
const LITTLE: u64 = 2 << 20;

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
        let (year, paths) = (options.year, options.paths.clone());
        let is_little = sources.iter().map(|file| file.size).sum::<u64>() <= LITTLE;
        let scouting = move || if is_little { scout(year, &paths) } else { Err(Many) };
        let news = tokio::task::spawn_blocking(scouting).await;
        let news = news.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()));
        let (import, ledger) = prepare(&mut transaction, year, news).await.map_err(sql)?;
        let stored = payments(&mut transaction).await.map_err(sql)?;
        let (sender, mut receiver) = mpsc::channel(1);
        let paths = options.paths.clone();
        let reader = tokio::task::spawn_blocking(move || read(import, &paths, Packer::new(ledger, sender)));
        let mut writer = Writer::new(stored);
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
        let entry = enter::import(&mut transaction, options, &sources, packed).await.map_err(sql)?;
        transaction.commit().await.map_err(sql)?;
        Ok(Imported { summary, entry: Some(entry) })
    }
}

/// Whether each of these files was imported into the year before.
async fn all_known(connection: &mut SqliteConnection, year: u16, sources: &[SourceFile]) -> sqlx::Result<bool> {
    for source in sources {
        let sql = "SELECT count(*) FROM import_file JOIN import ON import.entry = import_file.entry \
                   WHERE year = $1 AND import_file.digest = $2 \
                   AND import.entry NOT IN (SELECT entry FROM withdrawal)";
        let known: i64 = sqlx::query_scalar(sql).bind(year).bind(&source.digest).fetch_one(&mut *connection).await?;
        if known == 0 {
            return Ok(false);
        }
    }
    Ok(!sources.is_empty())
}

/// What new records meet: an import that knows of the books what matters to them (all, when they are not few), and the
/// state of the year's accounts.
pub(crate) async fn prepare(
    connection: &mut SqliteConnection,
    year: u16,
    news: Result<News, Many>,
) -> sqlx::Result<(Import, Ledger)> {
    let accounts = scan::accounts(&mut *connection, year).await?;
    let sums = scan::totals(&mut *connection, year).await?;
    let memory = Memory::new(&mut *connection, year, &accounts).await?;
    let import = match news {
        Ok(news) => memory.near(&news, &sums).await?,
        Err(Many) => memory.whole().await?,
    };
    let next = scan::next_account(connection).await?;
    Ok((import, Ledger::new(year, Accounts::new(accounts, next), &sums)))
}

/// What the files bring, if it is little and nothing is wrong with it so far.
fn scout(year: u16, paths: &[PathBuf]) -> Result<News, Many> {
    let mut import = Import::new(year);
    let mut news = News::default();
    paths.iter().try_for_each(|path| import.read(path, &mut news))?;
    // After a problem no more records come, so there may be some that were not seen.
    if import.has_problems() { Err(Many) } else { Ok(news) }
}

/// How many payments the books of all years have.
async fn payments(connection: &mut SqliteConnection) -> sqlx::Result<i64> {
    let payments = sqlx::query_scalar("SELECT coalesce(sum(records), 0) FROM total WHERE kind = 'payments'");
    payments.fetch_one(connection).await
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
