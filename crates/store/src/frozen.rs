use crate::{Result, Store};

impl Store {
    /// The same books through a connection of its own, as they are at this moment: whatever is written later, it does not see.
    /// For reading only; dropping it ends it.
    ///
    /// # Errors
    /// When the books cannot be opened or read.
    pub async fn frozen(&self) -> Result<Self> {
        let mut frozen = Self::open_file(&self.file, false).await?;
        let begun = sqlx::query("BEGIN").execute(&mut frozen.connection).await;
        begun.map_err(|error| frozen.error(error))?;
        // Only the first reading fixes what is seen.
        frozen.last_entry().await?;
        Ok(frozen)
    }

    /// The number of the last entry of the log; 0 in new books.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn last_entry(&mut self) -> Result<i64> {
        let number = sqlx::query_scalar("SELECT coalesce(max(number), 0) FROM log");
        number.fetch_one(&mut self.connection).await.map_err(|error| self.error(error))
    }
}
