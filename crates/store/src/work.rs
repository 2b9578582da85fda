use std::path::Path;

use juesuan_books::Problems;
use sqlx::sqlite::Sqlite;
use sqlx::{Connection, SqliteConnection, Transaction};

use crate::office::Refused;
use crate::{Error, Result, Store};

/// What is done to the books in one transaction: all of it or nothing, whenever it stops.
pub(crate) struct Work<'s> {
    file: &'s Path,
    transaction: Transaction<'s, Sqlite>,
}

/// What goes wrong in a transaction, where it is not known in which file.
pub(crate) enum Fault {
    Own(Error),
    Sql(sqlx::Error),
}

impl Store {
    /// Begins to write; nobody else writes until it ends.
    pub(crate) async fn begin(&mut self) -> Result<Work<'_>> {
        let Self { file, connection, .. } = self;
        let transaction = connection.begin_with("BEGIN IMMEDIATE").await;
        let transaction = transaction.map_err(|error| Error::from_sqlx(file, error))?;
        Ok(Work { file, transaction })
    }

    /// Begins to read: what is read is of one moment, and what others write meanwhile does not wait.
    pub(crate) async fn begin_reading(&mut self) -> Result<Work<'_>> {
        let Self { file, connection, .. } = self;
        let transaction = connection.begin().await.map_err(|error| Error::from_sqlx(file, error))?;
        Ok(Work { file, transaction })
    }
}

impl Work<'_> {
    /// The connection of the transaction.
    pub fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }

    /// Makes what was done lasting if it went well, and leaves nothing of it otherwise.
    pub async fn end<T>(self, done: Result<T, Fault>) -> Result<T> {
        let Self { file, transaction } = self;
        let done = match done {
            Ok(done) => transaction.commit().await.map(|()| done).map_err(Fault::Sql),
            Err(fault) => {
                // If even this fails, the transaction ends with the connection.
                transaction.rollback().await.ok();
                Err(fault)
            }
        };
        done.map_err(|fault| match fault {
            Fault::Own(error) => error,
            Fault::Sql(error) => Error::from_sqlx(file, error),
        })
    }
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Own(error)
    }
}

impl From<Problems> for Fault {
    fn from(problems: Problems) -> Self {
        Self::Own(problems.into())
    }
}

impl From<Refused> for Fault {
    fn from(refused: Refused) -> Self {
        Self::Own(refused.into())
    }
}
