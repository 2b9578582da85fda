//! Ruled grids: which rules form a table, and which of its cells are merged.

use super::page::Rule;
use super::rules::{SAME_PLACE, merge, places};

/// Rules whose ends miss each other by at most this (points) still touch.
const TOUCH: f32 = 4.0;
/// Rules of one page after merging; a dense page has 200.
const MAX_RULES: usize = 4_000;
/// Cells of one grid before merging.
const MAX_CELLS: usize = 20_000;
/// A border of one side that is missing is supplied if rules reach this far (points) beyond the last one.
const OVERHANG: f32 = 8.0;

/// A ruled table on one page.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// Vertical rules from left to right; columns lie between them.
    pub xs: Vec<f32>,
    /// Horizontal rules from top to bottom; rows lie between them.
    pub ys: Vec<f32>,
    /// The cells, ordered by row, then column.
    pub cells: Vec<Span>,
}

/// A cell of a grid: the rows and columns that it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// First row.
    pub row: usize,
    /// First column.
    pub col: usize,
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub cols: usize,
}

impl Grid {
    /// The basic row and column at a point, if it lies inside.
    pub fn position(&self, x: f32, y: f32) -> Option<(usize, usize)> {
        Some((interval(&self.ys, y)?, interval(&self.xs, x)?))
    }

    /// Upper edge.
    pub fn top(&self) -> f32 {
        self.ys.first().copied().unwrap_or(0.0)
    }
}

fn interval(edges: &[f32], value: f32) -> Option<usize> {
    let after = edges.partition_point(|&edge| edge <= value);
    (after > 0 && after < edges.len()).then(|| after - 1)
}

/// The ruled tables of a page, from top to bottom. A frame around a page or a lone box is none.
pub(super) fn grids(horizontal: Vec<Rule>, vertical: Vec<Rule>) -> Vec<Grid> {
    let (horizontal, vertical) = (merge(horizontal), merge(vertical));
    if horizontal.len() + vertical.len() > MAX_RULES {
        return Vec::new();
    }
    let mut grids: Vec<Grid> = groups(&horizontal, &vertical).into_iter().filter_map(|(h, v)| grid(&h, &v)).collect();
    grids.sort_by(|a, b| a.top().total_cmp(&b.top()));
    grids
}

/// Rules that touch each other directly or through others, as (horizontal, vertical).
fn groups(horizontal: &[Rule], vertical: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let count = horizontal.len();
    let mut sets = DisjointSets::new(count + vertical.len());
    for (i, h) in horizontal.iter().enumerate() {
        for (j, v) in vertical.iter().enumerate() {
            let crosses = v.at >= h.from - TOUCH && v.at <= h.to + TOUCH;
            if crosses && h.at >= v.from - TOUCH && h.at <= v.to + TOUCH {
                sets.join(i, count + j);
            }
        }
    }
    let mut groups: Vec<(Vec<Rule>, Vec<Rule>)> = vec![Default::default(); count + vertical.len()];
    for (i, h) in horizontal.iter().enumerate() {
        groups[sets.root(i)].0.push(*h);
    }
    for (j, v) in vertical.iter().enumerate() {
        groups[sets.root(count + j)].1.push(*v);
    }
    groups.retain(|(h, v)| !h.is_empty() && !v.is_empty());
    groups
}

/// The grid of one group of rules; `None` if it has fewer than two cells.
fn grid(horizontal: &[Rule], vertical: &[Rule]) -> Option<Grid> {
    let mut xs = places(vertical.iter().map(|r| r.at).collect());
    let mut ys = places(horizontal.iter().map(|r| r.at).collect());
    supply_border(&mut xs, horizontal);
    supply_border(&mut ys, vertical);
    if xs.len() < 2 || ys.len() < 2 || (xs.len() - 1) * (ys.len() - 1) > MAX_CELLS {
        return None;
    }
    let xs = without_idle(&xs, &ys, vertical);
    let ys = without_idle(&ys, &xs, horizontal);
    let cells = cells(&xs, &ys, horizontal, vertical);
    (cells.len() >= 2).then_some(Grid { xs, ys, cells })
}

/// Adds an outer edge where the crossing rules reach well beyond the last one: tables open at the sides.
fn supply_border(edges: &mut Vec<f32>, crossing: &[Rule]) {
    let from = crossing.iter().map(|r| r.from).fold(f32::INFINITY, f32::min);
    let to = crossing.iter().map(|r| r.to).fold(f32::NEG_INFINITY, f32::max);
    if edges.first().is_some_and(|&first| from < first - OVERHANG) {
        edges.insert(0, from);
    }
    if edges.last().is_some_and(|&last| to > last + OVERHANG) {
        edges.push(to);
    }
}

