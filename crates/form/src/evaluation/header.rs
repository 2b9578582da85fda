//! The headers of the two blocks of a self-evaluation table.

use super::words::{Column, WORDS};
use crate::grid::Grid;

/// No header has more rows than this.
const MAX_ROWS: u32 = 3;

/// The columns of a block, by what their headers say.
pub(super) struct Header {
    /// Row below the header.
    pub(super) below: u32,
    /// The columns in order, the first ones left.
    pub(super) columns: Vec<Headed>,
}

/// A column, or several under one header.
#[derive(Clone, Debug)]
pub(super) struct Headed {
    pub(super) is: Column,
    /// First column.
    pub(super) from: u32,
    /// Column after the last.
    pub(super) to: u32,
    /// The plain words of the header.
    pub(super) words: String,
}

impl Header {
    /// Reads the header that begins in a row; `depth` is its number of rows.
    fn read(grid: &Grid<'_>, row: u32, depth: u32) -> Self {
        let below = (row + depth).min(grid.rows);
        let mut columns: Vec<Headed> = Vec::new();
        let mut col = 0;
        while col < grid.cols {
            let (path, to) = path(grid, row, below, col);
            // The lowest words say what a column holds, those above only in which respect.
            let said = path.iter().rev().cloned().chain([path.concat()]);
            let found = said.into_iter().find_map(|words| Some((WORDS.column(&words)?, words)));
            columns.extend(found.map(|(is, words)| Headed { is, from: col, to, words }));
            col = to;
        }
        Self { below, columns }
    }

    pub(super) fn has(&self, is: Column) -> bool {
        self.columns.iter().any(|column| column.is == is)
    }

    pub(super) fn first(&self, is: Column) -> Option<&Headed> {
        self.columns.iter().find(|column| column.is == is)
    }
}

/// The words above a column, from top to bottom, and the column after the last that has the same ones. A side label, which
/// goes on below the header, has none.
fn path(grid: &Grid<'_>, row: u32, below: u32, col: u32) -> (Vec<String>, u32) {
    let mut to = grid.cols;
    let mut words = Vec::new();
    let mut last = None;
    for row in row..below {
        let Some(index) = grid.index(row, col) else { continue };
        let cell = grid.at(index);
        to = to.min(cell.col + cell.col_span.max(1));
        if cell.row + cell.row_span.max(1) > below {
            return (Vec::new(), to.max(col + 1));
        }
        if last != Some(index) {
            words.push(grid.words_at(index).to_owned());
        }
        last = Some(index);
    }
    (words, to.max(col + 1))
}

/// The header of the money block, if one begins in a row: a budget, the executed amount, and the row of all money below.
pub(super) fn funds(grid: &Grid<'_>, row: u32) -> Option<Header> {
    let is_executed = |words: &str| WORDS.column(words) == Some(Column::Executed);
    if !grid.row_words(row).any(is_executed) {
        return None;
    }
    let header = Header::read(grid, row, 1);
    let budget = header.has(Column::Adjusted) || header.has(Column::Initial);
    let first = header.columns.iter().map(|column| column.from).min()?;
    let money = |row: u32| (0..first).any(|col| WORDS.fund(grid.words(row, col)) == super::FundKind::Total);
    let is_money = (header.below..grid.rows.min(header.below + 2)).any(money);
    (header.has(Column::Executed) && budget && is_money).then_some(header)
}

/// The header of the indicators, if one begins in a row: names of indicators and their scores.
pub(super) fn indicators(grid: &Grid<'_>, row: u32) -> Option<Header> {
    let is_name = |index: &usize| matches!(WORDS.column(grid.words_at(*index)), Some(Column::Level | Column::Name));
    let mut names = grid.row_indices(row).filter(is_name).peekable();
    names.peek()?;
    let depth = names.map(|index| grid.at(index).row_span.max(1)).min().unwrap_or(1).min(MAX_ROWS);
    let mut header = Header::read(grid, row, depth);
    if header.has(Column::Level) {
        header.columns.retain(|column| column.is != Column::Name);
    }
    let named = header.has(Column::Level) || header.has(Column::Name);
    (named && header.has(Column::Score)).then_some(header)
}
