use crate::{Result, Store, dialect};

impl Store {
    /// The same books through a connection of its own, as they are at this moment: whatever is written later, it does not see.
    /// For reading only; dropping it ends it.
    ///
    /// # Errors
    /// When the books cannot be opened or read.
    pub async fn frozen(&self) -> Result<Self> {
        let mut frozen = Self::open_home(self.home.clone(), false).await?;
        let begun = dialect::freeze(&mut frozen.connection).await;
        begun.map_err(|error| frozen.error(error))?;
        // Only the first reading fixes what is seen.
        frozen.head().await?;
        Ok(frozen)
    }
}
