//! Opening the books in a PostgreSQL database.

use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, PgConnection};
use tokio::time::{sleep, timeout};

use super::{STEPS, migration, migration_error, newest, online};
use crate::db::Server;
use crate::{Error, Home, Result, Trouble};

/// The oldest version for which it is tried.
const OLDEST: i64 = 150_000;

/// How long a server may take to answer at all.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often a migration tries again while another program migrates or somebody holds a table.
const TRIES: u32 = 12;

/// Opens the books at an address; makes them in an empty database if it may.
pub(super) async fn open(home: &Home, address: &str, create: bool) -> Result<Server> {
    let options = PgConnectOptions::from_str(address);
    let options = options.map_err(|error| trouble(home, Trouble::Address(error.to_string())))?;
    let options = options.application_name("juesuan").disable_statement_logging();
    let sql = |error| Error::from_sqlx(home, error);
    let connected = timeout(PATIENCE, Server::connect(options)).await;
    let connected = connected.map_err(|_| trouble(home, Trouble::Unreachable("没有应答".to_owned())))?;
    let mut server = connected.map_err(|error| match error {
        sqlx::Error::Io(error) => trouble(home, Trouble::Unreachable(error.to_string())),
        sqlx::Error::Tls(error) => trouble(home, Trouble::Unreachable(error.to_string())),
        other => sql(other),
    })?;
    let (connection, busy) = server.take_up().await.map_err(sql)?;
    let state = State::of(home, connection).await?;
    if state.newest > newest() {
        return Err(Error::Newer { file: home.clone(), found: state.newest, known: newest() });
    }
    if state.tables == 0 && !create {
        return Err(trouble(home, Trouble::NoBooks));
    }
    if state.tables > 0 && !state.is_books {
        return Err(trouble(home, Trouble::NotBooks));
    }
    let steps = STEPS.iter().filter(|step| step.postgres.is_some()).count();
    if state.steps < steps as i64 {
        migrate(home, connection).await?;
    }
    if create {
        online::indexes(connection).await.map_err(sql)?;
    }
    busy.end();
    Ok(server)
}

fn trouble(home: &Home, trouble: Trouble) -> Error {
    Error::Server { home: home.clone(), trouble }
}

/// What is found in a database.
struct State {
    tables: i64,
    is_books: bool,
    /// How many steps of the schema were made, and the last one.
    steps: i64,
    newest: i64,
}

impl State {
    async fn of(home: &Home, connection: &mut PgConnection) -> Result<Self> {
        let sql = |error| Error::from_sqlx(home, error);
        let query = sqlx::query_as(
            "SELECT current_setting('server_version_num')::bigint, current_setting('server_version'), \
             current_setting('server_encoding'), to_regclass('_sqlx_migrations') IS NOT NULL, \
             (SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'v', 'm', 'p', 'f') \
              AND relnamespace = current_schema()::regnamespace)",
        );
        let found: (i64, String, String, bool, i64) = query.fetch_one(&mut *connection).await.map_err(sql)?;
        let (number, version, encoding, is_books, tables) = found;
        if number < OLDEST {
            return Err(trouble(home, Trouble::Old(version)));
        }
        if encoding != "UTF8" {
            return Err(trouble(home, Trouble::Encoding(encoding)));
        }
        if !is_books {
            return Ok(Self { tables, is_books, steps: 0, newest: 0 });
        }
        let query = sqlx::query_as("SELECT count(*), coalesce(max(version), 0) FROM _sqlx_migrations WHERE success");
        let (steps, newest) = query.fetch_one(connection).await.map_err(sql)?;
        Ok(Self { tables, is_books, steps, newest })
    }
}

/// Brings the schema up to date. Each step waits for a table only as long as its timeout says, so that nobody waits long behind
/// it, and is tried again; a lock keeps programs that start together from doing it twice.
async fn migrate(home: &Home, connection: &mut PgConnection) -> Result<()> {
    let steps: Vec<_> = STEPS.iter().filter_map(|step| migration(step, step.postgres)).collect();
    let migrator = Migrator::with_migrations(steps);
    for _ in 1..TRIES {
        match migrator.run_direct(None, &mut *connection, false).await.map_err(|error| migration_error(home, error)) {
            Err(Error::Busy(_)) => sleep(Duration::from_secs(1)).await,
            done => return done,
        }
    }
    migrator.run_direct(None, connection, false).await.map_err(|error| migration_error(home, error))
}
