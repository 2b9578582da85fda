//! From a path or bytes to a [`Document`].

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::detect::{Content, detect};
use crate::package::Package;
use crate::{Block, Document, Format, ReadError, docx, html, legacy, limits, pdf, sheet, text};

/// Reads a file of any known format.
///
/// # Errors
/// Any [`ReadError`]; the size is checked before anything is read.
pub fn read(path: &Path) -> Result<Document, ReadError> {
    let file = File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(std::io::Error::from(std::io::ErrorKind::IsADirectory).into());
    }
    check_size(about.len())?;
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    // The file may grow, or be a pipe that states no size.
    file.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes)?;
    check_size(bytes.len() as u64)?;
    read_bytes(&path.to_string_lossy(), bytes)
}

/// Reads the content of a file; `name` becomes the document's path.
///
/// # Errors
/// Any [`ReadError`] except `Io`.
pub fn read_bytes(name: &str, bytes: Vec<u8>) -> Result<Document, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    check_size(bytes.len() as u64)?;
    let (format, blocks, pages) = match detect(&bytes)? {
        Content::Docx(main) => (Format::Docx, docx::read(&mut Package::open(&bytes)?, &main)?, None),
        Content::Xlsx => (Format::Xlsx, sheet::read_xlsx(&bytes)?, None),
        Content::Xls => (Format::Xls, sheet::read_xls(bytes)?, None),
        Content::Ods => (Format::Ods, sheet::read_ods(&bytes)?, None),
        Content::Legacy(kind) => (Format::Doc, legacy::read(kind, &bytes)?, None),
        Content::Pdf => {
            let (blocks, pages) = pdf::read(bytes)?;
            (Format::Pdf, blocks, Some(pages))
        }
        Content::Html => (Format::Html, html::read(&bytes)?, None),
        Content::Text => {
            refuse_false_name(name)?;
            let document = text::read_text(name, &text::decode(&bytes)?);
            (Format::Txt, document.blocks, document.pages)
        }
    };
    if !blocks.iter().any(has_text) {
        return Err(ReadError::NoText);
    }
    Ok(Document { path: name.to_owned(), format, pages, blocks })
}

fn check_size(len: u64) -> Result<(), ReadError> {
    if len == 0 {
        return Err(ReadError::Empty);
    }
    if len > limits::FILE_BYTES {
        return Err(ReadError::TooLarge { actual_mb: len >> 20, limit_mb: limits::FILE_BYTES >> 20 });
    }
    Ok(())
}

/// Text under the name of a binary format is what a failed download leaves behind. (`.doc` and `.xls` are left out:
/// office systems do export text under these names.)
fn refuse_false_name(name: &str) -> Result<(), ReadError> {
    let extension = Path::new(name).extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    if ["pdf", "docx", "xlsx", "ods", "wps", "et"].contains(&extension.as_str()) {
        return Err(ReadError::Damaged(format!("名为 {extension}，内容却不是")));
    }
    Ok(())
}

fn has_text(block: &Block) -> bool {
    match block {
        Block::Paragraph(p) => !p.text.trim().is_empty(),
        Block::Table(t) => t.cells.iter().any(|cell| !cell.text.trim().is_empty()),
    }
}
