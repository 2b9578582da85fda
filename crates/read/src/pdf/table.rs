//! Text of a page is divided among the cells of its grids; the rest is running text.

use super::grid::Grid;
use super::line::{Line, lines};
use super::page::Glyph;

/// A table, or a part of one, on one page.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The page, from 1.
    pub page: u32,
    /// Upper edge.
    pub top: f32,
    /// Whether its edges were drawn. Without rules they stand halfway between the texts of two columns.
    pub ruled: bool,
    /// Edges of the columns.
    pub xs: Vec<f32>,
    /// Number of rows.
    pub rows: usize,
    /// The cells, ordered by row, then column.
    pub cells: Vec<PieceCell>,
}

impl Piece {
    /// Drops the first rows.
    pub fn drop_rows(&mut self, count: usize) {
        self.cells.retain(|cell| cell.row >= count);
        self.cells.iter_mut().for_each(|cell| cell.row -= count);
        self.rows -= count;
    }
}

/// A cell of a piece.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PieceCell {
    /// First row.
    pub row: usize,
    /// First column.
    pub col: usize,
    /// Number of rows.
    pub row_span: usize,
    /// Number of columns.
    pub col_span: usize,
    /// The text.
    pub text: String,
    /// Whether the last line of the text reaches the right edge, so that it may go on.
    pub full: bool,
}

/// Characters drawn together without a gap: they stay in one cell even where they overhang its edge.
struct Chunk<'a>(&'a [Glyph]);

/// The tables of a page, and the characters that stand outside them.
pub(super) fn tables(page: u32, grids: Vec<Grid>, glyphs: &[Glyph]) -> (Vec<Piece>, Vec<Glyph>) {
    let owners: Vec<Vec<usize>> = grids.iter().map(owners).collect();
    let mut contents: Vec<Vec<Vec<Glyph>>> = grids.iter().map(|g| vec![Vec::new(); g.cells.len()]).collect();
    let mut outside = Vec::new();
    for chunk in chunks(glyphs) {
        match home(&chunk, &grids, &owners) {
            Some((table, cell)) => contents[table][cell].extend_from_slice(chunk.0),
            None => outside.extend_from_slice(chunk.0),
        }
    }
    let pieces = grids.into_iter().zip(contents).filter_map(|(grid, contents)| piece(page, grid, &contents)).collect();
    (pieces, outside)
}

/// For each basic cell of a grid, the number of the cell that covers it.
fn owners(grid: &Grid) -> Vec<usize> {
    let cols = grid.xs.len() - 1;
    let mut owners = vec![0; cols * (grid.ys.len() - 1)];
    for (number, span) in grid.cells.iter().enumerate() {
        for row in span.row..span.row + span.rows {
            owners[row * cols + span.col..row * cols + span.col + span.cols].fill(number);
        }
    }
    owners
}

fn chunks(glyphs: &[Glyph]) -> impl Iterator<Item = Chunk<'_>> {
    glyphs
        .chunk_by(|a, b| {
            let gap = (b.x0 - a.x1) / a.size;
            let together = a.run == b.run && (a.base - b.base).abs() < 0.1 * a.size && a.ch != ' ' && b.ch != ' ';
            together && (-0.3..0.15).contains(&gap)
        })
        .map(Chunk)
}

/// The table and cell of a chunk. Where it overhangs an edge: the cell where it begins, if it begins at the cell's left
/// edge (text running over); otherwise the cell that holds most of it (a number running over to the left).
fn home(chunk: &Chunk<'_>, grids: &[Grid], owners: &[Vec<usize>]) -> Option<(usize, usize)> {
    let place = |glyph: &Glyph| {
        let (x, y) = (glyph.mid_x(), glyph.mid_y());
        grids.iter().enumerate().find_map(|(table, grid)| {
            let (row, col) = grid.position(x, y)?;
            Some((table, owners[table][row * (grid.xs.len() - 1) + col]))
        })
    };
    let first = place(chunk.0.first()?);
    let last = place(chunk.0.last()?);
    if first == last {
        return first;
    }
    if let Some((table, cell)) = first {
        let left = grids[table].xs[grids[table].cells[cell].col];
        if chunk.0[0].x0 - left < chunk.0[0].size {
            return first;
        }
    }
    let places: Vec<_> = chunk.0.iter().map(place).collect();
    places.iter().max_by_key(|&p| places.iter().filter(|q| *q == p).count()).copied().flatten()
}

