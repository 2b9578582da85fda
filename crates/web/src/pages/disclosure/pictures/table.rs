//! The table beside a picture.

use juesuan_amount::Fen;

use crate::show;

/// A table; the first cell of each row names it.
pub struct Table {
    pub caption: &'static str,
    pub heads: Vec<String>,
    pub rows: Vec<Row>,
}

/// A row.
pub struct Row {
    pub name: String,
    /// How deep it hangs, from 0.
    pub depth: u8,
    pub cells: Vec<Cell>,
}

/// A cell.
pub struct Cell {
    pub text: String,
    /// Whether it is set as a number.
    pub is_number: bool,
    /// Where it leads.
    pub link: Option<String>,
}

impl Table {
    /// An empty table.
    pub fn new(caption: &'static str, heads: &[&str]) -> Self {
        Self::with(caption, heads.iter().map(|&head| head.to_owned()).collect())
    }

    /// The same, of heads that are made.
    pub fn with(caption: &'static str, heads: Vec<String>) -> Self {
        Self { caption, heads, rows: Vec::new() }
    }

    /// Begins a row.
    pub fn row(&mut self, name: &str, depth: u8) -> Filling<'_> {
        self.rows.push(Row { name: name.to_owned(), depth, cells: Vec::new() });
        Filling(&mut self.rows)
    }

    /// Whether a column holds numbers, by its first row.
    pub fn is_number(&self, column: &usize) -> bool {
        let cell = self.rows.first().and_then(|row| row.cells.get(column.checked_sub(1)?));
        cell.is_some_and(|cell| cell.is_number)
    }
}

/// The last row, while its cells are added from left to right.
pub struct Filling<'a>(&'a mut Vec<Row>);

impl Filling<'_> {
    /// An amount in 万元.
    pub fn wan(self, amount: Fen) -> Self {
        self.linked(amount, None)
    }

    /// An amount in 万元 that leads somewhere.
    pub fn linked(self, amount: Fen, link: Option<String>) -> Self {
        self.cell(Cell { text: show::wan(&amount), is_number: true, link })
    }

    /// A percentage or the like.
    pub fn text(self, text: String) -> Self {
        self.cell(Cell { text, is_number: true, link: None })
    }

    /// A name.
    pub fn words(self, text: String) -> Self {
        self.cell(Cell { text, is_number: false, link: None })
    }

    fn cell(self, cell: Cell) -> Self {
        if let Some(row) = self.0.last_mut() {
            row.cells.push(cell);
        }
        self
    }
}
