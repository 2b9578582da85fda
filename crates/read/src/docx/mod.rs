//! Word documents (Office Open XML): paragraphs with the numbers Word would print, and tables.
//!
//! `body` walks through the document once; `styles` and `numbering` answer what the text itself does not say; `line`
//! and `table` put text and cells together; `annotate` writes comments into the user's own file.

mod annotate;
mod body;
mod line;
mod numbering;
mod styles;
mod table;
#[cfg(test)]
pub(crate) mod tests;

use std::ops::Range;

pub use annotate::{Note, annotate_docx};
use body::Body;
use line::Line;
use numbering::Numbering;
use styles::Styles;

use crate::package::Package;
use crate::{Block, Paragraph, ReadError};

/// A paragraph that is finished except for its place: in the body or in a cell.
struct Ready {
    lines: Vec<Line>,
    heading_level: Option<u8>,
    toc: bool,
    source: u32,
    inside: Range<usize>,
}

impl Ready {
    /// One block for each line with text.
    fn into_blocks(self) -> impl Iterator<Item = Traced> {
        let Self { lines, heading_level, toc, source, inside } = self;
        lines.into_iter().filter(|line| !line.is_blank()).map(move |mut line| {
            let text = std::mem::take(&mut line.text);
            let paragraph = Paragraph { heading_level, toc, source: Some(source), ..Paragraph::new(text) };
            Traced {
                block: Block::Paragraph(paragraph),
                units: vec![Unit { line, inside: inside.clone() }],
                boxed: false,
            }
        })
    }
}

/// Where a paragraph or cell stands in the XML: its spans (the text itself has moved into the block), and the inside of
/// its `w:p` elements from the first to the last.
#[derive(Default)]
struct Unit {
    line: Line,
    inside: Range<usize>,
}

/// A block with the places of its paragraph or of its cells.
struct Traced {
    block: Block,
    units: Vec<Unit>,
    /// Whether it stands in a text box of a paragraph that is still open.
    boxed: bool,
}

/// Reads the blocks of a docx package.
///
/// # Errors
/// `Damaged`, `Encrypted` or `LimitExceeded`.
pub(crate) fn read(package: &mut Package<'_>, main: &str) -> Result<Vec<Block>, ReadError> {
    let xml = package.text(main)?.ok_or_else(|| ReadError::Damaged(format!("缺少 {main}")))?;
    Ok(trace(package, main, &xml, false)?.into_iter().map(|traced| traced.block).collect())
}

/// The blocks with their places in `xml`, the text of the part `main`; without spans unless `spans` is set.
fn trace(package: &mut Package<'_>, main: &str, xml: &str, spans: bool) -> Result<Vec<Traced>, ReadError> {
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let styles = package.text(&format!("{folder}/styles.xml"))?;
    let styles = styles.map(|xml| Styles::parse(&xml)).transpose()?.unwrap_or_default();
    let numbering = package.text(&format!("{folder}/numbering.xml"))?;
    let numbering = numbering.map(|xml| Numbering::parse(&xml)).transpose()?.unwrap_or_default();
    Body::new(&styles, numbering, spans).read(xml)
}