/// Whether a rule at `at` closes the stretch from `from` to `to`.
fn closed(rules: &[Rule], at: f32, from: f32, to: f32) -> bool {
    // Merged rules are in the order of their place.
    let first = rules.partition_point(|r| r.at < at - SAME_PLACE);
    let covered: f32 = rules[first..]
        .iter()
        .take_while(|r| r.at <= at + SAME_PLACE)
        .map(|r| (r.to.min(to) - r.from.max(from)).max(0.0))
        .sum();
    covered >= 0.6 * (to - from)
}

/// The edges without inner ones that close no cell: underlines, ornaments.
fn without_idle(edges: &[f32], across: &[f32], rules: &[Rule]) -> Vec<f32> {
    let last = edges.len() - 1;
    let busy = |(i, &at): (usize, &f32)| {
        let outer = i == 0 || i == last;
        (outer || across.windows(2).any(|pair| closed(rules, at, pair[0], pair[1]))).then_some(at)
    };
    edges.iter().enumerate().filter_map(busy).collect()
}

/// Joins basic cells that no rule separates.
fn cells(xs: &[f32], ys: &[f32], horizontal: &[Rule], vertical: &[Rule]) -> Vec<Span> {
    let (rows, cols) = (ys.len() - 1, xs.len() - 1);
    let mut sets = DisjointSets::new(rows * cols);
    for row in 0..rows {
        for col in 0..cols {
            let here = row * cols + col;
            if col + 1 < cols && !closed(vertical, xs[col + 1], ys[row], ys[row + 1]) {
                sets.join(here, here + 1);
            }
            if row + 1 < rows && !closed(horizontal, ys[row + 1], xs[col], xs[col + 1]) {
                sets.join(here, here + cols);
            }
        }
    }
    let mut boxes: Vec<Option<(Span, usize)>> = vec![None; rows * cols];
    for row in 0..rows {
        for col in 0..cols {
            let (span, count) =
                boxes[sets.root(row * cols + col)].get_or_insert((Span { row, col, rows: 1, cols: 1 }, 0));
            let (left, right) = (span.col.min(col), (span.col + span.cols).max(col + 1));
            *span = Span { row: span.row, col: left, rows: row + 1 - span.row, cols: right - left };
            *count += 1;
        }
    }
    let mut cells = Vec::new();
    for row in 0..rows {
        for col in 0..cols {
            match boxes[sets.root(row * cols + col)] {
                Some((span, count)) if span.rows * span.cols == count => {
                    if (span.row, span.col) == (row, col) {
                        cells.push(span);
                    }
                }
                // A region that is not a rectangle has lost a rule: its basic cells stay apart.
                _ => cells.push(Span { row, col, rows: 1, cols: 1 }),
            }
        }
    }
    cells
}

/// Union-find.
struct DisjointSets(Vec<usize>);

impl DisjointSets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::{Rule, Span, grids};

    fn rule(at: f32, from: f32, to: f32) -> Rule {
        Rule { at, from, to }
    }

    fn span(row: usize, col: usize, rows: usize, cols: usize) -> Span {
        Span { row, col, rows, cols }
    }

    #[test]
    fn a_full_grid() {
        let h = [0.0, 20.0, 40.0].map(|y| rule(y, 0.0, 200.0)).to_vec();
        let v = [0.0, 100.0, 200.0].map(|x| rule(x, 0.0, 40.0)).to_vec();
        let found = grids(h, v);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].cells, [span(0, 0, 1, 1), span(0, 1, 1, 1), span(1, 0, 1, 1), span(1, 1, 1, 1)]);
    }

    #[test]
    fn merged_headers_span_rows_and_columns() {
        // 项目 over two columns; 合计 over two rows.
        let h = vec![rule(0.0, 0.0, 300.0), rule(20.0, 0.0, 200.0), rule(40.0, 0.0, 300.0), rule(60.0, 0.0, 300.0)];
        let v = vec![rule(0.0, 0.0, 60.0), rule(100.0, 20.0, 60.0), rule(200.0, 0.0, 60.0), rule(300.0, 0.0, 60.0)];
        let cells = grids(h, v).remove(0).cells;
        assert!(cells.contains(&span(0, 0, 1, 2)) && cells.contains(&span(0, 2, 2, 1)), "{cells:?}");
        assert_eq!(cells.len(), 7);
    }

    #[test]
    fn a_table_open_at_the_sides_has_its_outer_columns() {
        let h = [0.0, 20.0, 40.0].map(|y| rule(y, 0.0, 300.0)).to_vec();
        let found = grids(h, vec![rule(100.0, 0.0, 40.0), rule(200.0, 0.0, 40.0)]);
        assert_eq!(found[0].xs, [0.0, 100.0, 200.0, 300.0]);
    }

    #[test]
    fn a_lone_frame_and_an_underline_are_no_table() {
        let h = vec![rule(0.0, 0.0, 500.0), rule(700.0, 0.0, 500.0), rule(100.0, 50.0, 90.0)];
        assert!(grids(h, vec![rule(0.0, 0.0, 700.0), rule(500.0, 0.0, 700.0)]).is_empty());
    }
}
