use crate::db::{self, Connection};
use crate::log::LogEntry;
use crate::{Error, Home, Result, schema};

/// The books of any number of departments and years in a database.
#[derive(Debug)]
pub struct Store {
    pub(crate) home: Home,
    pub(crate) connection: Connection,
}

impl Store {
    /// Opens the books at an address (`sqlite:FILE`, `postgres://…`), and creates them if there are none.
    ///
    /// # Errors
    /// When the address is not known, or the file is none of this program's, newer, or cannot be written.
    pub async fn open(address: &str) -> Result<Self> {
        Self::open_home(Home::parse(address)?, true).await
    }

    /// Opens books that must exist.
    ///
    /// # Errors
    /// As [`Store::open`], and when there are none.
    pub async fn open_existing(address: &str) -> Result<Self> {
        Self::open_home(Home::parse(address)?, false).await
    }

    pub(crate) async fn open_home(home: Home, create: bool) -> Result<Self> {
        let connection = schema::open(&home, create).await?;
        Ok(Self { home, connection })
    }

    /// Where the books are.
    #[must_use]
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// Closes the books. What was done is safe without it; it only tidies up beside the file.
    ///
    /// # Errors
    /// When the database cannot be closed.
    pub async fn close(self) -> Result<()> {
        let home = self.home;
        self.connection.close().await.map_err(|error| Error::from_sqlx(&home, error))
    }

    /// The fiscal years that have records.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn years(&mut self) -> Result<Vec<u16>> {
        let years = db::query_scalar("SELECT DISTINCT year FROM account ORDER BY year");
        years.fetch_all(&mut self.connection).await.map_err(|error| Error::from_sqlx(&self.home, error))
    }

    /// The number of the last entry of the log, 0 for none: as long as it stays, nothing was done to the books.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn head(&mut self) -> Result<i64> {
        let head = db::query_scalar("SELECT coalesce(max(number), 0) FROM log").fetch_one(&mut self.connection).await;
        head.map_err(|error| Error::from_sqlx(&self.home, error))
    }

    /// Entries of the log after the one of a number (0 for the first), at most `limit`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn log(&mut self, after: i64, limit: u32) -> Result<Vec<LogEntry>> {
        let entries = db::query_as("SELECT * FROM log WHERE number > $1 ORDER BY number LIMIT $2");
        let entries = entries.bind(after).bind(limit).fetch_all(&mut self.connection).await;
        entries.map_err(|error| Error::from_sqlx(&self.home, error))
    }

    /// What an error of the database means for these books.
    pub(crate) fn error(&self, error: sqlx::Error) -> Error {
        Error::from_sqlx(&self.home, error)
    }
}
