use juesuan_report::{Cell, Figure, Page, Table};
use rust_xlsxwriter::{Format, FormatAlign, IgnoreError, Note, Worksheet};

use super::{
    book::{ABOVE, Book},
    formats, formula,
};
use crate::{RenderError, columns, cover, header, width};

/// Height of a row of one line, points.
const LINE: f64 = 15.6;
/// Up to this many points of height a table is fitted to one page; a longer one only to the page's width.
const ONE_PAGE: f64 = 780.0;
/// Width of a landscape page, in characters of Chinese text; a wider table is printed smaller.
const ROOM: f64 = 74.0;
/// The same of an upright page.
const UPRIGHT_ROOM: f64 = 50.0;
/// Margins of the page, inches.
const MARGIN: f64 = 0.6;

/// Draws a table on its sheet.
///
/// # Errors
/// More rows, columns or text than a sheet takes.
pub(super) fn draw(sheet: &mut Worksheet, book: &Book<'_>, index: usize) -> Result<(), RenderError> {
    let Some(table) = book.report.tables.get(index) else { return Ok(()) };
    sheet.set_name(book.names.get(index).map_or("", String::as_str))?;
    let last = column(table.columns.len().saturating_sub(1));
    let needed: f64 = columns::needed(table).iter().sum();
    let room = if table.page == Page::Landscape { ROOM } else { UPRIGHT_ROOM };
    let widths = columns::widths(table, needed.max(room));
    for (at, width) in (0u16..).zip(&widths) {
        // Excel counts in digits of 11 points, half as wide as a Chinese character.
        sheet.set_column_width(at, width * 2.0 * formats::SIZE / 11.0)?;
    }
    above(sheet, book, table, last)?;
    let mut height = ABOVE as f64 * 2.0 * LINE;
    height += draw_header(sheet, table, &widths)?;
    let top = ABOVE + rows(table.header.len());
    let pen = Pen { book, index, table };
    let covered = cover::covered(table);
    for (at, (row, covered)) in (top..).zip(table.rows.iter().zip(&covered)) {
        for ((cell, to), covered) in row.cells.iter().zip(0..table.columns.len()).zip(covered) {
            if covered.is_none() {
                pen.cell(sheet, (at, column(to)), cell, row.total)?;
            }
        }
        height += set_height(sheet, at, columns::row_lines(row, &widths))?;
    }
    let end = top + rows(table.rows.len());
    height += notes(sheet, table, end, last, widths.iter().sum())?;
    page(sheet, table, top, height)?;
    // Codes and line numbers are names: Excel shall not mark them as numbers stored as text.
    sheet.ignore_error_range(0, 0, end, last, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

fn rows(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX / 2)
}

fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

fn set_height(sheet: &mut Worksheet, row: u32, lines: u32) -> Result<f64, RenderError> {
    // Excel's highest row is 409 points.
    let height = (LINE + f64::from(lines.saturating_sub(1)) * (formats::SIZE + 3.0)).min(409.0);
    sheet.set_row_height(row, height)?;
    Ok(height)
}

/// Writes into one cell or over several.
fn merge(
    sheet: &mut Worksheet,
    from: (u32, u16),
    to: (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), RenderError> {
    if from == to {
        sheet.write_string_with_format(from.0, from.1, text, format)?;
    } else {
        sheet.merge_range(from.0, from.1, to.0, to.1, text, format)?;
    }
    Ok(())
}

/// Title, year and number of the table, unit and money.
fn above(sheet: &mut Worksheet, book: &Book<'_>, table: &Table, last: u16) -> Result<(), RenderError> {
    merge(sheet, (0, 0), (0, last), &table.title, &formats::title())?;
    sheet.set_row_height(0, 2.0 * LINE)?;
    // Text that is too long for its cell runs over the empty ones beside it.
    let (left, right) = (formats::line(FormatAlign::Left), formats::line(FormatAlign::Right));
    sheet.write_string_with_format(1, last, &table.number, &right)?;
    if last > 0 {
        let year = format!("{}年度", book.report.year);
        merge(sheet, (1, 0), (1, last - 1), &year, &formats::line(FormatAlign::Center))?;
        sheet.write_string_with_format(2, 0, &table.unit_line, &left)?;
        sheet.write_string_with_format(2, last, &table.money_line, &right)?;
    } else {
        sheet.write_string_with_format(2, 0, format!("{}　{}", table.unit_line, table.money_line), &left)?;
    }
    Ok(())
}

/// Draws the header and returns its height.
fn draw_header(sheet: &mut Worksheet, table: &Table, widths: &[f64]) -> Result<f64, RenderError> {
    let format = formats::header();
    let mut height = 0.0;
    for ((row, pieces), lines) in (ABOVE..).zip(header::pieces(table)).zip(columns::header_lines(table, widths)) {
        for piece in pieces.iter().filter(|piece| !piece.continued) {
            let from = (row, column(piece.column));
            let to = (row + rows(piece.rows) - 1, column(piece.column + piece.columns - 1));
            merge(sheet, from, to, piece.text, &format)?;
        }
        height += set_height(sheet, row, lines)?;
    }
    Ok(height)
}

/// Writes the notes and returns their height.
fn notes(sheet: &mut Worksheet, table: &Table, from: u32, last: u16, room: f64) -> Result<f64, RenderError> {
    let mut height = 0.0;
    for (row, note) in (from..).zip(&table.notes) {
        merge(sheet, (row, 0), (row, last), note, &formats::note())?;
        height += set_height(sheet, row, width::lines(note, room))?;
    }
    Ok(height)
}

/// How the sheet is printed and scrolled; `top` is the first row below the header.
fn page(sheet: &mut Worksheet, table: &Table, top: u32, height: f64) -> Result<(), RenderError> {
    const A4: u8 = 9;
    sheet.set_paper_size(A4);
    if table.page == Page::Landscape {
        sheet.set_landscape();
    }
    sheet.set_margins(MARGIN, MARGIN, MARGIN, MARGIN + 0.1, 0.3, 0.3).set_print_center_horizontally(true);
    sheet.set_print_fit_to_pages(1, u16::from(height <= ONE_PAGE));
    sheet.set_footer("&C&\"宋体\"&10— &P —");
    sheet.set_repeat_rows(0, top - 1)?;
    sheet.set_freeze_panes(top, 0)?;
    Ok(())
}

/// Draws the cells of one table.
struct Pen<'a> {
    book: &'a Book<'a>,
    index: usize,
    table: &'a Table,
}

impl Pen<'_> {
    fn cell(&self, sheet: &mut Worksheet, at: (u32, u16), cell: &Cell, is_total: bool) -> Result<(), RenderError> {
        let align = self.table.align(usize::from(at.1), cell);
        let format = formats::body(align, cell.indent, is_total);
        if cell.covers > 0 || cell.below > 0 {
            let right = (usize::from(at.1) + usize::from(cell.covers)).min(self.table.columns.len() - 1);
            let bottom = (at.0 + u32::from(cell.below)).min(self.bottom());
            return merge(sheet, at, (bottom, column(right)), &cell.text, &format);
        }
        let figure = cell
            .figure
            .as_ref()
            .and_then(|id| Some((id.as_str(), self.book.report.figures.get(id)?, cell.text.as_str())));
        match figure {
            Some(shown) => self.figure(sheet, at, shown, format),
            None if cell.text.is_empty() => {
                sheet.write_blank(at.0, at.1, &format)?;
                Ok(())
            }
            None => {
                sheet.write_string_with_format(at.0, at.1, &cell.text, &format)?;
                Ok(())
            }
        }
    }

    /// The last row of the body on the sheet.
    fn bottom(&self) -> u32 {
        ABOVE + rows(self.table.header.len() + self.table.rows.len().saturating_sub(1))
    }

    fn figure(
        &self,
        sheet: &mut Worksheet,
        at: (u32, u16),
        (id, figure, text): (&str, &Figure, &str),
        format: Format,
    ) -> Result<(), RenderError> {
        let Some(held) = self.book.held(figure, text, self.index) else {
            sheet.write_string_with_format(at.0, at.1, text, &format)?;
            return Ok(());
        };
        let format = format.set_num_format(formats::number(text));
        let is_home =
            self.book.place(id).is_some_and(|home| (home.sheet, home.row, home.column) == (self.index, at.0, at.1));
        if let Some(text) = formula::of(self.book, self.index, id).filter(|_| is_home) {
            let formula = rust_xlsxwriter::Formula::new(text).set_result(held.to_string());
            sheet.write_formula_with_format(at.0, at.1, formula, &format)?;
            return Ok(());
        }
        if text.is_empty() {
            sheet.write_blank(at.0, at.1, &format)?;
            return Ok(());
        }
        // Excel's numbers are floating point; 15 digits hold any amount of a department to the 分.
        let number: f64 = held.to_string().parse().unwrap_or_default();
        sheet.write_number_with_format(at.0, at.1, number, &format)?;
        if is_home && formula::is_rounded_apart(self.book, self.index, id) {
            sheet.insert_note(at.0, at.1, &Note::new("分项四舍五入，合计以元计算后换算").add_author_prefix(false))?;
        }
        Ok(())
    }
}
