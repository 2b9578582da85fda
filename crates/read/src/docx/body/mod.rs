//! One walk through `word/document.xml`.
//!
//! The walk keeps two stacks: the open elements that matter (`Tag`), and what is being built (`Frame`). Text boxes
//! stand inside a paragraph; their content, like a table inside a cell, comes out after the block that holds it.
//!
//! `build` holds what is open; `open` and `property` act on the start of elements, `text` on what stands between, `close`
//! on their end.

mod build;
mod close;
mod open;
mod property;
mod text;

use std::ops::Range;

use quick_xml::events::BytesStart;

use self::build::{Field, Frame, ParagraphBuild, RunBuild, Tag};
use super::Traced;
use super::numbering::Numbering;
use super::styles::Styles;
use super::table::TableBuild;
use crate::ReadError;
use crate::limits::{self, CellCounter, exceeded};
use crate::xml::{Piece, Scanner, damaged, reference};

/// Both names of the WordprocessingML namespace.
const NAMESPACES: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// The state of the walk.
pub(super) struct Body<'s> {
    styles: &'s Styles,
    numbering: Numbering,
    spans: bool,
    prefix: String,
    tags: Vec<Tag>,
    /// Number of open elements at which a skipped element stands.
    skipping: Option<usize>,
    paragraphs: u32,
    frames: Vec<Frame>,
    fields: Vec<Field>,
    /// For each open `mc:AlternateContent`, whether its choice was taken.
    choices: Vec<bool>,
    /// For each open `w:sdt`, whether it is a table of contents.
    structured: Vec<bool>,
    /// A paragraph that runs on into the next.
    carried: Option<Box<ParagraphBuild>>,
    cells: CellCounter,
    done: Vec<Traced>,
    after: Vec<Traced>,
}

impl<'s> Body<'s> {
    /// A walk that has not begun.
    pub(super) fn new(styles: &'s Styles, numbering: Numbering, spans: bool) -> Self {
        Self {
            styles,
            numbering,
            spans,
            prefix: String::new(),
            tags: Vec::new(),
            skipping: None,
            paragraphs: 0,
            frames: Vec::new(),
            fields: Vec::new(),
            choices: Vec::new(),
            structured: Vec::new(),
            carried: None,
            cells: CellCounter::default(),
            done: Vec::new(),
            after: Vec::new(),
        }
    }

    /// Walks through the part.
    ///
    /// # Errors
    /// `Damaged` if it is not well-formed or ends early, `LimitExceeded` for too many cells or too deep nesting.
    pub(super) fn read(mut self, xml: &str) -> Result<Vec<Traced>, ReadError> {
        let mut scanner = Scanner::new(xml);
        while let Some((piece, at)) = scanner.next().map_err(|e| damaged("正文", e))? {
            match piece {
                Piece::Start(e) => self.start(&e, at)?,
                Piece::Empty(e) => {
                    self.start(&e, at.clone())?;
                    self.end(at.end..at.end)?;
                }
                Piece::End(_) => self.end(at)?,
                Piece::Text(text) => self.text(text, at, true),
                Piece::Cdata(text) => self.text(text, at, false),
                Piece::Reference(name) => self.text(&reference(name), at, false),
            }
        }
        if !self.tags.is_empty() {
            return Err(damaged("正文", "没有结尾"));
        }
        self.flush_carried();
        Ok(self.done)
    }

    /// The name of an element without its prefix, if it is one of WordprocessingML (or of the few others that matter).
    fn known_name<'n>(&self, name: &'n str) -> Option<&'n str> {
        let colon = name.bytes().position(|byte| byte == b':');
        let (prefix, local) = colon.map_or(("", name), |at| (&name[..at], &name[at + 1..]));
        match local {
            _ if prefix == self.prefix => Some(local),
            "AlternateContent" | "Choice" | "Fallback" if colon.is_some() => Some(local),
            "t" if prefix == "m" => Some(local),
            _ => None,
        }
    }

    fn start(&mut self, e: &BytesStart<'_>, at: Range<usize>) -> Result<(), ReadError> {
        if self.tags.is_empty() {
            self.prefix = word_prefix(e).unwrap_or_else(|| "w".to_owned());
        }
        if self.tags.len() >= limits::DEPTH {
            return Err(exceeded("XML 嵌套层数", limits::DEPTH));
        }
        let qualified = e.name();
        let name = self.known_name(qualified.as_ref()).unwrap_or("");
        if self.skipping.is_some() {
            self.paragraphs += u32::from(name == "p");
            self.tags.push(Tag::Other);
            return Ok(());
        }
        let tag = self.open(name, e, at)?;
        self.tags.push(tag);
        Ok(())
    }

    fn skip(&mut self) -> Tag {
        self.skipping = Some(self.tags.len());
        Tag::Other
    }

    fn end(&mut self, at: Range<usize>) -> Result<(), ReadError> {
        let Some(tag) = self.tags.pop() else { return Ok(()) };
        if let Some(depth) = self.skipping {
            if self.tags.len() == depth {
                self.skipping = None;
            }
            return Ok(());
        }
        match tag {
            Tag::Paragraph => self.end_paragraph(&at),
            Tag::ParagraphProps => {
                if let Some(p) = self.paragraph() {
                    p.inside = at.end..at.end;
                }
            }
            Tag::RunProps => {
                if let Some(run) = self.run() {
                    run.props.end = at.end;
                }
            }
            Tag::Run => {
                if let Some(p) = self.paragraph() {
                    p.run = None;
                }
            }
            Tag::SimpleField => drop(self.fields.pop()),
            Tag::Table => self.end_table()?,
            Tag::Row => {
                if let Some(table) = self.table() {
                    table.rows.extend(table.open_row.take());
                }
            }
            Tag::Cell => self.end_cell(),
            Tag::TextBox => {
                self.flush_carried();
                self.frames.pop();
            }
            Tag::Structured => drop(self.structured.pop()),
            Tag::Alternate => drop(self.choices.pop()),
            _ => {}
        }
        Ok(())
    }

    fn paragraph(&mut self) -> Option<&mut ParagraphBuild> {
        match self.frames.last_mut() {
            Some(Frame::Paragraph(p)) => Some(p),
            _ => None,
        }
    }

    fn run(&mut self) -> Option<&mut RunBuild> {
        self.paragraph()?.run.as_mut()
    }

    fn table(&mut self) -> Option<&mut TableBuild> {
        match self.frames.last_mut() {
            Some(Frame::Table(table)) => Some(table),
            _ => None,
        }
    }
}

/// The prefix that the root element binds to WordprocessingML, empty for the default namespace.
pub(super) fn word_prefix(root: &BytesStart<'_>) -> Option<String> {
    let bound = root.attributes().with_checks(false).flatten().find(|a| NAMESPACES.contains(&a.value.as_ref()))?;
    Some(bound.key.as_ref().strip_prefix("xmlns")?.trim_start_matches(':').to_owned())
}
