use juesuan_books::Problems;

use crate::db::{Connection, Transaction};
use crate::dialect;
use crate::office::Refused;
use crate::{Error, Home, Result, Store};

/// What is done to the books in one transaction: all of it or nothing, whenever it stops.
pub(crate) struct Work<'s> {
    home: &'s Home,
    transaction: Transaction<'s>,
}

/// What goes wrong in a transaction, where it is not known in which file.
pub(crate) enum Fault {
    Own(Error),
    Sql(sqlx::Error),
}

impl Store {
    /// Begins to write; nobody else writes until it ends.
    pub(crate) async fn begin(&mut self) -> Result<Work<'_>> {
        let Self { home, connection, .. } = self;
        let transaction = dialect::begin_writing(connection).await;
        let transaction = transaction.map_err(|error| Error::from_sqlx(home, error))?;
        Ok(Work { home, transaction })
    }

    /// Begins to read: what is read is of one moment, and what others write meanwhile does not wait.
    pub(crate) async fn begin_reading(&mut self) -> Result<Work<'_>> {
        let Self { home, connection, .. } = self;
        let transaction = dialect::begin_reading(connection).await.map_err(|error| Error::from_sqlx(home, error))?;
        Ok(Work { home, transaction })
    }
}

impl Work<'_> {
    /// The connection of the transaction.
    pub fn connection(&mut self) -> &mut Connection {
        &mut self.transaction
    }

    /// Makes what was done lasting if it went well, and leaves nothing of it otherwise.
    pub async fn end<T>(self, done: Result<T, Fault>) -> Result<T> {
        let Self { home, transaction } = self;
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
            Fault::Sql(error) => Error::from_sqlx(home, error),
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
