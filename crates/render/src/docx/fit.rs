//! Chooses the size of a table's text and the widths of its columns, so that it fills the page and nothing overflows.

use juesuan_report::{Align, Row, Table};

use crate::{header, width};

use super::section::Page;

/// Sizes that are tried, in half points, largest first.
const SIZES: [u32; 9] = [21, 20, 18, 17, 16, 15, 14, 13, 12];
/// Below this size a table that does not fit on one page goes on to the next one instead of getting smaller.
const SMALLEST_FOR_HEIGHT: u32 = 15;
/// A table that goes over several pages is not set larger than this.
const LARGEST_FOR_PAGES: u32 = 18;
/// Room left and right of the text in a cell, in em.
const PADDING: f64 = 0.8;
/// Height of a line in sizes of text.
const LEADING: f64 = 1.2;
/// Height that the title and the lines above the table take, twips.
const ABOVE: f64 = 1300.0;
/// Height of a note below it, twips.
const NOTE: f64 = 300.0;
/// Size of a note's text, twips.
const NOTE_SIZE: f64 = 210.0;
/// Highest row of one line, twips.
const HIGHEST: f64 = 400.0;
/// Lines over which the words of a header cell are spread at most, where there is room.
const HEADER_LINES: f64 = 4.0;

/// How a table is set.
#[derive(Debug)]
pub(super) struct Fit {
    /// Size of text, half points.
    pub size: u32,
    /// Height of a line, twips.
    pub line: u32,
    /// Least height of a row, twips.
    pub row: u32,
    /// Widths of the columns, twips.
    pub columns: Vec<u32>,
}

/// Fits a table to a page.
pub(super) fn fit(table: &Table, page: &Page) -> Fit {
    let room = f64::from(page.text_width());
    let notes: u32 = table.notes.iter().map(|note| width::lines(note, room / NOTE_SIZE)).sum();
    let height = f64::from(page.text_height()) - ABOVE - f64::from(notes) * NOTE;
    let needed: Vec<f64> = (0..table.columns.len()).map(|column| needed(table, column)).collect();
    let total: f64 = needed.iter().sum();
    let fits_width = |size: u32| total * twips(size) <= room;
    let lines = |size: u32| lines(table, &columns(table, &needed, size, room), size);
    let fits_height = |size: u32| f64::from(lines(size)) * twips(size) * LEADING * 1.12 <= height;
    let smallest = SIZES[SIZES.len() - 1];
    let one_page = SIZES.into_iter().find(|&s| s >= SMALLEST_FOR_HEIGHT && fits_width(s) && fits_height(s));
    let several = || SIZES.into_iter().find(|&s| s <= LARGEST_FOR_PAGES && fits_width(s)).unwrap_or(smallest);
    let size = one_page.unwrap_or_else(several);
    let line = twips(size) * LEADING;
    let row = (height / f64::from(lines(size)).max(1.0)).clamp(line * 1.12, HIGHEST.max(line * 1.12));
    Fit { size, line: whole(line), row: whole(row), columns: columns(table, &needed, size, room) }
}

/// An em in twips at a size in half points.
fn twips(size: u32) -> f64 {
    f64::from(size) * 10.0
}

/// A length as a whole number of twips; lengths here are positive and smaller than a page is.
fn whole(length: f64) -> u32 {
    length.clamp(1.0, 31_680.0) as u32
}

/// Room that a column needs, in em: amounts stand on one line, names may take several.
fn needed(table: &Table, column: usize) -> f64 {
    let of = &table.columns[column];
    let text = |row: &Row| {
        let cell = row.cells.get(column).filter(|cell| cell.covers == 0);
        cell.map_or(0.0, |cell| width::of(&cell.text) + f64::from(cell.indent))
    };
    let longest = table.rows.iter().map(text).fold(0.0, f64::max);
    let body = if of.align == Align::Left { longest.min(f64::from(of.width)) } else { longest };
    let over = |piece: &header::Piece<'_>| piece.column == column && piece.columns == 1;
    let heads = header::pieces(table).into_iter().flatten().filter(over);
    let head = heads.map(|piece| (width::of(piece.text) / HEADER_LINES).max(2.0)).fold(0.0, f64::max);
    body.max(head) + PADDING
}

/// Widths of the columns: what they need, and of what is left over a share by their own width.
fn columns(table: &Table, needed: &[f64], size: u32, room: f64) -> Vec<u32> {
    let total: f64 = needed.iter().sum::<f64>() * twips(size);
    let shares: f64 = table.columns.iter().map(|column| f64::from(column.width.max(1))).sum();
    let spare = (room - total).max(0.0);
    let shrink = (room / total).min(1.0);
    let of = |(column, needed): (&juesuan_report::Column, &f64)| {
        let share = f64::from(column.width.max(1)) / shares;
        whole(needed * twips(size) * shrink + spare * share)
    };
    table.columns.iter().zip(needed).map(of).collect()
}

/// Lines of the whole table at these widths.
fn lines(table: &Table, columns: &[u32], size: u32) -> u32 {
    let room = |from: usize, count: usize| {
        let sum: u32 = columns.iter().skip(from).take(count).sum();
        f64::from(sum) / twips(size) - PADDING + 0.5
    };
    let header = header::pieces(table).into_iter().map(|row| {
        let of = |p: &header::Piece<'_>| {
            let rows = u32::try_from(p.rows).unwrap_or(1);
            width::lines(p.text, room(p.column, p.columns)).div_ceil(rows)
        };
        row.iter().filter(|piece| !piece.continued).map(of).max().unwrap_or(1)
    });
    let body = table.rows.iter().map(|row| {
        let cells = row.cells.iter().enumerate();
        let of = cells.map(|(at, cell)| {
            width::lines(&cell.text, room(at, 1 + usize::from(cell.covers)) - f64::from(cell.indent))
        });
        of.max().unwrap_or(1)
    });
    header.chain(body).sum()
}
