use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection as _, Executor, PgConnection};

/// How long a connection waits for a lock, as long as for a file; and an end to transactions that nobody goes on with, since
/// they would keep all others from writing.
const SETTINGS: &str = "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '15min'; \
                        SET client_min_messages = warning";

/// A connection to a server. One that broke off, or was left in the middle of something (a request that somebody gave up), is
/// replaced when it is needed again: what would come through it next might be the answer to what was asked before.
pub(crate) struct Server {
    options: PgConnectOptions,
    connection: Option<PgConnection>,
    /// Whether it is in the middle of something.
    busy: Arc<AtomicBool>,
    /// Whether what is done depends on what was done before through the same connection.
    pub(super) in_transaction: bool,
}

/// What is being done; when it is dropped before it ended, the connection is not used again.
pub(crate) struct Busy(Arc<AtomicBool>);

impl Busy {
    /// It came to its end.
    pub fn end(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

impl Server {
    /// Connects to a server.
    pub async fn connect(options: PgConnectOptions) -> sqlx::Result<Self> {
        let connection = Some(connect(&options).await?);
        Ok(Self { options, connection, busy: Arc::default(), in_transaction: false })
    }

    /// The connection, for something to be done with it.
    pub async fn take_up(&mut self) -> sqlx::Result<(&mut PgConnection, Busy)> {
        if self.busy.load(Ordering::Relaxed) {
            self.connection = None;
        }
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None if self.in_transaction => {
                return Err(sqlx::Error::Io(std::io::ErrorKind::ConnectionAborted.into()));
            }
            None => connect(&self.options).await?,
        };
        self.busy.store(true, Ordering::Relaxed);
        Ok((self.connection.insert(connection), Busy(Arc::clone(&self.busy))))
    }

    /// Ends the connection at once, and with it what was not committed.
    pub fn let_go(&mut self) {
        (self.connection, self.in_transaction) = (None, false);
    }

    /// Ends it.
    pub async fn close(self) -> sqlx::Result<()> {
        match self.connection {
            Some(connection) if !self.busy.load(Ordering::Relaxed) => connection.close().await,
            _ => Ok(()),
        }
    }
}

async fn connect(options: &PgConnectOptions) -> sqlx::Result<PgConnection> {
    let mut connection = options.connect().await?;
    connection.execute(SETTINGS).await?;
    Ok(connection)
}

/// Whether a connection can be used again after an error.
pub(super) fn outlives(error: &sqlx::Error) -> bool {
    let ended = |code: &str| matches!(code, "57P01" | "57P02" | "57P03" | "25P03");
    error.as_database_error().is_some_and(|error| error.code().is_none_or(|code| !ended(&code)))
}

/// Never shows the password: debug output ends up in logs.
impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({}/{:?})", self.options.get_host(), self.options.get_database())
    }
}
