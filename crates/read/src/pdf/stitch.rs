//! Parts of one table on several pages become one table.

use super::table::{Piece, PieceCell};
use crate::{Cell, Table};

/// Edges of columns on two pages may differ by this much (points).
const SAME_EDGE: f32 = 5.0;
/// Repeated header rows looked for at most.
const MAX_HEADER_ROWS: usize = 8;

/// A table while parts are added to it.
pub(super) struct OpenTable {
    page: u32,
    last_page: u32,
    ruled: bool,
    xs: Vec<f32>,
    rows: usize,
    cells: Vec<(PieceCell, u32)>,
}

impl OpenTable {
    /// Begins a table with its first part.
    pub fn new(piece: Piece) -> Self {
        let page = piece.page;
        let cells = piece.cells.into_iter().map(|cell| (cell, page)).collect();
        Self { page, last_page: page, ruled: piece.ruled, xs: piece.xs, rows: piece.rows, cells }
    }

    /// The page on which the table ends so far.
    pub fn last_page(&self) -> u32 {
        self.last_page
    }

    /// Adds a part on the next page if its columns agree; gives it back otherwise.
    pub fn join(&mut self, mut piece: Piece) -> Result<(), Piece> {
        if piece.page != self.last_page + 1 || piece.ruled != self.ruled {
            return Err(piece);
        }
        if self.ruled {
            let shift = self.xs[0] - piece.xs[0];
            let moved: Vec<f32> = piece.xs.iter().map(|x| x + shift).collect();
            let Some(union) = common_columns(&self.xs, &moved) else { return Err(piece) };
            for (cell, _) in &mut self.cells {
                remap(cell, &self.xs, &union);
            }
            for cell in &mut piece.cells {
                remap(cell, &moved, &union);
            }
            self.xs = union;
        } else if !same_columns(&self.xs, &piece.xs) {
            return Err(piece);
        }
        self.drop_repeated_header(&mut piece);
        self.continue_row(&mut piece);
        self.drop_empty_row(&mut piece);
        let rows = self.rows;
        self.cells.extend(piece.cells.into_iter().map(|cell| (PieceCell { row: cell.row + rows, ..cell }, piece.page)));
        self.rows += piece.rows;
        self.last_page = piece.page;
        Ok(())
    }

    /// Drops the first rows of a part as far as they repeat those of the table.
    fn drop_repeated_header(&self, piece: &mut Piece) {
        let row = |cells: &mut dyn Iterator<Item = &PieceCell>, row: usize| -> Vec<PieceCell> {
            cells.filter(|c| c.row == row).map(|c| PieceCell { full: false, ..c.clone() }).collect()
        };
        let same = |n: usize| {
            let mine = row(&mut self.cells.iter().map(|(cell, _)| cell), n);
            mine.iter().any(|c| !c.text.is_empty()) && mine == row(&mut piece.cells.iter(), n)
        };
        let count = (0..MAX_HEADER_ROWS.min(self.rows).min(piece.rows)).take_while(|&n| same(n)).count();
        piece.drop_rows(count);
    }

    /// A row that breaks over the page: its rest has one text only, which goes on where a cell of the last row was full.
    fn continue_row(&mut self, piece: &mut Piece) {
        let mut first = piece.cells.iter().filter(|cell| cell.row == 0 && !cell.text.is_empty());
        let (Some(rest), None) = (first.next(), first.next()) else { return };
        if rest.row_span != 1
            || super::numbering::starts_item(&rest.text)
            || rest.text.starts_with(|c: char| c.is_ascii_digit())
        {
            return;
        }
        let last = self.rows - 1;
        let start = self.cells.iter_mut().map(|(cell, _)| cell).find(|cell| {
            cell.row + cell.row_span == last + 1 && (cell.col, cell.col_span) == (rest.col, rest.col_span)
        });
        let Some(start) = start.filter(|cell| cell.full && !cell.text.is_empty()) else { return };
        start.text.push_str(&rest.text);
        start.full = rest.full;
        piece.drop_rows(1);
    }

    /// Where a row breaks over the page, what one of its halves leaves empty is no row.
    fn drop_empty_row(&mut self, piece: &mut Piece) {
        let last = self.rows.saturating_sub(1);
        if self.rows > 1 && is_empty_row(self.cells.iter().map(|(cell, _)| cell), last) {
            self.cells.retain(|(cell, _)| cell.row < last);
            self.rows = last;
        }
        if is_empty_row(piece.cells.iter(), 0) {
            piece.drop_rows(1);
        }
    }

    /// The finished table.
    pub fn close(self) -> Table {
        let cells = self.cells.into_iter().map(|(cell, page)| Cell {
            row: number(cell.row),
            col: number(cell.col),
            row_span: number(cell.row_span),
            col_span: number(cell.col_span),
            text: cell.text,
            page: Some(page),
            ..Cell::default()
        });
        Table {
            page: Some(self.page),
            rows: number(self.rows),
            cols: number(self.xs.len() - 1),
            cells: cells.collect(),
            sheet: None,
        }
    }
}

/// Whether a row consists of empty cells of its own.
fn is_empty_row<'c>(cells: impl Iterator<Item = &'c PieceCell> + Clone, row: usize) -> bool {
    let mut touching = cells.filter(|cell| cell.row <= row && row < cell.row + cell.row_span).peekable();
    touching.peek().is_some() && touching.all(|cell| cell.row == row && cell.row_span == 1 && cell.text.is_empty())
}

