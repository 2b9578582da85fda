use crate::FigureId;

/// A filled table, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// `T1` … `T9` of a disclosure; unique in the report.
    pub id: String,
    /// `公开01表`
    pub number: String,
    /// Official name.
    pub title: String,
    /// `部门：…`, below the title on the left.
    pub unit_line: String,
    /// `金额单位：万元`, on the right.
    pub money_line: String,
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Rows of the header from top to bottom, `栏次` among them; a place covered by a merged cell is left out.
    pub header: Vec<Vec<HeaderCell>>,
    /// Rows of the body; each has as many cells as there are columns.
    pub rows: Vec<Row>,
    /// Notes below it (注、说明).
    pub notes: Vec<String>,
    /// On which pages it stands.
    pub page: Page,
}

/// On which pages a table stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// On a landscape page of its own.
    #[default]
    Landscape,
    /// On an upright page of its own.
    Upright,
    /// Among the text.
    Text,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Id as in the form data, `code`, `name`, `line` (行次) for labels; unique in the table.
    pub id: String,
    /// How wide it is, in characters of Chinese text.
    pub width: u16,
    /// How its cells are aligned.
    pub align: Align,
}

/// How a cell is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Names.
    Left,
    /// 行次, codes.
    Centre,
    /// Amounts.
    Right,
}

/// A cell of the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderCell {
    /// Its words.
    pub text: String,
    /// Index of its leftmost column.
    pub column: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// How many header rows it covers.
    pub rows: usize,
}

/// A row of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its cells, one for each column.
    pub cells: Vec<Cell>,
    /// Whether it is a total, drawn in bold.
    pub total: bool,
}

/// A cell of the body. Merged cells do not reach into each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What is printed; empty for a blank.
    pub text: String,
    /// The figure that it prints.
    pub figure: Option<FigureId>,
    /// How deep it is indented, in characters.
    pub indent: u8,
    /// How many cells to its right it covers; they are there and empty.
    pub covers: u8,
    /// How many cells below it covers; they are there and empty.
    pub below: u16,
    /// How it is aligned, where not as its column; a cell that covers others to its right is centred.
    pub align: Option<Align>,
}

impl Table {
    /// How the cell at a place is aligned.
    #[must_use]
    pub fn align(&self, column: usize, cell: &Cell) -> Align {
        let own = self.columns.get(column).map_or(Align::Left, |column| column.align);
        cell.align.unwrap_or(if cell.covers > 0 { Align::Centre } else { own })
    }
}
