//! The books as a server has them: a few connections that read, and one that writes.

use std::sync::{Mutex, PoisonError};

use juesuan_store::{Result, Store};
use tokio::sync::{Mutex as WaitingMutex, MutexGuard, Semaphore, SemaphorePermit};

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
    _permit: SemaphorePermit<'s>,
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

    /// A connection to read from, once there is one. Who holds one must not wait for another (nor call what takes one, such as
    /// `Units::known`): when all do, nobody goes on. The tests have a single one, so that it shows.
    ///
    /// # Errors
    /// When a new one cannot be opened.
    pub async fn read(&self) -> Result<Reader<'_>> {
        let permit = self.free.acquire().await.expect("the semaphore is never closed");
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let store = match idle {
            Some(store) => store,
            None => Store::open_existing(&self.address).await?,
        };
        Ok(Reader { shelf: self, store: Some(store), _permit: permit })
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
        if let Some(store) = self.store.take() {
            self.shelf.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
        }
    }
}
