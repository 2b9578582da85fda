//! Readers: docx, pdf, xlsx/xls/ods, html and txt into one [`Document`] with places.
//!
//! Reading never fails on content: what cannot be understood is kept as text. It fails, with a [`ReadError`] that names
//! the remedy, only when there is nothing to read.

mod document;
mod error;

pub use document::{Block, Cell, Document, Format, Paragraph, Place, Table};
pub use error::ReadError;
