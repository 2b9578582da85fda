//! Readers: docx, pdf, xlsx/xls/ods, html and txt into one [`Document`] with places.
//!
//! Reading never fails on content: what cannot be understood is kept as text. It fails, with a [`ReadError`] that names
//! the remedy, only when there is nothing to read.
//!
//! `open` takes a file or bytes, `detect` says what they are, and one module for each format does the rest under the
//! bounds of `limits`.

mod detect;
mod document;
mod docx;
mod error;
mod flow;
mod html;
mod legacy;
mod limits;
#[cfg(test)]
mod mutation;
mod open;
mod package;
mod pdf;
mod sheet;
mod text;
mod xml;

pub use document::{Block, Cell, Document, Format, Paragraph, Place, Table};
pub use docx::{Note, annotate_docx};
pub use error::ReadError;
pub use open::{ENDINGS, check_size, read, read_bytes};
pub use text::read_text;