/// The piece of one grid; `None` if it holds no text (a chart, or an empty row left over on a page of its own).
fn piece(page: u32, grid: Grid, contents: &[Vec<Glyph>]) -> Option<Piece> {
    let mut cells = Vec::with_capacity(grid.cells.len());
    for (span, glyphs) in grid.cells.iter().zip(contents) {
        let lines = lines(glyphs);
        let right = grid.xs[span.col + span.cols];
        cells.push(PieceCell {
            row: span.row,
            col: span.col,
            row_span: span.rows,
            col_span: span.cols,
            full: lines.last().is_some_and(|line| right - line.x1 < 1.6 * line.size),
            text: cell_text(&lines),
        });
    }
    if cells.iter().all(|cell| cell.text.is_empty()) {
        return None;
    }
    let (top, rows) = (grid.top(), grid.ys.len() - 1);
    Some(Piece { page, top, ruled: true, xs: grid.xs, rows, cells })
}

/// The lines of a cell as one text. Spaces between Chinese characters are layout, as in 合　计.
pub(super) fn cell_text(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        if needs_space(&text, &line.text) {
            text.push(' ');
        }
        text.push_str(&line.text);
    }
    without_inner_spaces(&text)
}

/// Whether a line break inside a cell separates words. A number broken at its separator is one number.
fn needs_space(before: &str, after: &str) -> bool {
    let (Some(a), Some(b)) = (before.chars().next_back(), after.chars().next()) else { return false };
    let word = |ch: char| ch.is_ascii_alphanumeric();
    let number = |text: &str| text.chars().all(|ch| ch.is_ascii_digit() || matches!(ch, '.' | ',' | '-'));
    if number(before) && number(after) {
        return is_amount(before) && !is_amount(&format!("{before}{after}"));
    }
    word(a) && word(b)
}

/// Whether a text is a whole amount: two decimals, thousands grouped or not at all.
pub(super) fn is_amount(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let Some((whole, decimals)) = digits.rsplit_once('.') else { return false };
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let grouped = groups.clone().count() == 0 || (first.len() <= 3 && groups.all(|g| g.len() == 3 && plain(g)));
    decimals.len() == 2 && plain(decimals) && !first.is_empty() && plain(first) && grouped
}

fn without_inner_spaces(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let keep = |i: usize| {
        chars[i] != ' ' || {
            let narrow = |j: Option<&char>| j.is_some_and(|&ch| !super::spacing::is_wide(ch));
            narrow(i.checked_sub(1).and_then(|j| chars.get(j))) && narrow(chars.get(i + 1))
        }
    };
    (0..chars.len()).filter(|&i| keep(i)).map(|i| chars[i]).collect()
}

#[cfg(test)]
mod tests {
    use super::{Glyph, Line, cell_text, tables};
    use crate::pdf::grid::{Grid, Span};

    fn line(text: &str) -> Line {
        Line { text: text.to_owned(), ..Line::default() }
    }

    #[test]
    fn broken_numbers_are_whole_and_stacked_ones_apart() {
        assert_eq!(cell_text(&[line("1,238."), line("58")]), "1,238.58");
        assert_eq!(cell_text(&[line("1,238.5"), line("8")]), "1,238.58");
        assert_eq!(cell_text(&[line("2,106.66"), line("603.14")]), "2,106.66 603.14");
        assert_eq!(cell_text(&[line("机关事业单位"), line("缴费 支出")]), "机关事业单位缴费支出");
    }

    #[test]
    fn text_running_over_an_edge_stays_in_its_cell() {
        let span = |col| Span { row: 0, col, rows: 1, cols: 1 };
        let grid = Grid { xs: vec![0.0, 40.0, 80.0], ys: vec![0.0, 20.0], cells: vec![span(0), span(1)] };
        let glyphs: Vec<Glyph> = (0u8..6)
            .map(|i| {
                let x0 = 2.0 + 10.0 * f32::from(i);
                Glyph { ch: '财', x0, x1: x0 + 10.0, base: 14.0, size: 10.0, run: 1 }
            })
            .collect();
        let (pieces, outside) = tables(1, vec![grid], &glyphs);
        assert!(outside.is_empty());
        assert_eq!(pieces[0].cells[0].text.chars().count(), 6);
        assert_eq!(pieces[0].cells[1].text, "");
    }
}
