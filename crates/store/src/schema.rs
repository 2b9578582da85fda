//! Opening a database: settings, migrations, and what to say of files that are none.

use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqlSafeStr, SqliteConnection};

use crate::{Error, Result};

/// Marks a SQLite file as books of this program.
const APPLICATION: i64 = 0x4a75_6573;

/// The schema, step by step; a step that was released is never changed.
const STEPS: [(&str, &str); 6] = [
    ("books", include_str!("../migrations/1_books.sql")),
    ("log", include_str!("../migrations/2_log.sql")),
    ("append only", include_str!("../migrations/3_append_only.sql")),
    ("withdrawal", include_str!("../migrations/4_withdrawal.sql")),
    ("performance", include_str!("../migrations/5_performance.sql")),
    ("near", include_str!("../migrations/6_near.sql")),
];

/// Opens the books in a file; creates it if it may.
pub(crate) async fn open(file: &Path, create: bool) -> Result<SqliteConnection> {
    if file.exists() {
        check_owner(file).await?;
    } else if !create {
        return Err(Error::Missing(file.to_owned()));
    }
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(create)
        .page_size(8192)
        .journal_mode(SqliteJournalMode::Wal)
        // In WAL mode anything less would let the last commits go when the power fails.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("application_id", APPLICATION.to_string())
        .pragma("cache_size", "-65536")
        .pragma("temp_store", "memory")
        .disable_statement_logging();
    let mut connection = options.connect().await.map_err(|error| Error::from_sqlx(file, error))?;
    migrate(file, &mut connection).await?;
    Ok(connection)
}

/// Refuses the database of another program before anything in it is touched. One without tables is nobody's.
async fn check_owner(file: &Path) -> Result<()> {
    let sql = |error| Error::from_sqlx(file, error);
    let options = SqliteConnectOptions::new().filename(file).read_only(true).disable_statement_logging();
    let mut connection = options.connect().await.map_err(sql)?;
    let application: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut connection).await.map_err(sql)?;
    let tables: i64 =
        sqlx::query_scalar("SELECT count(*) FROM sqlite_master").fetch_one(&mut connection).await.map_err(sql)?;
    connection.close().await.map_err(sql)?;
    if application == APPLICATION || tables == 0 { Ok(()) } else { Err(Error::NotBooks(file.to_owned())) }
}

/// Brings the schema up to date.
async fn migrate(file: &Path, connection: &mut SqliteConnection) -> Result<()> {
    let steps = STEPS.iter().zip(1..).map(|(&(name, sql), version)| {
        Migration::new(version, Cow::Borrowed(name), MigrationType::Simple, sql.into_sql_str(), false)
    });
    let steps: Vec<Migration> = steps.collect();
    let known = STEPS.len() as i64;
    // `run` would make a future that cannot move between threads.
    Migrator::with_migrations(steps).run_direct(None, connection, false).await.map_err(|error| match error {
        MigrateError::VersionMissing(found) | MigrateError::VersionTooNew(found, _) => {
            Error::Newer { file: file.to_owned(), found, known }
        }
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => Error::from_sqlx(file, error),
        other => Error::Damaged { file: file.to_owned(), detail: other.to_string() },
    })
}
