//! A Word document in the layout of official documents (GB/T 9704 in fonts, margins and page numbers).

mod body;
mod contents;
mod fit;
mod parts;
mod section;
mod styles;
mod table;
mod xml;

#[cfg(test)]
mod order;

use juesuan_report::Report;

use crate::{RenderError, zipped::zipped};

/// Namespace of WordprocessingML.
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Namespace of relationships.
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Writes the whole document: cover, table of contents, parts, tables.
///
/// The table of contents is a field whose entries are already there; page numbers come when the reader updates it, since
/// only the program that lays out the pages knows them.
///
/// # Errors
/// None in practice: the package is put together in memory.
pub fn docx(report: &Report) -> Result<Vec<u8>, RenderError> {
    let parts = [
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::relationships()),
        ("docProps/core.xml", parts::properties(report)),
        ("word/_rels/document.xml.rels", parts::document_relationships()),
        ("word/document.xml", body::document(report)),
        ("word/styles.xml", styles::styles(contents::count(report))),
        ("word/settings.xml", parts::settings()),
        ("word/footer1.xml", parts::footer(parts::Side::Odd)),
        ("word/footer2.xml", parts::footer(parts::Side::Even)),
    ];
    let parts = parts.map(|(name, content)| (name, content.into_string()));
    zipped(parts.iter().map(|(name, content)| (*name, content.as_bytes())))
}
