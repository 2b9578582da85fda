//! The text of a document, block by block.

use std::collections::{HashMap, HashSet};

use juesuan_read::{self as read};
use serde::Serialize;

use super::text::{Marks, Segment};
use crate::Audited;

/// One piece of a document in reading order.
#[derive(Clone, Debug, Serialize)]
pub struct Block<'a> {
    /// Number of the page that begins with this block; none within a page, or where the format has no pages.
    pub page_begins: Option<u32>,
    /// What the block is.
    pub content: Content<'a>,
}

/// A paragraph or a table.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Content<'a> {
    /// Running text.
    Paragraph(Paragraph<'a>),
    /// A table.
    Table(Table<'a>),
}

/// Running text, a heading, or a line of the table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct Paragraph<'a> {
    /// Which of them.
    pub role: Role,
    /// The text in pieces that together are all of it.
    pub text: Vec<Segment<'a>>,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The heading of a section, with its depth: 1 for 第X部分, 2 for 一、, 3 for （一）, 4 for 1、.
    Heading(u8),
    /// An entry of the table of contents.
    Contents,
    /// Running text.
    Text,
}

/// A table with those rows in which a cell begins.
#[derive(Clone, Debug, Serialize)]
pub struct Table<'a> {
    /// The name of the sheet, for a spreadsheet.
    pub sheet: Option<&'a str>,
    /// The rows.
    pub rows: Vec<Row<'a>>,
}

/// The cells that begin in a row, from left to right.
#[derive(Clone, Debug, Serialize)]
pub struct Row<'a> {
    /// The cells.
    pub cells: Vec<Cell<'a>>,
}

/// A cell with the rows and columns that it covers.
#[derive(Clone, Debug, Serialize)]
pub struct Cell<'a> {
    /// Number of rows covered, at least 1.
    pub row_span: u32,
    /// Number of columns covered, at least 1.
    pub col_span: u32,
    /// Whether it holds an amount, which is set to the right.
    pub number: bool,
    /// The text in pieces that together are all of it.
    pub text: Vec<Segment<'a>>,
}

/// All blocks of a document.
pub fn blocks(audited: &Audited) -> Vec<Block<'_>> {
    let outline = &audited.report.outline;
    let marks = Marks::new(audited);
    let levels: HashMap<usize, u8> = outline.sections.iter().rev().map(|s| (s.block, s.level)).collect();
    let toc: HashSet<usize> = outline.toc.iter().map(|entry| entry.block).collect();
    let role = |block| match levels.get(&block) {
        Some(&level) => Role::Heading(level),
        None if toc.contains(&block) => Role::Contents,
        None => Role::Text,
    };
    let mut page = None;
    let mut blocks = Vec::with_capacity(audited.document.blocks.len());
    for (i, block) in audited.document.blocks.iter().enumerate() {
        let (own, content) = match block {
            read::Block::Paragraph(paragraph) => {
                let text = marks.segments(i, None, &paragraph.text);
                (paragraph.page, Content::Paragraph(Paragraph { role: role(i), text }))
            }
            read::Block::Table(table) => (table.page, Content::Table(drawn(i, table, &marks))),
        };
        let page_begins = own.filter(|_| own != page);
        page = page_begins.or(page);
        blocks.push(Block { page_begins, content });
    }
    blocks
}

fn drawn<'a>(block: usize, table: &'a read::Table, marks: &Marks) -> Table<'a> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut row = None;
    for (i, cell) in table.cells.iter().enumerate() {
        if row != Some(cell.row) {
            row = Some(cell.row);
            rows.push(Row { cells: Vec::new() });
        }
        let text = marks.segments(block, Some(i), &cell.text);
        let drawn = Cell {
            row_span: cell.row_span.max(1),
            col_span: cell.col_span.max(1),
            number: is_number(&cell.text),
            text,
        };
        if let Some(row) = rows.last_mut() {
            row.cells.push(drawn);
        }
    }
    Table { sheet: table.sheet.as_deref(), rows }
}

/// Whether a cell holds an amount; a classification code is none.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.contains('.') && text.chars().all(|c| c.is_ascii_digit() || ".,-%，－％．".contains(c))
        || matches!(text, "0" | "-" | "—" | "--")
}
