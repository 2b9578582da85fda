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

/// The schema, step by step, with the version that each brings; a step that was released is never changed.
const STEPS: [(i64, &str, &str); 8] = [
    (1, "books", include_str!("../migrations/1_books.sql")),
    (2, "log", include_str!("../migrations/2_log.sql")),
    (3, "append only", include_str!("../migrations/3_append_only.sql")),
    (4, "withdrawal", include_str!("../migrations/4_withdrawal.sql")),
    (5, "performance", include_str!("../migrations/5_performance.sql")),
    (6, "people", include_str!("../migrations/6_people.sql")),
    (7, "office", include_str!("../migrations/7_office.sql")),
    (8, "near", include_str!("../migrations/8_near.sql")),
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
        // Reading goes on while rows are taken in; with few of them both sides would wait for each other all the time.
        .row_buffer_size(512)
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

fn migrations() -> impl Iterator<Item = Migration> {
    STEPS.iter().map(|&(version, name, sql)| {
        Migration::new(version, Cow::Borrowed(name), MigrationType::Simple, sql.into_sql_str(), false)
    })
}

/// Brings the schema up to date.
async fn migrate(file: &Path, connection: &mut SqliteConnection) -> Result<()> {
    let steps = migrations().collect();
    let known = STEPS.iter().map(|&(version, ..)| version).max().unwrap_or_default();
    // `run` would make a future that cannot move between threads.
    Migrator::with_migrations(steps).run_direct(None, connection, false).await.map_err(|error| match error {
        MigrateError::VersionMissing(found) | MigrateError::VersionTooNew(found, _) => {
            Error::Newer { file: file.to_owned(), found, known }
        }
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => Error::from_sqlx(file, error),
        other => Error::Damaged { file: file.to_owned(), detail: other.to_string() },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps that were made side by side may be released in any order.
    #[test]
    fn a_step_that_was_left_out_is_made_up_for() {
        let versions: Vec<i64> = STEPS.iter().map(|&(version, ..)| version).collect();
        assert!(versions.is_sorted_by(|a, b| a < b), "{versions:?}");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("账簿.db");
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let found: Vec<i64> = runtime.block_on(async {
            let options = SqliteConnectOptions::new().filename(&file).create_if_missing(true);
            let mut connection = options.pragma("application_id", APPLICATION.to_string()).connect().await.unwrap();
            let some = migrations().filter(|step| step.version != 6).collect();
            Migrator::with_migrations(some).run_direct(None, &mut connection, false).await.unwrap();
            connection.close().await.unwrap();
            let mut connection = open(&file, false).await.unwrap();
            sqlx::query("SELECT * FROM session").fetch_all(&mut connection).await.unwrap();
            let sql = "SELECT version FROM _sqlx_migrations ORDER BY version";
            sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap()
        });
        assert_eq!(found, versions);
    }
}
