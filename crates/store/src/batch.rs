use juesuan_books::{Kind, Record};

use crate::shape::{self, Cell};

/// How many rows a batch holds at most, and how many bytes of text: enough that rows sorted by account lie in long
/// runs (inserting them unsorted takes three times as long), little enough that a few batches are no burden.
const ROWS: usize = 100_000;
const TEXT: usize = 16 << 20;

/// Records of one kind, packed without an allocation each, with the place of each one's account.
#[derive(Debug)]
pub(crate) struct Batch {
    kind: Kind,
    width: usize,
    cells: Vec<Packed>,
    texts: String,
    rows: Vec<Row>,
}

/// A row of a batch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// Place of its account.
    pub account: u32,
    /// Its amount in the totals, 分.
    pub amount: i64,
    /// Number of its first cell.
    first: usize,
}

#[derive(Clone, Copy, Debug)]
enum Packed {
    Blank,
    Integer(i64),
    Text { start: u32, len: u32 },
}

impl Batch {
    /// An empty batch for a kind.
    pub fn new(kind: Kind) -> Self {
        let (cells, texts, rows) = Default::default();
        Self { kind, width: shape::columns(kind).len(), cells, texts, rows }
    }

    /// The kind of its records.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether it should be passed on before more comes.
    pub fn is_full(&self) -> bool {
        self.rows.len() >= ROWS || self.texts.len() >= TEXT
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Packs a record of its kind.
    pub fn push(&mut self, account: u32, record: &Record<'_>) {
        let first = self.cells.len();
        let (cells, texts) = (&mut self.cells, &mut self.texts);
        shape::cells(record, &mut |cell| {
            cells.push(match cell {
                Cell::Blank => Packed::Blank,
                Cell::Integer(number) => Packed::Integer(number),
                Cell::Text(text) => {
                    // A full batch is far below 4 GiB, and so is any cell of a file.
                    let start = texts.len() as u32;
                    texts.push_str(text);
                    Packed::Text { start, len: text.len() as u32 }
                }
            });
        });
        self.rows.push(Row { account, amount: shape::amount(record).0, first });
    }

    /// Sorts its rows by account; those of one account keep their order.
    pub fn sort(&mut self) {
        self.rows.sort_by_key(|row| row.account);
    }

    /// Its rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The cells of a row.
    pub fn cells(&self, row: Row) -> impl Iterator<Item = Cell<'_>> {
        self.cells[row.first..row.first + self.width].iter().map(|&cell| match cell {
            Packed::Blank => Cell::Blank,
            Packed::Integer(number) => Cell::Integer(number),
            Packed::Text { start, len } => Cell::Text(&self.texts[start as usize..(start + len) as usize]),
        })
    }
}
