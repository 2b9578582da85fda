//! Readers: docx, pdf, xlsx/xls/ods, html and txt into one [`Document`] with places.
//!
//! Reading never fails on content: what cannot be understood is kept as text. It fails, with a [`ReadError`] that names
//! the remedy, only when there is nothing to read.

mod document;
mod error;
mod pdf;

pub use document::{Block, Cell, Document, Format, Paragraph, Place, Table};
pub use error::ReadError;

/// Reads a PDF file.
///
/// # Errors
/// Any [`ReadError`].
pub fn read(path: &std::path::Path) -> Result<Document, ReadError> {
    let (blocks, pages) = pdf::read(std::fs::read(path)?)?;
    Ok(Document { path: path.to_string_lossy().into_owned(), format: Format::Pdf, pages: Some(pages), blocks })
}
