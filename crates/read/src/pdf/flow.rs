//! Lines and tables of all pages, in reading order, become blocks.

use super::line::Line;
use super::paragraph::{Column, Open};
use super::stitch::OpenTable;
use super::table::Piece;
use super::toc::Toc;
use crate::{Block, Paragraph};

/// Captions before a table that its parts may repeat on later pages.
const CAPTIONS: usize = 5;

/// Something on a page.
pub(super) enum Item {
    /// A line outside tables.
    Line(Line),
    /// A table or a part of one.
    Piece(Piece),
}

impl Item {
    fn top(&self) -> f32 {
        match self {
            Self::Line(line) => line.mid_y(),
            Self::Piece(piece) => piece.top,
        }
    }
}

enum Built {
    Paragraph(Paragraph),
    Table(OpenTable),
}

/// Collects the blocks of a document.
#[derive(Default)]
pub(super) struct Flow {
    built: Vec<Built>,
    open: Option<Open>,
    toc: Toc,
}

impl Flow {
    /// Adds a page: its lines from top to bottom, its tables, its column of text.
    pub fn page(&mut self, page: u32, lines: Vec<Line>, pieces: Vec<Piece>, column: Column) {
        let mut items: Vec<Item> =
            lines.into_iter().map(Item::Line).chain(pieces.into_iter().map(Item::Piece)).collect();
        items.sort_by(|a, b| a.top().total_cmp(&b.top()));
        for item in items {
            match item {
                Item::Line(line) => self.line(line, page, column),
                Item::Piece(piece) => self.piece(piece),
            }
        }
    }

    /// All blocks.
    pub fn close(mut self) -> Vec<Block> {
        self.end_paragraph();
        let block = |built| match built {
            Built::Paragraph(paragraph) => Block::Paragraph(paragraph),
            Built::Table(table) => Block::Table(table.close()),
        };
        self.built.into_iter().map(block).collect()
    }

    fn line(&mut self, line: Line, page: u32, column: Column) {
        if let Some(text) = self.toc.entry(&line, page) {
            self.end_paragraph();
            let entry = Paragraph { text, page: Some(page), toc: true, ..Paragraph::default() };
            self.built.push(Built::Paragraph(entry));
            return;
        }
        match &mut self.open {
            Some(open) if open.goes_on(&line, page, column) => open.add(line, page, column),
            _ => {
                self.end_paragraph();
                self.open = Some(Open::new(line, page, column));
            }
        }
    }

    fn end_paragraph(&mut self) {
        if let Some(open) = self.open.take() {
            self.built.push(Built::Paragraph(open.close()));
        }
    }

    fn piece(&mut self, piece: Piece) {
        self.end_paragraph();
        let rejected = match self.continued(piece.page) {
            Some(at) => {
                let Built::Table(table) = &mut self.built[at] else { return };
                match table.join(piece) {
                    Ok(()) => {
                        self.built.truncate(at + 1);
                        return;
                    }
                    Err(piece) => piece,
                }
            }
            None => piece,
        };
        self.built.push(Built::Table(OpenTable::new(rejected)));
    }

    /// The table that a part on `page` may go on with: the last one, if nothing but its own captions, repeated, stands
    /// between.
    fn continued(&self, page: u32) -> Option<usize> {
        let at = self.built.iter().rposition(|built| matches!(built, Built::Table(_)))?;
        let Built::Table(table) = &self.built[at] else { return None };
        let bare = |text: &str| text.replace([' ', '（', '）', '(', ')'], "").replace("续表", "").replace('续', "");
        let captions: Vec<String> = self.built[at.saturating_sub(CAPTIONS)..at]
            .iter()
            .filter_map(|built| match built {
                Built::Paragraph(paragraph) => Some(bare(&paragraph.text)),
                Built::Table(_) => None,
            })
            .collect();
        let repeated = |built: &Built| match built {
            Built::Paragraph(p) => {
                let text = bare(&p.text);
                p.page == Some(page) && (text.is_empty() || captions.contains(&text))
            }
            Built::Table(_) => false,
        };
        (table.last_page() + 1 == page && self.built[at + 1..].iter().all(repeated)).then_some(at)
    }
}
