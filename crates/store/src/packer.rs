use std::collections::BTreeMap;

use juesuan_books::{Kind, Place, Record, Sink};
use tokio::sync::mpsc;

use crate::account::Key;
use crate::batch::Batch;
use crate::ledger::{Ledger, Numbered, Segment};

/// Packs records into batches, numbers them and passes them on.
pub(crate) struct Packer {
    ledger: Ledger,
    batch: Batch,
    sender: mpsc::Sender<Numbered>,
    /// New records by file.
    files: BTreeMap<String, u64>,
    /// The file that is being read, and its new records so far.
    current: (String, u64),
}

/// What remains when all is read.
pub(crate) struct Packed {
    pub segments: Vec<Segment>,
    /// New records by file.
    pub files: BTreeMap<String, u64>,
}

/// Nobody takes batches any more.
pub(crate) struct Closed;

impl Packer {
    /// A packer that adds to a ledger.
    pub fn new(ledger: Ledger, sender: mpsc::Sender<Numbered>) -> Self {
        let (files, current) = Default::default();
        Self { ledger, batch: Batch::new(Kind::Units), sender, files, current }
    }

    fn flush(&mut self, next: Kind) -> Result<(), Closed> {
        let batch = std::mem::replace(&mut self.batch, Batch::new(next));
        if batch.is_empty() {
            return Ok(());
        }
        self.sender.blocking_send(self.ledger.number(batch)).map_err(|_| Closed)
    }

    fn turn_to(&mut self, file: &str) {
        let (name, records) = std::mem::replace(&mut self.current, (file.to_owned(), 0));
        *self.files.entry(name).or_default() += records;
    }

    /// What remains, after the last batch was passed on.
    pub fn finish(mut self) -> Packed {
        // If nobody takes it, the writer has failed and says why.
        self.flush(Kind::Units).ok();
        self.turn_to("");
        Packed { segments: self.ledger.into_segments(), files: self.files }
    }
}

impl Sink for Packer {
    type Error = Closed;

    fn take(&mut self, record: &Record<'_>, place: Place<'_>) -> Result<(), Closed> {
        if self.batch.kind() != record.kind() || self.batch.is_full() {
            self.flush(record.kind())?;
        }
        if self.current.0 != place.file {
            self.turn_to(place.file);
        }
        self.current.1 += 1;
        let account = self.ledger.accounts.place(&Key::of(record));
        self.batch.push(account, record);
        Ok(())
    }
}
