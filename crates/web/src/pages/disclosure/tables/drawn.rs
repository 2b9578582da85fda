//! An official table as a page draws it: merged cells resolved, each figure with the address of its trace.

use std::collections::HashSet;

use juesuan_render::{Piece, covered, header_pieces};
use juesuan_report::{Align, Cell, Figures, Table, Value};

use super::choice::Choice;

/// A cell of the header.
pub struct Head {
    pub text: String,
    pub columns: usize,
    pub rows: usize,
}

/// A row of the body.
pub struct DrawnRow {
    pub total: bool,
    pub cells: Vec<DrawnCell>,
}

impl DrawnRow {
    /// What tells it from other rows, as the table changes: its first figure.
    pub fn key(&self) -> Option<String> {
        self.cells.iter().find_map(|cell| cell.figure.as_ref()).map(|link| format!("row-{}", link.id))
    }
}

/// A cell of the body.
pub struct DrawnCell {
    pub text: String,
    /// Classes: how it is aligned and indented.
    pub class: String,
    pub columns: usize,
    pub rows: usize,
    /// Whether it names its row.
    pub heads: bool,
    pub figure: Option<Link>,
}

/// The figure of a cell.
pub struct Link {
    pub id: String,
    pub label: String,
    /// Whether it is its first place in the table, where links to it lead.
    pub first: bool,
    pub href: String,
}

/// A table, ready to be drawn.
pub struct Drawn {
    pub head: Vec<Vec<Head>>,
    pub rows: Vec<DrawnRow>,
}

impl Drawn {
    /// Draws a table whose figures lead to `traces`.
    pub fn new(table: &Table, figures: &Figures, choice: &Choice, traces: &str) -> Self {
        let mut seen = HashSet::new();
        let mut link = |cell: &Cell| {
            let id = cell.figure.as_ref()?;
            let label = figures.get(id)?.label.clone();
            let first = seen.insert(id.clone());
            Some(Link { href: choice.trace(traces, id), id: id.clone(), label, first })
        };
        let mut rows = Vec::with_capacity(table.rows.len());
        for (row, covered) in table.rows.iter().zip(covered(table)) {
            let own = row.cells.iter().enumerate().zip(covered).filter(|(_, covered)| covered.is_none());
            let cells = own.map(|((at, cell), _)| drawn(cell, table.align(at, cell), link(cell))).collect();
            rows.push(DrawnRow { total: row.total, cells });
        }
        Self { head: header_pieces(table).into_iter().map(head).collect(), rows }
    }
}

fn head(row: Vec<Piece<'_>>) -> Vec<Head> {
    let begins = row.into_iter().filter(|piece| !piece.continued);
    begins.map(|piece| Head { text: piece.text.to_owned(), columns: piece.columns, rows: piece.rows }).collect()
}

fn drawn(cell: &Cell, align: Align, figure: Option<Link>) -> DrawnCell {
    /// Deeper than this nothing is indented further.
    const DEEPEST: u8 = 6;
    let side = match align {
        Align::Left => "left",
        Align::Centre => "centre",
        Align::Right => "right",
    };
    let class = match cell.indent.min(DEEPEST) {
        0 => side.to_owned(),
        indent => format!("{side} in{indent}"),
    };
    DrawnCell {
        text: cell.text.clone(),
        class,
        columns: 1 + usize::from(cell.covers),
        rows: 1 + usize::from(cell.below),
        heads: align == Align::Left && figure.is_none() && !cell.text.is_empty(),
        figure,
    }
}

/// Whether a table has figures and all of them are zero.
pub fn is_blank(table: &Table, figures: &Figures) -> bool {
    let mut shown = table.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| figures.get(cell.figure.as_ref()?));
    shown.all(|figure| matches!(figure.value, Value::Money(amount) if amount.is_zero()))
}
