use std::path::PathBuf;

use juesuan_books::{Import, Problems, Sink, Summary};
use tokio::sync::mpsc;

use crate::account::Accounts;
use crate::db::{self, Connection};
use crate::files::{self, SourceFile};
use crate::ledger::Ledger;
use crate::log::LogEntry;
use crate::memory::Memory;
use crate::news::{Many, News};
use crate::packer::{Packed, Packer};
use crate::upload::Upload;
use crate::work::Fault;
use crate::writer::Writer;
use crate::{Result, Store, enter, scan};

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
        let order = Order::of_paths(options)?;
        let mut work = self.begin().await?;
        let done = within(work.connection(), &order, progress).await;
        work.end(done).await
    }
}

/// An import that is to be made, with the digests of its files.
pub(crate) struct Order<'a> {
    pub year: u16,
    pub actor: &'a str,
    files: Files,
    pub sources: Vec<SourceFile>,
}

/// Where the files of an import are.
#[derive(Clone)]
enum Files {
    Paths(Vec<PathBuf>),
    Uploads(Vec<Upload>),
}

impl<'a> Order<'a> {
    /// An import of files on disk.
    fn of_paths(options: &'a ImportOptions) -> Result<Self> {
        let sources = files::sources(&options.paths)?;
        let files = Files::Paths(options.paths.clone());
        Ok(Self { year: options.year, actor: &options.actor, files, sources })
    }

    /// An import of files in memory.
    pub fn of_uploads(year: u16, actor: &'a str, uploads: Vec<Upload>) -> Self {
        let sources = uploads.iter().map(SourceFile::of_upload).collect();
        Self { year, actor, files: Files::Uploads(uploads), sources }
    }

    /// What the files bring, if it is little and nothing is wrong with it so far.
    pub async fn news(&self) -> Result<News, Many> {
        if self.sources.iter().map(|file| file.size).sum::<u64>() > LITTLE {
            return Err(Many);
        }
        let (year, files) = (self.year, self.files.clone());
        let scouted = tokio::task::spawn_blocking(move || scout(year, &files)).await;
        scouted.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
    }
}

impl Files {
    /// Gives all their records to a sink, until it fails.
    fn give<S: Sink>(&self, import: &mut Import, sink: &mut S) -> Result<(), S::Error> {
        match self {
            Self::Paths(paths) => paths.iter().try_for_each(|path| import.read(path, sink)),
            Self::Uploads(uploads) => {
                uploads.iter().try_for_each(|file| import.read_bytes(&file.name, &file.content, sink))
            }
        }
    }
}

fn scout(year: u16, files: &Files) -> Result<News, Many> {
    let mut import = Import::new(year);
    let mut news = News::default();
    files.give(&mut import, &mut news)?;
    // After a problem no more records come, so there may be some that were not seen.
    if import.has_problems() { Err(Many) } else { Ok(news) }
}

/// Makes an import in an open transaction, which must not be committed if it fails.
pub(crate) async fn within(
    connection: &mut Connection,
    order: &Order<'_>,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Imported, Fault> {
    if all_known(&mut *connection, order.year, &order.sources).await? {
        let summary = Summary { files: order.sources.len() as u64, ..Summary::default() };
        return Ok(Imported { summary, entry: None });
    }
    let (import, ledger) = prepare(&mut *connection, order.year, order.news().await).await?;
    let stored = payments(&mut *connection).await?;
    let (sender, mut receiver) = mpsc::channel(1);
    let files = order.files.clone();
    let reader = tokio::task::spawn_blocking(move || read(import, &files, Packer::new(ledger, sender)));
    let mut writer = Writer::new(stored);
    while let Some(numbered) = receiver.recv().await {
        writer.write(&mut *connection, order.year, &numbered).await?;
        progress(writer.written);
    }
    let (summary, packed) = match reader.await {
        Ok(read) => read?,
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    };
    if writer.written == 0 {
        return Ok(Imported { summary, entry: None });
    }
    writer.finish(&mut *connection).await?;
    let entry = enter::import(connection, order, packed).await?;
    Ok(Imported { summary, entry: Some(entry) })
}

/// Whether each of these files was imported into the year before.
async fn all_known(connection: &mut Connection, year: u16, sources: &[SourceFile]) -> sqlx::Result<bool> {
    for source in sources {
        let sql = "SELECT count(*) FROM import_file JOIN import ON import.entry = import_file.entry \
                   WHERE year = $1 AND import_file.digest = $2 \
                   AND import.entry NOT IN (SELECT entry FROM withdrawal)";
        let known: i64 = db::query_scalar(sql).bind(year).bind(&source.digest).fetch_one(&mut *connection).await?;
        if known == 0 {
            return Ok(false);
        }
    }
    Ok(!sources.is_empty())
}

/// What new records meet: an import that knows of the books what matters to them (all, when they are not few), and the
/// state of the year's accounts.
pub(crate) async fn prepare(
    connection: &mut Connection,
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

/// How many payments the books of all years have.
async fn payments(connection: &mut Connection) -> sqlx::Result<i64> {
    let payments =
        db::query_scalar("SELECT CAST(coalesce(sum(records), 0) AS BIGINT) FROM total WHERE kind = 'payments'");
    payments.fetch_one(connection).await
}

/// Reads the files on a thread of its own while the database takes what was read before.
fn read(mut import: Import, files: &Files, mut packer: Packer) -> Result<(Summary, Packed), Problems> {
    // When taking a record fails, the writer has failed and says why.
    let _stopped = files.give(&mut import, &mut packer);
    let summary = import.finish()?;
    Ok((summary, packer.finish()))
}
