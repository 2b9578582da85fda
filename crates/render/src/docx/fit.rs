//! Chooses the size of a table's text and the widths of its columns, so that it fills the page and nothing overflows.

use juesuan_report::Table;

use crate::{columns, width};

use super::section::Page;

/// Sizes that are tried, in half points, largest first.
const SIZES: [u32; 9] = [21, 20, 18, 17, 16, 15, 14, 13, 12];
/// Below this size a table that does not fit on one page goes on to the next one instead of getting smaller.
const SMALLEST_FOR_HEIGHT: u32 = 15;
/// A table that goes over several pages is not set larger than this.
const LARGEST_FOR_PAGES: u32 = 18;
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
    let total: f64 = columns::needed(table).iter().sum();
    let fits_width = |size: u32| total * twips(size) <= room;
    let widths = |size: u32| columns::widths(table, room / twips(size));
    let lines = |size: u32| columns::lines(table, &widths(size));
    let fits_height = |size: u32| f64::from(lines(size)) * twips(size) * LEADING * 1.12 <= height;
    let smallest = SIZES[SIZES.len() - 1];
    let one_page = SIZES.into_iter().find(|&s| s >= SMALLEST_FOR_HEIGHT && fits_width(s) && fits_height(s));
    let several = || SIZES.into_iter().find(|&s| s <= LARGEST_FOR_PAGES && fits_width(s)).unwrap_or(smallest);
    let size = one_page.unwrap_or_else(several);
    let line = twips(size) * LEADING;
    let row = (height / f64::from(lines(size)).max(1.0)).clamp(line * 1.12, HIGHEST.max(line * 1.12));
    Fit {
        size,
        line: whole(line),
        row: whole(row),
        columns: widths(size).into_iter().map(|width| whole(width * twips(size))).collect(),
    }
}

/// An em in twips at a size in half points.
fn twips(size: u32) -> f64 {
    f64::from(size) * 10.0
}

/// A length as a whole number of twips; lengths here are positive and smaller than a page is.
fn whole(length: f64) -> u32 {
    length.clamp(1.0, 31_680.0) as u32
}
