use std::ops::{Deref, DerefMut};

use sqlx::{Database, Postgres, SqlStr, Sqlite};
use sqlx_core::transaction::TransactionManager;

use super::Connection;

type SqliteManager = <Sqlite as Database>::TransactionManager;
type PostgresManager = <Postgres as Database>::TransactionManager;

/// A transaction; what was done in it is undone when it is dropped without having been committed.
pub(crate) struct Transaction<'c> {
    connection: &'c mut Connection,
    open: bool,
}

impl<'c> Transaction<'c> {
    /// Begins one with a statement of the home's own.
    pub async fn begin(connection: &'c mut Connection, statement: SqlStr) -> sqlx::Result<Self> {
        match connection {
            Connection::Sqlite(connection) => SqliteManager::begin(connection, Some(statement)).await?,
            Connection::Postgres(server) => {
                let (connection, busy) = server.take_up().await?;
                PostgresManager::begin(connection, Some(statement)).await?;
                busy.end();
                server.in_transaction = true;
            }
        }
        Ok(Self { connection, open: true })
    }

    /// Makes it lasting.
    pub async fn commit(mut self) -> sqlx::Result<()> {
        match &mut *self.connection {
            Connection::Sqlite(connection) => SqliteManager::commit(connection).await?,
            Connection::Postgres(server) => {
                let (connection, busy) = server.take_up().await?;
                PostgresManager::commit(connection).await?;
                busy.end();
                server.in_transaction = false;
            }
        }
        self.open = false;
        Ok(())
    }

    /// Undoes it.
    pub async fn rollback(mut self) -> sqlx::Result<()> {
        match &mut *self.connection {
            Connection::Sqlite(connection) => SqliteManager::rollback(connection).await?,
            Connection::Postgres(server) => {
                let (connection, busy) = server.take_up().await?;
                PostgresManager::rollback(connection).await?;
                busy.end();
                server.in_transaction = false;
            }
        }
        self.open = false;
        Ok(())
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if self.open {
            match &mut *self.connection {
                Connection::Sqlite(connection) => SqliteManager::start_rollback(connection),
                // Asking for it would wait for the next use of the connection, and keep others from writing until then.
                Connection::Postgres(server) => server.let_go(),
            }
        }
    }
}

impl Deref for Transaction<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

impl DerefMut for Transaction<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        self.connection
    }
}