/// Counts of cells are bounded far below 2³².
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The edges of both parts if those of one are all edges of the other: a part without header lacks none but those of
/// merged cells.
fn common_columns(a: &[f32], b: &[f32]) -> Option<Vec<f32>> {
    let (more, fewer) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let found = |x: f32| more.iter().any(|y| (x - y).abs() <= SAME_EDGE);
    let ends = |xs: &[f32]| xs.first().copied().zip(xs.last().copied());
    let ((a0, a1), (b0, b1)) = (ends(more)?, ends(fewer)?);
    let same_ends = (a0 - b0).abs() <= SAME_EDGE && (a1 - b1).abs() <= SAME_EDGE;
    (same_ends && fewer.iter().all(|&x| found(x))).then(|| more.to_vec())
}

/// Whether columns without rules are the same on two pages: as many, and each covers most of its counterpart. Their edges
/// depend on the texts of a page, so they are never equal.
fn same_columns(a: &[f32], b: &[f32]) -> bool {
    let alike = |(a, b): (&[f32], &[f32])| {
        let common = a[1].min(b[1]) - a[0].max(b[0]);
        common > 0.5 * (a[1] - a[0]).max(b[1] - b[0])
    };
    a.len() == b.len() && a.windows(2).zip(b.windows(2)).all(alike)
}

/// Renumbers the columns of a cell from one set of edges to a finer one.
fn remap(cell: &mut PieceCell, from: &[f32], to: &[f32]) {
    let nearest = |x: f32| {
        let distance = |i: &usize| (to[*i] - x).abs();
        (0..to.len()).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
    };
    let (start, end) = (nearest(from[cell.col]), nearest(from[cell.col + cell.col_span]));
    (cell.col, cell.col_span) = (start, end.saturating_sub(start).max(1));
}

#[cfg(test)]
mod tests {
    use super::{OpenTable, Piece, PieceCell};

    fn piece(page: u32, xs: &[f32], rows: &[&[&str]]) -> Piece {
        let cells = rows.iter().enumerate().flat_map(|(row, texts)| {
            texts.iter().enumerate().map(move |(col, text)| PieceCell {
                row,
                col,
                row_span: 1,
                col_span: 1,
                text: (*text).to_owned(),
                full: text.chars().count() > 5,
            })
        });
        Piece { page, top: 0.0, ruled: true, xs: xs.to_vec(), rows: rows.len(), cells: cells.collect() }
    }

    fn texts(table: OpenTable) -> Vec<String> {
        table.close().cells.into_iter().map(|c| c.text).collect()
    }

    #[test]
    fn a_repeated_header_is_dropped() {
        let mut table = OpenTable::new(piece(1, &[0.0, 50.0, 100.0], &[&["项目", "决算数"], &["合计", "1.00"]]));
        assert!(table.join(piece(2, &[3.0, 53.0, 103.0], &[&["项目", "决算数"], &["其他", "2.00"]])).is_ok());
        assert_eq!(texts(table), ["项目", "决算数", "合计", "1.00", "其他", "2.00"]);
    }

    #[test]
    fn a_row_broken_over_the_page_is_whole() {
        let mut table = OpenTable::new(piece(1, &[0.0, 50.0, 100.0], &[&["机关事业单位养老", "1.00"]]));
        assert!(table.join(piece(2, &[0.0, 50.0, 100.0], &[&["缴费支出", ""], &["其他", "2.00"]])).is_ok());
        assert_eq!(texts(table), ["机关事业单位养老缴费支出", "1.00", "其他", "2.00"]);
    }

    #[test]
    fn other_columns_or_a_page_between_are_another_table() {
        let mut table = OpenTable::new(piece(1, &[0.0, 50.0, 100.0], &[&["项目", "决算数"]]));
        assert!(table.join(piece(2, &[0.0, 30.0, 100.0], &[&["甲", "乙"]])).is_err());
        assert!(table.join(piece(3, &[0.0, 50.0, 100.0], &[&["甲", "乙"]])).is_err());
    }

    #[test]
    fn columns_without_rules_need_only_cover_each_other() {
        let unruled = |piece: Piece| Piece { ruled: false, ..piece };
        let mut table = OpenTable::new(unruled(piece(1, &[0.0, 40.0, 120.0, 200.0], &[&["201", "行政运行", "1.00"]])));
        let next = unruled(piece(2, &[0.0, 36.0, 135.0, 200.0], &[&["208", "养老保险", "2.00"]]));
        assert!(table.join(next).is_ok());
        assert!(table.join(unruled(piece(3, &[0.0, 90.0, 150.0, 200.0], &[&["甲", "乙", "3.00"]]))).is_err());
        assert!(table.join(piece(3, &[0.0, 40.0, 120.0, 200.0], &[&["201", "行政运行", "1.00"]])).is_err(), "ruled");
        assert_eq!(texts(table), ["201", "行政运行", "1.00", "208", "养老保险", "2.00"]);
    }

    #[test]
    fn a_part_with_fewer_columns_is_aligned() {
        let mut table = OpenTable::new(piece(1, &[0.0, 50.0, 100.0], &[&["类", "款"]]));
        assert!(table.join(piece(2, &[0.0, 100.0], &[&["合计"]])).is_ok());
        let table = table.close();
        assert_eq!((table.cols, table.cells[2].col_span), (2, 2));
    }
}
