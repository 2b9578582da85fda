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
    if juesuan_bounds::xls_cells(&bytes) > limits::CELLS as u64 {
        return Err(exceeded("表格单元格数", limits::CELLS));
    }
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

/// What the foreign reader says is English and about the inside of the format: of no use to whoever has the file.
fn damaged<E>(_: E) -> ReadError {
    ReadError::Damaged("电子表格的内容读不出来".to_owned())
}

/// Runs the foreign reader so that even a panic of it on a damaged file is an error.
fn guarded<T>(read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(damaged(())))
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

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Workbook};

    use crate::docx::tests::package;
    use crate::{Block, Document, Format as FileFormat, ReadError, Table, read_bytes};

    fn tables(document: &Document) -> Vec<&Table> {
        document.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).collect()
    }

    fn workbook() -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name("Z01 收入支出决算总表").unwrap();
        sheet.merge_range(1, 1, 1, 3, "收入支出决算总表", &Format::new()).unwrap();
        sheet.write(2, 1, "项目").unwrap();
        sheet.merge_range(2, 2, 3, 2, "决算数", &Format::new()).unwrap();
        sheet.write_with_format(4, 2, 3801.185, &Format::new().set_num_format("#,##0.00")).unwrap();
        sheet.write(4, 3, 0.1 + 0.2).unwrap();
        sheet.write_with_format(5, 3, 0.7165, &Format::new().set_num_format("0.00%")).unwrap();
        sheet.write(5, 1, "合\n计").unwrap();
        book.add_worksheet().set_name("空").unwrap();
        let hidden = book.add_worksheet();
        hidden.set_name("字典").unwrap().set_hidden(true).write(0, 0, "隐").unwrap();
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn a_sheet_reads_as_it_shows() {
        let document = read_bytes("a.xlsx", workbook()).unwrap();
        assert_eq!(document.format, FileFormat::Xlsx);
        let Block::Paragraph(name) = &document.blocks[0] else { panic!("no name") };
        assert_eq!(name.text, "Z01 收入支出决算总表");
        let table = tables(&document)[0];
        assert_eq!((document.blocks.len(), table.rows, table.cols), (2, 5, 3));
        let shown =
            |row, col| table.at(row, col).map(|c| (c.text.as_str(), c.address.as_deref(), c.row_span, c.col_span));
        assert_eq!(shown(0, 2), Some(("收入支出决算总表", Some("B2"), 1, 3)));
        assert_eq!(shown(2, 1), Some(("决算数", Some("C3"), 2, 1)));
        assert_eq!(shown(3, 1), Some(("3,801.19", Some("C5"), 1, 1)));
        assert_eq!(shown(3, 2), Some(("0.3", Some("D5"), 1, 1)));
        assert_eq!(shown(4, 2), Some(("71.65%", Some("D6"), 1, 1)));
        assert_eq!(shown(4, 0), Some(("合计", Some("B6"), 1, 1)));
        assert_eq!(shown(1, 2), Some(("", Some("D3"), 1, 1)));
    }

    #[test]
    fn a_far_cell_takes_no_memory() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "近").unwrap().write(1_048_575, 16_383, "远").unwrap();
        let document = read_bytes("a.xlsx", book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(tables(&document)[0].cells.len(), 2);
    }

    #[test]
    fn an_open_document_shows_its_own_text() {
        let cell = |attributes: &str, text: &str| {
            format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
        };
        let content = format!(
            "<office:document-content><table:table table:name=\"表1\"><table:table-row>{}<table:covered-table-cell/></table:table-row>\
             <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"1\"/>{}</table:table-row>\
             <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/>\
             </table:table-row></table:table></office:document-content>",
            cell("table:number-columns-spanned=\"2\"", "标题"),
            cell("office:value-type=\"float\" office:value=\"3801.185\"", "3,801.19<text:s/>")
        );
        let document = read_bytes("a.ods", package(&[("content.xml", &content)])).unwrap();
        let table = tables(&document)[0];
        assert_eq!((document.format, table.rows, table.cols), (FileFormat::Ods, 4, 2));
        assert_eq!(table.at(0, 1).unwrap().text, "标题");
        assert_eq!(table.at(3, 1).unwrap().text, "3,801.19");
        let endless = content.replace(
            "<table:table-cell table:number-columns-repeated=\"16384\"/>",
            &cell("table:number-columns-repeated=\"16384\"", "x"),
        );
        let result = read_bytes("a.ods", package(&[("content.xml", &endless)]));
        assert!(matches!(result, Err(ReadError::LimitExceeded(_))));
    }

    #[test]
    fn addresses_count_in_letters() {
        assert_eq!([super::address(4, 1), super::address(0, 26), super::address(9, 16_383)], ["B5", "AA1", "XFD10"]);
    }
}
