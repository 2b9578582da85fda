//! OpenDocument spreadsheets. The file holds the text each cell shows, so that is what is read.

use std::ops::Range;

use calamine::Dimensions;
use quick_xml::events::BytesStart;

use super::Sheet;
use crate::limits::{self, CellCounter, exceeded};
use crate::package::Package;
use crate::xml::{Piece, Scanner, attribute, damaged, local, number, reference};
use crate::{Block, ReadError};

/// Reads the sheets.
///
/// # Errors
/// `Damaged`, `Encrypted` or `LimitExceeded`.
pub(crate) fn read_ods(bytes: &[u8]) -> Result<Vec<Block>, ReadError> {
    let mut package = Package::open(bytes)?;
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ReadError::Encrypted);
    }
    let xml = package.text("content.xml")?.ok_or_else(|| damaged("content.xml", "缺少"))?;
    let mut walk = Walk::default();
    let mut scanner = Scanner::new(&xml);
    while let Some((piece, _)) = scanner.next().map_err(|e| damaged("content.xml", e))? {
        match piece {
            Piece::Start(e) => walk.start(&e)?,
            Piece::Empty(e) => {
                walk.start(&e)?;
                walk.end(local(e.name().as_ref()))?;
            }
            Piece::End(name) => walk.end(local(name))?,
            Piece::Text(text) | Piece::Cdata(text) => walk.text(text),
            Piece::Reference(name) => walk.text(&reference(name)),
        }
    }
    if walk.depth > 0 { Err(damaged("content.xml", "没有结尾")) } else { Ok(walk.blocks) }
}

/// A cell being read.
struct OpenCell {
    /// Columns that it fills with the same content.
    columns: Range<u32>,
    row_span: u32,
    col_span: u32,
    text: String,
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    counter: CellCounter,
    sheet: Option<Sheet>,
    row: u32,
    /// How often the row stands there.
    repeat: u32,
    col: u32,
    /// First cell of each text of the row, to be repeated with it.
    row_texts: Vec<(Range<u32>, String)>,
    cell: Option<OpenCell>,
    /// Open paragraphs of cell text, and open notes, whose text is not the cell's.
    paragraphs: usize,
    notes: usize,
    depth: usize,
}

impl Walk {
    fn start(&mut self, e: &BytesStart<'_>) -> Result<(), ReadError> {
        self.depth += 1;
        if self.depth > limits::DEPTH {
            return Err(exceeded("XML 嵌套层数", limits::DEPTH));
        }
        let repeated = |name, limit: u32| number::<u32>(e, name).unwrap_or(1).clamp(1, limit);
        match local(e.name().as_ref()) {
            "table" => {
                let name = attribute(e, "name").unwrap_or_default().into_owned();
                self.sheet = Some(Sheet { name, ..Sheet::default() });
                self.row = 0;
            }
            "table-row" => {
                self.repeat = repeated("number-rows-repeated", limits::ROWS);
                self.col = 0;
            }
            "table-cell" | "covered-table-cell" => {
                let columns = self.col..self.col.saturating_add(repeated("number-columns-repeated", limits::COLUMNS));
                self.col = columns.end;
                self.cell = Some(OpenCell {
                    columns,
                    row_span: repeated("number-rows-spanned", limits::ROWS),
                    col_span: repeated("number-columns-spanned", limits::COLUMNS),
                    text: String::new(),
                });
            }
            "annotation" => self.notes += 1,
            "p" => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.text.is_empty()) {
                    cell.text.push('\n');
                }
                self.paragraphs += 1;
            }
            "s" | "tab" => self.text(" "),
            "line-break" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let (Some(cell), true) = (&mut self.cell, self.paragraphs > 0 && self.notes == 0) {
            cell.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        self.depth = self.depth.saturating_sub(1);
        match name {
            "p" => self.paragraphs = self.paragraphs.saturating_sub(1),
            "annotation" => self.notes = self.notes.saturating_sub(1),
            "table-cell" | "covered-table-cell" => self.end_cell(),
            "table-row" => self.end_row()?,
            "table" => self.blocks.extend(self.sheet.take().into_iter().flat_map(Sheet::into_blocks)),
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let (Some(cell), Some(sheet)) = (self.cell.take(), &mut self.sheet) else { return };
        if cell.row_span > 1 || cell.col_span > 1 {
            let start = (self.row, cell.columns.start);
            let end = (start.0.saturating_add(cell.row_span - 1), start.1.saturating_add(cell.col_span - 1));
            sheet.merged.push(Dimensions::new(start, end));
        }
        if !cell.text.trim().is_empty() {
            self.row_texts.push((cell.columns, cell.text));
        }
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        let texts = std::mem::take(&mut self.row_texts);
        if let (Some(sheet), false) = (&mut self.sheet, texts.is_empty()) {
            for row in self.row..self.row.saturating_add(self.repeat) {
                for (columns, text) in &texts {
                    for col in columns.clone() {
                        sheet.put((row, col), text, &mut self.counter)?;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(self.repeat);
        Ok(())
    }
}
