//! The words of which digests are made: unambiguous, and the same wherever the rows come from.

use sha2::{Digest, Sha256};

use crate::shape::Cell;

/// A running SHA-256 over values that cannot run into each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hash(Sha256);

impl Hash {
    /// Adds a text.
    pub fn text(&mut self, text: &str) {
        self.0.update((text.len() as u64).to_le_bytes());
        self.0.update(text.as_bytes());
    }

    /// Adds a text that may be missing.
    pub fn optional(&mut self, text: Option<&str>) {
        self.0.update([u8::from(text.is_some())]);
        self.text(text.unwrap_or_default());
    }

    /// Adds a number.
    pub fn number(&mut self, number: i64) {
        self.0.update(number.to_le_bytes());
    }

    /// Adds a cell of a row.
    pub fn cell(&mut self, cell: Cell<'_>) {
        // One call for each cell: a call costs more than the bytes.
        match cell {
            Cell::Blank => self.0.update([0]),
            Cell::Integer(number) => {
                let mut bytes = [1; 9];
                bytes[1..].copy_from_slice(&number.to_le_bytes());
                self.0.update(bytes);
            }
            Cell::Text(text) => {
                let mut head = [2; 9];
                head[1..].copy_from_slice(&(text.len() as u64).to_le_bytes());
                self.0.update(head);
                self.0.update(text.as_bytes());
            }
        }
    }

    /// Adds bytes as they are, for files.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest in hexadecimal.
    pub fn finish(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// SHA-256 of bytes as they are, in hexadecimal.
pub(crate) fn of(bytes: &[u8]) -> String {
    let mut hash = Hash::default();
    hash.bytes(bytes);
    hash.finish()
}
