use serde::Serialize;

/// The format of a file, decided by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Word, Office Open XML.
    Docx,
    /// Legacy Word or WPS, converted before reading.
    Doc,
    /// PDF with a text layer.
    Pdf,
    /// Excel, Office Open XML.
    Xlsx,
    /// Legacy Excel.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Web page.
    Html,
    /// Plain text.
    Txt,
}

/// A file as its reader saw it: blocks in reading order, each with its place.
#[derive(Clone, Debug, Serialize)]
pub struct Document {
    /// The path as the user gave it.
    pub path: String,
    /// What kind of file it was.
    pub format: Format,
    /// Number of pages; `None` where the format has none.
    pub pages: Option<u32>,
    /// Everything that was read, in reading order.
    pub blocks: Vec<Block>,
}

/// One piece of a document.
#[derive(Clone, Debug, Serialize)]
pub enum Block {
    /// Running text, a heading or a caption.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// Running text. Line breaks of the layout are joined, numbers wrapped over lines are whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// The text, without line breaks.
    pub text: String,
    /// The page (from 1) on which the paragraph begins.
    pub page: Option<u32>,
    /// Where later pages begin: byte offsets into `text` with their page, ascending.
    pub page_breaks: Vec<(usize, u32)>,
    /// Outline level (1 = top) where the format states one.
    pub heading_level: Option<u8>,
    /// Whether the format says that this is an entry of a table of contents.
    pub toc: bool,
    /// Number (from 0) of the `w:p` element in document order, for a docx.
    pub source: Option<u32>,
}

impl Paragraph {
    /// A paragraph of plain text without a page.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The page of the byte at `offset`.
    #[must_use]
    pub fn page_at(&self, offset: usize) -> Option<u32> {
        self.page_breaks.iter().rev().find(|(start, _)| *start <= offset).map(|&(_, page)| page).or(self.page)
    }
}

/// A table. Parts of one table on several pages are joined by the reader; repeated header rows are dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The page (from 1) on which the table begins.
    pub page: Option<u32>,
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub cols: u32,
    /// All cells, ordered by row, then column. A cell covered by a span of another does not appear.
    pub cells: Vec<Cell>,
    /// Name of the sheet, for a spreadsheet.
    pub sheet: Option<String>,
}

/// One cell with its spans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Row of the upper left corner, from 0.
    pub row: u32,
    /// Column of the upper left corner, from 0.
    pub col: u32,
    /// Number of rows covered, at least 1.
    pub row_span: u32,
    /// Number of columns covered, at least 1.
    pub col_span: u32,
    /// The text, without line breaks; empty for an empty cell.
    pub text: String,
    /// The page of the cell.
    pub page: Option<u32>,
    /// Number (from 0) of the first `w:p` element inside, for a docx.
    pub source: Option<u32>,
    /// Address such as `B5`, for a spreadsheet.
    pub address: Option<String>,
}

impl Table {
    /// The cell that covers a position, if any.
    #[must_use]
    pub fn at(&self, row: u32, col: u32) -> Option<&Cell> {
        self.cells
            .iter()
            .find(|c| (c.row..c.row + c.row_span).contains(&row) && (c.col..c.col + c.col_span).contains(&col))
    }

    /// A table of cells without spans, for building one from rows of text.
    #[must_use]
    pub fn from_rows<S: AsRef<str>>(rows: &[Vec<S>]) -> Self {
        let mut cells = Vec::new();
        for (row, texts) in (0u32..).zip(rows) {
            for (col, text) in (0u32..).zip(texts) {
                let text = text.as_ref().to_owned();
                cells.push(Cell { row, col, row_span: 1, col_span: 1, text, ..Cell::default() });
            }
        }
        let cols = cells.iter().map(|c| c.col + 1).max().unwrap_or(0);
        Self { rows: u32::try_from(rows.len()).unwrap_or(u32::MAX), cols, cells, ..Self::default() }
    }
}

/// A place in a document: a stretch of one paragraph or of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Index into [`Document::blocks`].
    pub block: usize,
    /// Index into [`Table::cells`] where the block is a table.
    pub cell: Option<usize>,
    /// First byte in the paragraph's or cell's text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Document {
    /// The text in which a place lies: that of its paragraph or cell.
    ///
    /// # Panics
    /// If the place is of another document.
    #[must_use]
    pub fn text_of(&self, place: Place) -> &str {
        match (&self.blocks[place.block], place.cell) {
            (Block::Paragraph(p), _) => &p.text,
            (Block::Table(t), Some(cell)) => &t.cells[cell].text,
            (Block::Table(_), None) => "",
        }
    }

    /// The words at a place.
    #[must_use]
    pub fn words_at(&self, place: Place) -> &str {
        &self.text_of(place)[place.start..place.end]
    }

    /// The page of a place.
    #[must_use]
    pub fn page_of(&self, place: Place) -> Option<u32> {
        match (&self.blocks[place.block], place.cell) {
            (Block::Paragraph(p), _) => p.page_at(place.start),
            (Block::Table(t), Some(cell)) => t.cells[cell].page.or(t.page),
            (Block::Table(t), None) => t.page,
        }
    }
}
