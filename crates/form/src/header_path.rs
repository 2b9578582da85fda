//! The words of the header cells over each column, from top to bottom.
//!
//! A header says which cell covers which columns by spans. Plain text, and sheets and pages whose spans are lost, say it by
//! blanks: the merged cell's words stand in its upper left corner, and the rest of it is blank.

use crate::{
    grid::Grid,
    header::{is_blank, is_column_numbers},
    header_year::name_years,
};

/// The header path of one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HeaderPath {
    /// Plain texts from top to bottom, each cell once.
    pub(crate) words: Vec<String>,
    /// Whether a cell of the column's own is among them, and not only cells that blanks continue.
    pub(crate) own: bool,
}

/// The header paths of all columns; `data` is the first row below the header.
pub(crate) fn header_paths(grid: &Grid<'_>, data: u32) -> Vec<HeaderPath> {
    let rows: Vec<u32> = (0..data).filter(|&row| is_header_row(grid, row)).collect();
    let spans = |&row: &u32| grid.row_cells(row).any(|cell| cell.col_span > 1 && cell.col_span < grid.cols);
    let cover = if rows.iter().any(spans) { as_printed(grid, &rows) } else { continued(grid, &rows) };
    let mut paths: Vec<HeaderPath> = (0..grid.cols).map(|col| path(grid, col, &cover)).collect();
    name_years(&mut paths);
    paths
}

/// Whether a row belongs to the header proper: no title, no department and unit of money, no column numbers.
fn is_header_row(grid: &Grid<'_>, row: u32) -> bool {
    if is_column_numbers(grid, row) || is_blank(grid, row) {
        return false;
    }
    let filled: Vec<usize> = grid.row_indices(row).filter(|&index| !grid.at(index).text.trim().is_empty()).collect();
    let is_alone = matches!(filled[..], [only] if grid.at(only).col == 0 && grid.cols > 1);
    let stands_for_all = is_alone
        && (grid.row_cells(row).count() > 1 || grid.cell(row, 0).is_some_and(|cell| cell.col_span >= grid.cols));
    let prefaces = filled.iter().filter(|&&index| is_preface(grid, index)).count();
    !stands_for_all && prefaces * 2 < filled.len()
}

/// For each row, the cell over each column.
type Cover = Vec<Vec<Option<usize>>>;

fn as_printed(grid: &Grid<'_>, rows: &[u32]) -> Cover {
    rows.iter().map(|&row| (0..grid.cols).map(|col| grid.index(row, col)).collect()).collect()
}

/// Reads a blank as the rest of the cell to its left, unless a border stands between them in a row above.
fn continued(grid: &Grid<'_>, rows: &[u32]) -> Cover {
    let mut cover: Cover = Vec::with_capacity(rows.len());
    // Whether a border stands to the left of each column.
    let mut borders = vec![false; grid.cols as usize];
    for &row in rows {
        let mut line: Vec<Option<usize>> = Vec::with_capacity(borders.len());
        for (col, border) in (0..grid.cols).zip(&mut borders) {
            let filled = !grid.text(row, col).is_empty();
            *border |= filled;
            let left = line.last().copied().flatten();
            line.push(if filled { grid.index(row, col) } else { left.filter(|_| !*border) });
        }
        cover.push(line);
    }
    cover
}

fn path(grid: &Grid<'_>, col: u32, cover: &Cover) -> HeaderPath {
    let mut path = HeaderPath::default();
    let mut last = None;
    for index in cover.iter().filter_map(|line| line[col as usize]) {
        if last.replace(index) == Some(index) {
            continue;
        }
        let cell = grid.at(index);
        let words = grid.words_at(index);
        let spans_all = grid.cols > 1 && cell.col_span >= grid.cols;
        if spans_all || words.is_empty() || is_preface(grid, index) {
            continue;
        }
        path.own |= (cell.col..cell.col.saturating_add(cell.col_span)).contains(&col);
        path.words.push(words.to_owned());
    }
    path
}

/// Whether a cell above the header is the table's title or its department, unit of money or number.
fn is_preface(grid: &Grid<'_>, index: usize) -> bool {
    let words = grid.words_at(index);
    let has_colon = grid.at(index).text.contains([':', '：']);
    (has_colon && ["单位", "部门"].iter().any(|word| words.contains(word)))
        || (words.ends_with('表') && (words.contains("决算") || words.starts_with("公开")))
}
