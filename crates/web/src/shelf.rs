//! The books as a server has them: a few connections that read, and one that writes.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use juesuan_store::{Result, Store};
use tokio::{
    sync::{Mutex as WaitingMutex, MutexGuard, Semaphore, SemaphorePermit},
    time::timeout,
};

/// How long somebody waits for a connection that others hold.
const PATIENCE: Duration = Duration::from_secs(2);

/// Connections to one file of books.
#[derive(Debug)]
pub struct Shelf {
    address: String,
    /// Those that nobody reads from now; as many more may be opened as `free` has permits.
    idle: Mutex<Vec<Store>>,
    free: Semaphore,
    writer: WaitingMutex<Store>,
}

/// A connection to read from; it goes back when dropped.
#[derive(Debug)]
pub struct Reader<'s> {
    shelf: &'s Shelf,
    store: Option<Store>,
    /// None for one more than was meant.
    permit: Option<SemaphorePermit<'s>>,
}

impl Shelf {
    /// Opens the books, and makes new ones where there are none.
    ///
    /// # Errors
    /// When they cannot be opened.
    pub async fn open(address: &str, readers: usize) -> Result<Self> {
        let writer = WaitingMutex::new(Store::open(address).await?);
        let free = Semaphore::new(readers.max(1));
        Ok(Self { address: address.to_owned(), idle: Mutex::default(), free, writer })
    }

    /// A connection to read from, once there is one. Who holds one should not wait for another (nor call what takes one, such
    /// as `Units::known`): when all do, nobody goes on until patience ends and more connections are opened than were meant.
    ///
    /// # Errors
    /// When a new one cannot be opened.
    pub async fn read(&self) -> Result<Reader<'_>> {
        let permit = match timeout(PATIENCE, self.free.acquire()).await {
            Ok(permit) => Some(permit.expect("the semaphore is never closed")),
            Err(_) => {
                tracing::warn!("no connection was free for long: one more is opened");
                None
            }
        };
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let store = match idle {
            Some(store) => store,
            None => Store::open_existing(&self.address).await?,
        };
        Ok(Reader { shelf: self, store: Some(store), permit })
    }

    /// The connection that writes, once nobody else writes. (The database would let them wait too, but not in order.)
    pub async fn write(&self) -> MutexGuard<'_, Store> {
        self.writer.lock().await
    }
}

impl std::ops::Deref for Reader<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store.as_ref().expect("it is taken only when dropped")
    }
}

impl std::ops::DerefMut for Reader<'_> {
    fn deref_mut(&mut self) -> &mut Store {
        self.store.as_mut().expect("it is taken only when dropped")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        if let (Some(store), Some(_)) = (self.store.take(), &self.permit) {
            self.shelf.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_holds_one_and_waits_for_another_is_not_left_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("账簿.db").display());
        let shelf = Shelf::open(&address, 1).await.unwrap();
        let mut first = shelf.read().await.unwrap();
        let mut second = timeout(PATIENCE * 4, shelf.read()).await.expect("one more").unwrap();
        assert_eq!((first.head().await.unwrap(), second.head().await.unwrap()), (0, 0));
        drop((first, second));
        assert_eq!(shelf.idle.lock().unwrap().len(), 1, "what was too much is closed");
    }
}
