//! How wide the columns of a table are drawn, in em, so that amounts stand on one line and nothing overflows.

use juesuan_report::{Align, Cell, Row, Table};

use crate::{header, width};

/// Room left and right of the text in a cell.
const PADDING: f64 = 0.8;
/// Lines over which the words of a header cell are spread at most.
const HEADER_LINES: f64 = 4.0;

/// Room that each column needs: amounts stand on one line, names may take several.
pub(crate) fn needed(table: &Table) -> Vec<f64> {
    let mut heads = vec![2.0; table.columns.len()];
    for piece in header::pieces(table).into_iter().flatten().filter(|piece| piece.columns == 1) {
        let needed = width::of(piece.text) / HEADER_LINES;
        heads[piece.column] = needed.max(heads[piece.column]);
    }
    let of = |(column, head): (usize, f64)| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column)).filter(|cell| cell.covers == 0);
        let longest = cells.map(|cell| width::of(&cell.text) + f64::from(cell.indent)).fold(0.0, f64::max);
        let own = &table.columns[column];
        let body = if own.align == Align::Left { longest.min(f64::from(own.width)) } else { longest };
        body.max(head) + PADDING
    };
    heads.into_iter().enumerate().map(of).collect()
}

/// Widths of the columns where `room` is there: what they need, and of what is left over a share by their own width; less
/// than they need where there is not even that.
pub(crate) fn widths(table: &Table, room: f64) -> Vec<f64> {
    let needed = needed(table);
    let total: f64 = needed.iter().sum();
    let shares: f64 = table.columns.iter().map(|column| f64::from(column.width.max(1))).sum();
    let (spare, shrink) = ((room - total).max(0.0), (room / total).min(1.0));
    let share = |width: u16| spare * f64::from(width.max(1)) / shares;
    needed.iter().zip(&table.columns).map(|(needed, column)| needed * shrink + share(column.width)).collect()
}

/// Lines of the whole table at these widths.
pub(crate) fn lines(table: &Table, widths: &[f64]) -> u32 {
    let header = header_lines(table, widths).into_iter().sum::<u32>();
    header + table.rows.iter().map(|row| row_lines(row, widths)).sum::<u32>()
}

/// Lines of each row of the header. What a cell over several rows needs is spread over them.
pub(crate) fn header_lines(table: &Table, widths: &[f64]) -> Vec<u32> {
    let of = |piece: &header::Piece<'_>| {
        let room: f64 = widths.iter().skip(piece.column).take(piece.columns).sum();
        width::lines(piece.text, room - PADDING).div_ceil(u32::try_from(piece.rows).unwrap_or(1))
    };
    let row = |row: Vec<header::Piece<'_>>| row.iter().filter(|piece| !piece.continued).map(of).max().unwrap_or(1);
    header::pieces(table).into_iter().map(row).collect()
}

/// Lines of a row's highest cell.
pub(crate) fn row_lines(row: &Row, widths: &[f64]) -> u32 {
    let of = |(at, cell): (usize, &Cell)| {
        let room: f64 = widths.iter().skip(at).take(1 + usize::from(cell.covers)).sum();
        let lines = width::lines(&cell.text, room - PADDING - f64::from(cell.indent));
        // What a cell over several rows needs is spread over them.
        lines.div_ceil(1 + u32::from(cell.below))
    };
    row.cells.iter().enumerate().map(of).max().unwrap_or(1)
}
