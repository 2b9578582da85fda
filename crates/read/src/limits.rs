//! Upper bounds on everything a reader unfolds, so that no file, however made, takes the machine down.
//!
//! A disclosure of a large province stays at least ten times below each of them.

use crate::ReadError;

/// Largest file that is opened, in bytes.
pub(crate) const FILE_BYTES: u64 = 200 << 20;
/// Bytes that the parts of one package may unfold to, together.
pub(crate) const UNFOLDED_BYTES: u64 = 128 << 20;
/// Entries in one package.
pub(crate) const ENTRIES: usize = 20_000;
/// Elements open at once in an XML or HTML file.
pub(crate) const DEPTH: usize = 512;
/// Cells of all tables of one document.
pub(crate) const CELLS: usize = 2_000_000;
/// Columns (and the widest span) of one table: what Excel allows.
pub(crate) const COLUMNS: u32 = 16_384;
/// Rows (and the tallest span) of one table: what Excel allows.
pub(crate) const ROWS: u32 = 1_048_576;

/// The error for a bound that was passed.
pub(crate) fn exceeded(what: &str, limit: impl std::fmt::Display) -> ReadError {
    ReadError::LimitExceeded(format!("{what}超过 {limit}"))
}

/// Counts the cells of a document against [`CELLS`].
#[derive(Default)]
pub(crate) struct CellCounter(usize);

impl CellCounter {
    /// One more cell.
    ///
    /// # Errors
    /// [`ReadError::LimitExceeded`] past the bound.
    pub(crate) fn count(&mut self) -> Result<(), ReadError> {
        self.0 += 1;
        if self.0 > CELLS { Err(exceeded("表格单元格数", CELLS)) } else { Ok(()) }
    }
}
