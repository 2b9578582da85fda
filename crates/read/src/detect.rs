//! The format of a file by its content; its name is only asked where the content leaves it open.

use crate::ReadError;
use crate::package::Package;
use crate::xml::{attribute, local};
use quick_xml::Reader;
use quick_xml::events::Event;

/// What a file is, as far as reading goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Word package with its main part.
    Docx(String),
    /// Excel package.
    Xlsx,
    /// OpenDocument spreadsheet.
    Ods,
    /// Legacy Excel (or WPS 表格) workbook.
    Xls,
    /// Something that LibreOffice turns into docx; the name is for the message.
    Legacy(&'static str),
    /// PDF.
    Pdf,
    /// Web page.
    Html,
    /// Anything else: text, if it proves to be text.
    Text,
}

/// Looks at the content.
///
/// # Errors
/// `Encrypted`, `Damaged` for a broken package, `UnknownFormat` for a package of something else.
pub(crate) fn detect(bytes: &[u8]) -> Result<Content, ReadError> {
    // Some generators put a few bytes before the PDF header; readers accept it within the first 1,024.
    let head = &bytes[..bytes.len().min(1024)];
    if bytes.starts_with(b"PK\x03\x04") {
        package(bytes)
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        compound(bytes)
    } else if head.starts_with(b"%PDF") || find(head, b"%PDF-1.").is_some() {
        Ok(Content::Pdf)
    } else if bytes.starts_with(b"{\\rtf") {
        Ok(Content::Legacy("rtf"))
    } else if find(head, b"progid=\"Word.Document\"").is_some() {
        Ok(Content::Legacy("Word 2003 XML"))
    } else if is_html(bytes) {
        Ok(Content::Html)
    } else {
        Ok(Content::Text)
    }
}

fn package(bytes: &[u8]) -> Result<Content, ReadError> {
    let mut package = Package::open(bytes)?;
    let main = match package.text("_rels/.rels")? {
        Some(rels) => main_part(&rels),
        None => None,
    };
    let main = main.filter(|part| package.has(part));
    let main = main.or_else(|| package.has("word/document.xml").then(|| "word/document.xml".to_owned()));
    match main {
        Some(part) if part.starts_with("xl/") => return Ok(Content::Xlsx),
        Some(part) if part.starts_with("ppt/") => return Err(ReadError::UnknownFormat),
        Some(part) => return Ok(Content::Docx(part)),
        None => {}
    }
    if package.has("xl/workbook.xml") {
        return Ok(Content::Xlsx);
    }
    if !package.has("content.xml") {
        return Err(ReadError::UnknownFormat);
    }
    match package.bytes("mimetype")?.as_deref() {
        Some(kind) if kind.starts_with(b"application/vnd.oasis.opendocument.text") => Ok(Content::Legacy("odt")),
        Some(kind) if kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") => Ok(Content::Ods),
        None => Ok(Content::Ods),
        Some(_) => Err(ReadError::UnknownFormat),
    }
}

/// The part that the package names as its document.
fn main_part(rels: &str) -> Option<String> {
    let mut reader = Reader::from_str(rels);
    loop {
        match reader.read_event().ok()? {
            Event::Start(e) | Event::Empty(e)
                if local(e.name().as_ref()) == "Relationship"
                    && attribute(&e, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")) =>
            {
                return attribute(&e, "Target").map(|target| target.trim_start_matches('/').to_owned());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Compound files (OLE2) are told apart by the names of their streams.
fn compound(bytes: &[u8]) -> Result<Content, ReadError> {
    if has_stream(bytes, "EncryptedPackage") {
        Err(ReadError::Encrypted)
    } else if has_stream(bytes, "WordDocument") {
        if is_encrypted_word(bytes) { Err(ReadError::Encrypted) } else { Ok(Content::Legacy("doc/wps")) }
    } else if has_stream(bytes, "Workbook") || has_stream(bytes, "Book") {
        Ok(Content::Xls)
    } else if bytes.len() < 4096 {
        Err(ReadError::Damaged("文件太短".to_owned()))
    } else {
        Err(ReadError::UnknownFormat)
    }
}

/// Directory entries are 128 bytes long, aligned, and begin with the name in UTF-16.
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    bytes.chunks(128).any(|entry| entry.starts_with(&wanted))
}

/// The flag `fEncrypted` of Word's file information block, which stands in the first sector.
fn is_encrypted_word(bytes: &[u8]) -> bool {
    bytes.get(512..524).is_some_and(|fib| fib.starts_with(&[0xEC, 0xA5]) && fib[11] & 0x01 != 0)
}

/// Whether the first tag of a text is one of HTML (or of a fragment of it, as office systems export tables).
fn is_html(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes.iter().take(4096).copied().filter(|&b| b != 0).collect();
    let text = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\u{FFFD}');
    while let Some(after) = rest.strip_prefix("<!--").or_else(|| rest.strip_prefix("<?xml")) {
        let Some((_, after)) = after.split_once('>') else { return false };
        rest = after.trim_start();
    }
    ["<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<table", "<div", "<p>", "<p ", "<h1", "<style"]
        .iter()
        .any(|tag| rest.starts_with(tag))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
