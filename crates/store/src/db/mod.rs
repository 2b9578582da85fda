//! One connection to either home of the books: a SQLite file or a PostgreSQL database.
//!
//! Both are reached through the same few words as sqlx has for one of them ([`query`], [`query_as`], [`query_scalar`]), with the
//! same SQL; what has to be said differently is in `dialect`. An enum of the two drivers, and not `sqlx::Any`: rows of
//! SQLite go through as they are, so that reading a million of them costs what it did (Any copies every value and
//! knows neither short integers nor borrowed texts), and the home's own means (`COPY`, locks) stay at hand.
//!
//! Integers are 64 bits wide in both homes; texts are compared by their bytes in both.

mod copy;
mod query;
mod row;
mod server;
mod transaction;

use sqlx::{Connection as _, SqliteConnection};

pub(crate) use copy::Copy;
pub(crate) use query::{Query, Value, query, query_as, query_scalar};
pub(crate) use row::{FromRow, Get, Row, ValueKind};
pub(crate) use server::Server;
pub(crate) use transaction::Transaction;

/// A connection to the books.
#[derive(Debug)]
pub(crate) enum Connection {
    Sqlite(SqliteConnection),
    Postgres(Box<Server>),
}

impl Connection {
    /// What is done from now on depends on what was done before: another connection would not do in its place.
    pub fn keep(&mut self) {
        if let Self::Postgres(server) = self {
            server.in_transaction = true;
        }
    }

    /// Ends it.
    pub async fn close(self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(connection) => connection.close().await,
            Self::Postgres(connection) => connection.close().await,
        }
    }
}
