//! PDF.

use crate::{Block, ReadError};

/// Reads the blocks and the number of pages of a PDF.
///
/// # Errors
/// Always `Damaged` for now.
pub(crate) fn read(_bytes: &[u8]) -> Result<(Vec<Block>, u32), ReadError> {
    Err(ReadError::Damaged("PDF 读取尚未接入".to_owned()))
}
