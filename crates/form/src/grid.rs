use juesuan_read::{Cell, Table};

/// Larger tables than this are no disclosure; they are left alone.
const MAX_POSITIONS: usize = 1 << 20;

/// A table spread out: which cell covers each position.
pub(crate) struct Grid<'a> {
    table: &'a Table,
    pub(crate) rows: u32,
    pub(crate) cols: u32,
    covering: Vec<Option<u32>>,
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
        Some(Self { table, rows, cols, covering })
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

    /// The index of the cell whose upper left corner is at a position.
    pub(crate) fn anchored(&self, row: u32, col: u32) -> Option<usize> {
        self.index(row, col).filter(|&index| (self.table.cells[index].row, self.table.cells[index].col) == (row, col))
    }

    /// The cells that begin in a row, each once.
    pub(crate) fn row_cells(&self, row: u32) -> impl Iterator<Item = &'a Cell> {
        (0..self.cols).filter_map(move |col| self.anchored(row, col)).map(|index| &self.table.cells[index])
    }
}
