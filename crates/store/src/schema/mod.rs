//! Opening a database: settings, migrations, and what to say of those that hold no books.

mod online;
mod server;

use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection as _, SqlSafeStr, SqliteConnection};

use crate::db::Connection;
use crate::{Error, Home, Result};

/// Marks a SQLite file as books of this program.
const APPLICATION: i64 = 0x4a75_6573;

/// A step of the schema; one that was released is never changed. What a home has nothing of is left out there.
struct Step {
    /// The version that it brings.
    version: i64,
    name: &'static str,
    sqlite: Option<&'static str>,
    postgres: Option<&'static str>,
}

/// A step that is in both homes, from its files.
macro_rules! step {
    ($version:literal, $name:literal, $file:literal) => {
        Step {
            version: $version,
            name: $name,
            sqlite: Some(include_str!(concat!("../../migrations/", $file))),
            postgres: Some(include_str!(concat!("../../migrations/postgres/", $file))),
        }
    };
}

const STEPS: [Step; 9] = [
    step!(1, "books", "1_books.sql"),
    step!(2, "log", "2_log.sql"),
    step!(3, "append only", "3_append_only.sql"),
    step!(4, "withdrawal", "4_withdrawal.sql"),
    step!(5, "performance", "5_performance.sql"),
    step!(6, "people", "6_people.sql"),
    step!(7, "office", "7_office.sql"),
    step!(8, "near", "8_near.sql"),
    Step {
        version: 9,
        name: "readers",
        sqlite: None,
        postgres: Some(include_str!("../../migrations/postgres/9_readers.sql")),
    },
];

/// The newest version that this program knows.
fn newest() -> i64 {
    STEPS.iter().map(|step| step.version).max().unwrap_or_default()
}

/// Opens the books; makes them if it may.
pub(crate) async fn open(home: &Home, create: bool) -> Result<Connection> {
    match home {
        Home::File(file) => open_file(file, create).await.map(Connection::Sqlite),
        Home::Server(address) => {
            server::open(home, address, create).await.map(|server| Connection::Postgres(Box::new(server)))
        }
    }
}

async fn open_file(file: &Path, create: bool) -> Result<SqliteConnection> {
    let home = Home::File(file.to_owned());
    if file.exists() {
        check_owner(file, &home).await?;
    } else if !create {
        return Err(Error::Missing(home));
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
    let mut connection = options.connect().await.map_err(|error| Error::from_sqlx(&home, error))?;
    migrate(&home, &mut connection).await?;
    Ok(connection)
}

/// Refuses the database of another program before anything in it is touched. One without tables is nobody's.
async fn check_owner(file: &Path, home: &Home) -> Result<()> {
    let sql = |error| Error::from_sqlx(home, error);
    let options = SqliteConnectOptions::new().filename(file).read_only(true).disable_statement_logging();
    let mut connection = options.connect().await.map_err(sql)?;
    let application: i64 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut connection).await.map_err(sql)?;
    let tables: i64 =
        sqlx::query_scalar("SELECT count(*) FROM sqlite_master").fetch_one(&mut connection).await.map_err(sql)?;
    connection.close().await.map_err(sql)?;
    if application == APPLICATION || tables == 0 { Ok(()) } else { Err(Error::NotBooks(home.clone())) }
}

fn migrations() -> impl Iterator<Item = Migration> {
    STEPS.iter().filter_map(|step| migration(step, step.sqlite))
}

fn migration(step: &Step, sql: Option<&'static str>) -> Option<Migration> {
    let (name, sql) = (Cow::Borrowed(step.name), sql?.into_sql_str());
    Some(Migration::new(step.version, name, MigrationType::Simple, sql, false))
}

/// Brings the schema up to date.
async fn migrate(home: &Home, connection: &mut SqliteConnection) -> Result<()> {
    let steps = migrations().collect();
    // `run` would make a future that cannot move between threads.
    Migrator::with_migrations(steps)
        .run_direct(None, connection, false)
        .await
        .map_err(|error| migration_error(home, error))
}

/// What an error of a migration means.
fn migration_error(home: &Home, error: MigrateError) -> Error {
    match error {
        MigrateError::VersionMissing(found) | MigrateError::VersionTooNew(found, _) => {
            Error::Newer { file: home.clone(), found, known: newest() }
        }
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => Error::from_sqlx(home, error),
        other => Error::Damaged { file: home.clone(), detail: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps that were made side by side may be released in any order.
    #[test]
    fn a_step_that_was_left_out_is_made_up_for() {
        let versions: Vec<i64> = migrations().map(|step| step.version).collect();
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
            let mut connection = open_file(&file, false).await.unwrap();
            sqlx::query("SELECT * FROM session").fetch_all(&mut connection).await.unwrap();
            let sql = "SELECT version FROM _sqlx_migrations ORDER BY version";
            sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap()
        });
        assert_eq!(found, versions);
    }
}
