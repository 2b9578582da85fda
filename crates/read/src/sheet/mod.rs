//! Spreadsheets: each visible sheet with content becomes a paragraph with its name and a table.

mod number;
mod ods;

use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx};

use crate::limits::{self, CellCounter, exceeded};
use crate::package::Package;
use crate::{Block, Cell, Paragraph, ReadError, Table};
pub(crate) use ods::read_ods;

/// Up to this size empty cells appear in the table; a sheet with a lone far cell stays sparse.
const FILLED: u64 = 200_000;

/// A sheet as its reader found it: cells with text by row and column, and merged areas.
#[derive(Default)]
struct Sheet {
    name: String,
    cells: BTreeMap<(u32, u32), String>,
    merged: Vec<Dimensions>,
}

impl Sheet {
    fn put(&mut self, at: (u32, u32), text: &str, counter: &mut CellCounter) -> Result<(), ReadError> {
        let text: String = crate::flow::join(text.split(['\n', '\r']));
        if !text.is_empty() {
            counter.count()?;
            if at.0 >= limits::ROWS || at.1 >= limits::COLUMNS {
                return Err(exceeded("表格行列数", format_args!("{}×{}", limits::ROWS, limits::COLUMNS)));
            }
            self.cells.insert(at, text);
        }
        Ok(())
    }

    /// The paragraph with the name and the table, cut to what holds text; nothing for an empty sheet.
    fn into_blocks(mut self) -> Vec<Block> {
        let rows = self.cells.keys().map(|at| at.0);
        let cols = self.cells.keys().map(|at| at.1);
        let (Some(top), Some(left)) = (rows.clone().min(), cols.clone().min()) else { return Vec::new() };
        let (bottom, right) = (rows.max().unwrap_or(top), cols.max().unwrap_or(left));
        let inside = |m: &Dimensions| m.start.0 <= bottom && m.start.1 <= right && m.end.0 >= top && m.end.1 >= left;
        let spans: BTreeMap<(u32, u32), (u32, u32)> = self
            .merged
            .iter()
            .filter(|m| inside(m))
            .map(|m| (m.start, (m.end.0.min(bottom), m.end.1.min(right))))
            .collect();
        let mut covered = HashSet::new();
        let area = u64::from(bottom - top + 1) * u64::from(right - left + 1);
        if area <= FILLED {
            for (&(row, col), &end) in &spans {
                let all = (row..=end.0).flat_map(|r| (col..=end.1).map(move |c| (r, c)));
                covered.extend(all.filter(|&at| at != (row, col)));
            }
            for at in (top..=bottom).flat_map(|r| (left..=right).map(move |c| (r, c))) {
                self.cells.entry(at).or_default();
            }
        }
        let cells = self.cells.into_iter().filter(|(at, _)| !covered.contains(at)).map(|((row, col), text)| {
            let (end_row, end_col) = spans.get(&(row, col)).copied().unwrap_or((row, col));
            Cell {
                row: row - top,
                col: col - left,
                row_span: end_row.saturating_sub(row) + 1,
                col_span: end_col.saturating_sub(col) + 1,
                text,
                address: Some(address(row, col)),
                ..Cell::default()
            }
        });
        let table = Table {
            rows: bottom - top + 1,
            cols: right - left + 1,
            cells: cells.collect(),
            sheet: Some(self.name.clone()),
            page: None,
        };
        vec![Block::Paragraph(Paragraph::new(self.name)), Block::Table(table)]
    }
}

/// `B5` for row 4, column 1.
fn address(row: u32, col: u32) -> String {
    let mut letters = Vec::new();
    let mut left = col + 1;
    while left > 0 {
        letters.push(char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

/// Reads an Excel package.
///
/// # Errors
/// `Damaged`, `Encrypted` or `LimitExceeded`.
pub(crate) fn read_xlsx(bytes: &[u8]) -> Result<Vec<Block>, ReadError> {
    Package::open(bytes)?.probe()?;
    guarded(|| {
        let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
        let mut blocks = Vec::new();
        let mut counter = CellCounter::default();
        for name in visible_sheets(book.sheets_metadata()) {
            let mut sheet = Sheet { name: name.clone(), ..Sheet::default() };
            sheet.merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
            let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
            while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
                let format = cells.styles().get(style).and_then(|style| style.number_format.as_ref());
                let text = shown(cell.get_value(), format.map(|f| f.format_code.as_str()));
                sheet.put(cell.get_position(), &text, &mut counter)?;
            }
            blocks.extend(sheet.into_blocks());
        }
        Ok(blocks)
    })
}

/// Reads a legacy Excel workbook.
///
/// # Errors
/// As [`read_xlsx`].
pub(crate) fn read_xls(bytes: Vec<u8>) -> Result<Vec<Block>, ReadError> {
    guarded(|| {
        let mut book = Xls::new(Cursor::new(bytes)).map_err(|e| match e {
            XlsError::Password => ReadError::Encrypted,
            other => damaged(other),
        })?;
        let mut blocks = Vec::new();
        let mut counter = CellCounter::default();
        for name in visible_sheets(book.sheets_metadata()) {
            let range = book.worksheet_range(&name).map_err(damaged)?;
            let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
            let (top, left) = range.start().unwrap_or_default();
            let mut sheet = Sheet { name, merged, ..Sheet::default() };
            for (row, col, value) in range.used_cells() {
                let at = (top.saturating_add(to_u32(row)), left.saturating_add(to_u32(col)));
                sheet.put(at, &shown(&borrowed(value), None), &mut counter)?;
            }
            blocks.extend(sheet.into_blocks());
        }
        Ok(blocks)
    })
}

fn to_u32(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Names of the work sheets that a reader of the file sees.
fn visible_sheets(sheets: &[calamine::Sheet]) -> Vec<String> {
    let shown = |s: &&calamine::Sheet| s.visible == SheetVisible::Visible && s.typ == SheetType::WorkSheet;
    sheets.iter().filter(shown).map(|s| s.name.clone()).collect()
}

fn damaged(error: impl std::fmt::Display) -> ReadError {
    ReadError::Damaged(format!("电子表格：{error}"))
}

/// Runs the foreign reader so that even a panic of it on a damaged file is an error.
fn guarded<T>(read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(damaged("内部结构有误")))
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::String(text) => DataRef::SharedString(text),
        Data::Int(n) => DataRef::Int(*n),
        Data::Float(n) => DataRef::Float(*n),
        Data::Bool(b) => DataRef::Bool(*b),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// A value as the cell shows it.
fn shown(value: &DataRef<'_>, format: Option<&str>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Int(n) => number::show(*n as f64, format),
        DataRef::Float(n) => number::show(*n, format),
        DataRef::Bool(b) => if *b { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(date) => show_date(date, format.unwrap_or("")),
        DataRef::Error(error) => error.to_string(),
    }
}

fn show_date(date: &ExcelDateTime, format: &str) -> String {
    let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
    if !date.is_datetime() || date.as_f64() < 1.0 {
        return format!("{hour:02}:{minute:02}");
    }
    match (format.contains('年'), format.contains('月'), format.contains('日')) {
        (true, true, true) => format!("{year}年{month}月{day}日"),
        (true, true, false) => format!("{year}年{month}月"),
        (true, false, _) => format!("{year}年"),
        (false, true, true) => format!("{month}月{day}日"),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}
