//! Comments (批注) in the user's own docx: a note appears in Word beside the very words it is about.
//!
//! Only the parts that must change are written anew; all others are copied as they are, still compressed. `marks` says
//! where the document's XML is cut; `parts` adds the comments and what makes them known to the package.

mod marks;
mod parts;

use std::io::{Cursor, Write};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::body::word_prefix;
use super::trace;
use crate::detect::{Content, detect};
use crate::package::Package;
use crate::xml::damaged;
use crate::{Place, ReadError};

/// A comment on a place of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What the comment is about, as [`crate::read`] gives places; an empty range means the whole paragraph or cell.
    pub place: Place,
    /// Who says it.
    pub author: String,
    /// What is said; each line becomes a paragraph.
    pub text: String,
}

/// A docx with comments added; whatever stood in it remains. A note whose place is not in the document is left out.
///
/// # Errors
/// `UnknownFormat` if the file is not a docx, else what reading it gives.
pub fn annotate_docx(bytes: &[u8], notes: &[Note]) -> Result<Vec<u8>, ReadError> {
    let Content::Docx(main) = detect(bytes)? else { return Err(ReadError::UnknownFormat) };
    let mut package = Package::open(bytes)?;
    let xml = package.text(&main)?.ok_or_else(|| damaged(&main, "缺少"))?;
    let blocks = trace(&mut package, &main, &xml, true)?;
    let found: Vec<_> =
        notes.iter().filter_map(|note| Some((note, marks::Target::find(&blocks, note.place)?))).collect();
    if found.is_empty() {
        return Ok(bytes.to_vec());
    }
    let mut changed = parts::Parts::load(&mut package, &main)?;
    let ids: Vec<u32> = found.iter().map(|(note, _)| changed.add_comment(note)).collect();
    let targets = ids.into_iter().zip(found.into_iter().map(|(_, target)| target));
    let marked = marks::write(&xml, &root_prefix(&xml)?, targets);
    let mut rewritten = changed.finish()?;
    rewritten.push((main, marked));
    repack(bytes, rewritten)
}

/// The prefix of WordprocessingML in a part, with its colon.
fn root_prefix(xml: &str) -> Result<String, ReadError> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|e| damaged("正文", e))? {
            Event::Start(e) | Event::Empty(e) => {
                let prefix = word_prefix(&e).unwrap_or_else(|| "w".to_owned());
                return Ok(if prefix.is_empty() { prefix } else { prefix + ":" });
            }
            Event::Eof => return Err(damaged("正文", "没有内容")),
            _ => {}
        }
    }
}

/// The package with some parts replaced or added.
fn repack(bytes: &[u8], mut rewritten: Vec<(String, String)>) -> Result<Vec<u8>, ReadError> {
    let broken = |e: &dyn std::fmt::Display| damaged("压缩包", e);
    let mut source = ZipArchive::new(Cursor::new(bytes)).map_err(|e| broken(&e))?;
    let mut target = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + 4096)));
    let write = |target: &mut ZipWriter<_>, name: &str, text: &str| -> Result<(), ReadError> {
        target.start_file(name, SimpleFileOptions::default()).map_err(|e| broken(&e))?;
        target.write_all(declare_utf8(text).as_bytes()).map_err(|e| broken(&e))
    };
    for index in 0..source.len() {
        let entry = source.by_index_raw(index).map_err(|e| broken(&e))?;
        let name = entry.name().map_err(|e| broken(&e))?.into_owned();
        match rewritten.iter().position(|(part, _)| *part == name) {
            Some(at) => write(&mut target, &name, &rewritten.swap_remove(at).1)?,
            None => target.raw_copy_file(entry).map_err(|e| broken(&e))?,
        }
    }
    for (name, text) in &rewritten {
        write(&mut target, name, text)?;
    }
    Ok(target.finish().map_err(|e| broken(&e))?.into_inner())
}

/// The part was decoded, perhaps from UTF-16, and is written as UTF-8: its first line must say so.
fn declare_utf8(text: &str) -> std::borrow::Cow<'_, str> {
    match text.split_once("?>") {
        Some((declaration, rest)) if declaration.to_ascii_lowercase().contains("utf-16") => {
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{rest}").into()
        }
        _ => text.into(),
    }
}
