use juesuan_report::Table;

/// A stretch of one header row, as formats need it that draw row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its words.
    pub text: &'a str,
    /// Index of its leftmost column.
    pub column: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers from here on.
    pub rows: usize,
    /// Whether it goes on from the row above.
    pub continued: bool,
}

/// The rows of a header without gaps: a place covered from above is a piece that goes on, a place that no cell covers an
/// empty piece. Cells that reach over the edge of the table or into each other are cut.
#[must_use]
pub fn pieces(table: &Table) -> Vec<Vec<Piece<'_>>> {
    let (height, width) = (table.header.len(), table.columns.len());
    let mut rows: Vec<Vec<Piece<'_>>> = Vec::with_capacity(height);
    for (at, cells) in table.header.iter().enumerate() {
        let mut row: Vec<Piece<'_>> = rows
            .last()
            .into_iter()
            .flatten()
            .filter(|above| above.rows > 1)
            .map(|above| Piece { rows: above.rows - 1, continued: true, ..above.clone() })
            .collect();
        for cell in cells {
            let columns = cell.columns.min(width.saturating_sub(cell.column));
            let end = cell.column.saturating_add(columns);
            let is_free = row.iter().all(|other| other.column >= end || other.column + other.columns <= cell.column);
            if columns > 0 && is_free {
                let rows = cell.rows.clamp(1, height - at);
                row.push(Piece { text: &cell.text, column: cell.column, columns, rows, continued: false });
            }
        }
        row.sort_by_key(|piece| piece.column);
        rows.push(without_gaps(row, width));
    }
    rows
}

fn without_gaps(row: Vec<Piece<'_>>, width: usize) -> Vec<Piece<'_>> {
    let mut whole = Vec::with_capacity(row.len());
    let mut next = 0;
    let gap = |from: usize, to: usize| {
        (from..to).map(|column| Piece { text: "", column, columns: 1, rows: 1, continued: false })
    };
    for piece in row {
        whole.extend(gap(next, piece.column));
        next = piece.column + piece.columns;
        whole.push(piece);
    }
    whole.extend(gap(next, width));
    whole
}

/// The words above a column, from top to bottom, without the row of column numbers (栏次).
pub(crate) fn path(table: &Table, column: usize) -> Vec<&str> {
    let mut words = Vec::new();
    for row in pieces(table) {
        let found = row.into_iter().find(|p| (p.column..p.column + p.columns).contains(&column));
        let Some(piece) = found.filter(|p| !p.continued) else { continue };
        let is_number = piece.text.chars().all(|c| c.is_ascii_digit());
        if !is_number {
            words.push(piece.text);
        }
    }
    words
}
