//! Tables of a docx: rows as written, then the grid with its spans.

use std::ops::Range;

use super::{Ready, Traced, Unit};
use crate::limits::{self, CellCounter};
use crate::{Block, Cell, ReadError, Table};

/// Part of a merge over rows (`w:vMerge`) or, in old files, over columns (`w:hMerge`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Merge {
    Restart,
    Continue,
}

/// A cell as written.
#[derive(Default)]
pub(super) struct CellBuild {
    pub(super) span: Option<u32>,
    pub(super) vertical: Option<Merge>,
    pub(super) horizontal: Option<Merge>,
    pub(super) paragraphs: Vec<Ready>,
}

/// A row as written.
#[derive(Default)]
pub(super) struct RowBuild {
    /// Grid columns skipped before the first cell.
    pub(super) before: u32,
    /// Removed by a tracked change.
    pub(super) deleted: bool,
    pub(super) cells: Vec<CellBuild>,
    pub(super) open_cell: Option<CellBuild>,
}

/// A table as written.
#[derive(Default)]
pub(super) struct TableBuild {
    pub(super) rows: Vec<RowBuild>,
    pub(super) open_row: Option<RowBuild>,
}

impl TableBuild {
    /// The cell that is being read.
    pub(super) fn cell(&mut self) -> Option<&mut CellBuild> {
        self.open_row.as_mut()?.open_cell.as_mut()
    }

    /// The finished blocks: a table, or the paragraphs of one that is only a frame around running text.
    ///
    /// # Errors
    /// `LimitExceeded` for too many cells.
    pub(super) fn finish(mut self, counter: &mut CellCounter) -> Result<Vec<Traced>, ReadError> {
        self.rows.retain(|row| !row.deleted);
        if let [row] = self.rows.as_mut_slice()
            && let [only] = row.cells.as_mut_slice()
        {
            return Ok(std::mem::take(&mut only.paragraphs).into_iter().flat_map(Ready::into_blocks).collect());
        }
        let mut grid = Grid::default();
        for row in self.rows {
            grid.push_row(row, counter)?;
        }
        Ok(grid.finish().into_iter().collect())
    }
}

/// Cells placed on the grid.
#[derive(Default)]
struct Grid {
    table: Table,
    units: Vec<Unit>,
    /// Cells that a later row may extend downwards: column and index into the table's cells.
    open: Vec<(u32, usize)>,
}

impl Grid {
    fn push_row(&mut self, row: RowBuild, counter: &mut CellCounter) -> Result<(), ReadError> {
        let at = self.table.rows;
        self.table.rows += 1;
        let mut col = row.before.min(limits::COLUMNS);
        let mut next_open = Vec::new();
        for cell in row.cells {
            counter.count()?;
            let span = cell.span.unwrap_or(1).clamp(1, limits::COLUMNS);
            if col + span > limits::COLUMNS {
                return Err(limits::exceeded("表格列数", limits::COLUMNS));
            }
            let above = self.open.iter().find(|&&(column, _)| column == col).map(|&(_, index)| index);
            match (cell.vertical, above) {
                (Some(Merge::Continue), Some(index)) => {
                    self.table.cells[index].row_span = at + 1 - self.table.cells[index].row;
                    self.add_text(index, cell.paragraphs);
                    next_open.push((col, index));
                }
                _ if cell.horizontal == Some(Merge::Continue) && self.extends_left(at) => {
                    let index = self.table.cells.len() - 1;
                    self.table.cells[index].col_span += span;
                    self.add_text(index, cell.paragraphs);
                }
                (vertical, _) => {
                    let index = self.table.cells.len();
                    self.table.cells.push(Cell { row: at, col, row_span: 1, col_span: span, ..Cell::default() });
                    self.units.push(Unit::default());
                    self.add_text(index, cell.paragraphs);
                    if vertical.is_some() {
                        next_open.push((col, index));
                    }
                }
            }
            col += span;
            self.table.cols = self.table.cols.max(col);
        }
        self.open = next_open;
        Ok(())
    }

    fn extends_left(&self, row: u32) -> bool {
        self.table.cells.last().is_some_and(|cell| cell.row == row)
    }

    /// Puts the text of paragraphs into a cell, joined to one line.
    fn add_text(&mut self, index: usize, paragraphs: Vec<Ready>) {
        let (cell, unit) = (&mut self.table.cells[index], &mut self.units[index]);
        for ready in paragraphs {
            if cell.source.is_none() {
                cell.source = Some(ready.source);
                unit.inside = ready.inside.clone();
            }
            unit.inside = outer(&unit.inside, &ready.inside);
            for line in ready.lines.into_iter().filter(|line| !line.is_blank()) {
                unit.line.join(line);
            }
        }
    }

    fn finish(mut self) -> Option<Traced> {
        if self.units.iter().all(|unit| unit.line.is_blank()) {
            return None;
        }
        for (cell, unit) in self.table.cells.iter_mut().zip(&mut self.units) {
            cell.text = std::mem::take(&mut unit.line.text);
        }
        Some(Traced { block: Block::Table(self.table), units: self.units, boxed: false })
    }
}

fn outer(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}
