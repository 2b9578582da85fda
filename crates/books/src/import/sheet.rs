//! Workbooks: xlsx, xls and ods. Cells become the texts that a CSV file would hold, and go the same way.

mod cells;
mod limits;

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Ods, Range, Reader, Sheet, SheetType, SheetVisible, Xls, Xlsx, XlsxCellReader};
use csv::StringRecord;

use super::rows::{RowError, Rows};
use super::source::{Opened, Source};

/// What is done with each sheet: its name and its rows. It may end the visit.
pub(crate) type Visitor<'v> = dyn FnMut(&str, &mut dyn Rows) -> ControlFlow<()> + 'v;

/// Whether a file is a workbook, by its first bytes (zip or compound file).
///
/// # Errors
/// As the file system says.
pub(crate) fn is_workbook(source: Source<'_>) -> std::io::Result<bool> {
    let magic = source.head(8)?;
    Ok(magic.starts_with(b"PK\x03\x04") || magic == [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
}

/// Shows all visible sheets of a workbook to the visitor.
///
/// # Errors
/// In Chinese, why the workbook cannot be read.
pub(crate) fn visit(source: Source<'_>, visitor: &mut Visitor<'_>) -> Result<(), String> {
    let open = || source.open().map_err(damaged);
    match limits::check(open()?)? {
        limits::Format::Xlsx => visit_xlsx(open()?, visitor),
        limits::Format::Ods => visit_ranges::<Ods<_>>(open()?, visitor),
        limits::Format::Xls => visit_ranges::<Xls<_>>(open()?, visitor),
    }
}

fn visit_xlsx(opened: Opened<'_>, visitor: &mut Visitor<'_>) -> Result<(), String> {
    let mut book = guarded(|| Xlsx::new(opened).map_err(damaged))?;
    for name in visible(book.sheets_metadata()) {
        let cells = guarded(|| book.worksheet_cells_reader(&name).map_err(damaged))?;
        let mut rows = XlsxRows { cells, ahead: None, ended: false, row: 0 };
        if visitor(&name, &mut rows).is_break() {
            break;
        }
    }
    Ok(())
}

fn visit_ranges<'s, R: Reader<Opened<'s>>>(opened: Opened<'s>, visitor: &mut Visitor<'_>) -> Result<(), String>
where
    R::Error: std::fmt::Display,
{
    let mut book = guarded(|| R::new(opened).map_err(damaged))?;
    for name in visible(book.sheets_metadata()) {
        let range = guarded(|| book.worksheet_range(&name).map_err(damaged))?;
        if visitor(&name, &mut RangeRows { range, next: 0 }).is_break() {
            break;
        }
    }
    Ok(())
}

fn visible(sheets: &[Sheet]) -> Vec<String> {
    let shown = |sheet: &&Sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet;
    sheets.iter().filter(shown).map(|sheet| sheet.name.clone()).collect()
}

fn damaged(error: impl std::fmt::Display) -> String {
    format!("工作簿读不出来（损坏或加密）：{error}")
}

/// Runs the foreign reader so that even a panic of it on a damaged file is an error.
fn guarded<T>(read: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(damaged("内部结构有误")))
}

/// The rows of a sheet of an Excel package, as they are unfolded.
struct XlsxRows<'c, 's> {
    cells: XlsxCellReader<'c, Opened<'s>>,
    /// The first cell of the next row: row, column, text.
    ahead: Option<(u32, u32, String)>,
    /// Whether the last cell was given; the reader must not be asked again.
    ended: bool,
    /// The last row that was given, from 1.
    row: u64,
}

impl XlsxRows<'_, '_> {
    fn cell(&mut self) -> Result<Option<(u32, u32, String)>, String> {
        if self.ended {
            return Ok(None);
        }
        let cell = guarded(|| self.cells.next_cell().map_err(damaged))?;
        self.ended = cell.is_none();
        Ok(cell.map(|cell| {
            let (row, column) = cell.get_position();
            (row, column, cells::text(cell.get_value()))
        }))
    }

    fn read(&mut self, record: &mut StringRecord) -> Result<Option<u64>, String> {
        record.clear();
        let first = match self.ahead.take() {
            Some(cell) => Some(cell),
            None => self.cell()?,
        };
        let Some((row, column, text)) = first else { return Ok(None) };
        put(record, column, &text);
        while let Some(cell) = self.cell()? {
            if cell.0 != row {
                self.ahead = Some(cell);
                break;
            }
            put(record, cell.1, &cell.2);
        }
        self.row = u64::from(row) + 1;
        Ok(Some(self.row))
    }
}

impl Rows for XlsxRows<'_, '_> {
    fn next(&mut self, record: &mut StringRecord) -> Result<Option<u64>, RowError> {
        self.read(record).map_err(|wrong| RowError {
            row: self.row + 1,
            wrong,
            remedy: "请用电子表格软件打开它，另存后再导入".to_owned(),
            fatal: true,
        })
    }
}

/// Puts a cell into its column; a sheet with cells out of order keeps the first.
fn put(record: &mut StringRecord, column: u32, text: &str) {
    let column = column.min(limits::COLUMNS) as usize;
    while record.len() < column {
        record.push_field("");
    }
    record.push_field(text);
}

/// The rows of a sheet that is in memory.
struct RangeRows {
    range: Range<Data>,
    next: usize,
}

impl Rows for RangeRows {
    fn next(&mut self, record: &mut StringRecord) -> Result<Option<u64>, RowError> {
        record.clear();
        let (top, left) = self.range.start().unwrap_or_default();
        let width = self.range.width();
        if width == 0 || self.next >= self.range.height() {
            return Ok(None);
        }
        for column in 0..width {
            let value = self.range.get((self.next, column)).unwrap_or(&Data::Empty);
            put(record, left.saturating_add(u32::try_from(column).unwrap_or(u32::MAX)), &cells::text_of(value));
        }
        self.next += 1;
        Ok(Some(u64::from(top) + self.next as u64))
    }
}
