use juesuan_read::{Cell, Table};

use crate::{cell_value::CellValue, names::plain};

/// Larger tables than this are no disclosure; they are left alone.
const MAX_POSITIONS: usize = 1 << 20;

/// A table spread out: which cell covers each position, and what each cell says.
pub(crate) struct Grid<'a> {
    table: &'a Table,
    pub(crate) rows: u32,
    pub(crate) cols: u32,
    covering: Vec<Option<u32>>,
    /// [`plain`] words of each cell.
    words: Vec<String>,
    /// What each cell holds where a figure is expected.
    values: Vec<CellValue>,
}

impl<'a> Grid<'a> {
    /// Spreads a table out; none for one that is empty or larger than any disclosure.
    pub(crate) fn new(table: &'a Table) -> Option<Self> {
        let (rows, cols) = (table.rows, table.cols);
        let size = (rows as usize).checked_mul(cols as usize).filter(|size| (1..=MAX_POSITIONS).contains(size))?;
        let mut covering = vec![None; size];
        let mut budget = 4 * size;
        for (index, cell) in (0u32..).zip(&table.cells) {
            for row in cell.row..cell.row.saturating_add(cell.row_span).min(rows) {
                for col in cell.col..cell.col.saturating_add(cell.col_span).min(cols) {
                    // Spans that cover each other over and over are no table.
                    budget = budget.checked_sub(1)?;
                    covering[row as usize * cols as usize + col as usize] = Some(index);
                }
            }
        }
        let words = table.cells.iter().map(|cell| plain(&cell.text)).collect();
        let values = table.cells.iter().map(|cell| CellValue::read(&cell.text)).collect();
        Some(Self { table, rows, cols, covering, words, values })
    }

    /// Index of the cell that covers a position.
    pub(crate) fn index(&self, row: u32, col: u32) -> Option<usize> {
        self.covering[row as usize * self.cols as usize + col as usize].map(|index| index as usize)
    }

    /// The cell of an index.
    pub(crate) fn at(&self, index: usize) -> &'a Cell {
        &self.table.cells[index]
    }

    /// The cell that covers a position.
    pub(crate) fn cell(&self, row: u32, col: u32) -> Option<&'a Cell> {
        self.index(row, col).map(|index| &self.table.cells[index])
    }

    /// The text at a position, without white space around it; empty where there is no cell.
    pub(crate) fn text(&self, row: u32, col: u32) -> &'a str {
        self.cell(row, col).map_or("", |cell| cell.text.trim())
    }

    /// The [`plain`] words at a position; empty where there is no cell.
    pub(crate) fn words(&self, row: u32, col: u32) -> &str {
        self.index(row, col).map_or("", |index| &self.words[index])
    }

    /// What stands at a position where a figure is expected.
    pub(crate) fn value(&self, row: u32, col: u32) -> CellValue {
        self.index(row, col).map_or(CellValue::Blank, |index| self.values[index])
    }

    /// The [`plain`] words of the cell of an index.
    pub(crate) fn words_at(&self, index: usize) -> &str {
        &self.words[index]
    }

    /// What the cell of an index holds where a figure is expected.
    pub(crate) fn value_at(&self, index: usize) -> CellValue {
        self.values[index]
    }

    /// The [`plain`] words of the first `count` cells.
    pub(crate) fn first_words(&self, count: usize) -> impl Iterator<Item = &str> {
        self.words.iter().take(count).map(String::as_str)
    }

    /// The index of the cell whose upper left corner is at a position.
    pub(crate) fn anchored(&self, row: u32, col: u32) -> Option<usize> {
        self.index(row, col).filter(|&index| (self.table.cells[index].row, self.table.cells[index].col) == (row, col))
    }

    /// The indices of the cells that begin in a row, each once.
    pub(crate) fn row_indices(&self, row: u32) -> impl Iterator<Item = usize> {
        (0..self.cols).filter_map(move |col| self.anchored(row, col))
    }

    /// The cells that begin in a row, each once.
    pub(crate) fn row_cells(&self, row: u32) -> impl Iterator<Item = &'a Cell> {
        self.row_indices(row).map(|index| &self.table.cells[index])
    }

    /// The [`plain`] words of the cells that begin in a row, without those that have none.
    pub(crate) fn row_words(&self, row: u32) -> impl Iterator<Item = &str> {
        self.row_indices(row).map(|index| self.words[index].as_str()).filter(|words| !words.is_empty())
    }

    /// Whether a number stands in a cell that begins in a row.
    pub(crate) fn has_number(&self, row: u32) -> bool {
        self.row_indices(row).any(|index| matches!(self.values[index], CellValue::Number(_)))
    }
}
