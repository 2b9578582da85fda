//! The indicator block of a self-evaluation table: levels, full scores, scores.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    EvaluationIndicator, Role, TOTAL,
    draft::Draft,
    header::{self, Headed, Header},
    words::{Column, WORDS},
};
use crate::{cell_value::CellValue, grid::Grid, names::plain};

/// A full score behind the name of a group: 产出指标（50分）.
static NAMED_WEIGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[（(]\s*(?:分值|权重)?[:：]?\s*(?P<points>\d{1,3}(?:\.\d+)?)\s*分\s*[）)]\s*$")
        .expect("a constant pattern is valid")
});

/// So many rows of notes may stand between the indicators and the row that sums up.
const NOTES: u32 = 4;

/// A group of indicators under which the current row stands.
#[derive(Clone)]
struct Group {
    row: String,
    name: String,
    /// Cell of its name, and the row in which it begins.
    cell: usize,
    top: u32,
}

struct Reader<'a, 'g> {
    draft: &'a mut Draft,
    grid: &'a Grid<'g>,
    header: &'a Header,
    /// Columns of the levels; the last one holds the indicators themselves.
    levels: Vec<Headed>,
    /// The group of each level but the last.
    groups: Vec<Option<Group>>,
    /// Names of the groups that have been left, by level, to notice those that come again.
    left: Vec<(usize, String)>,
}

/// Reads the rows below a header; returns the row after the block.
pub(super) fn read(draft: &mut Draft, grid: &Grid<'_>, header: &Header, top: u32) -> u32 {
    let is_level = |column: &&Headed| matches!(column.is, Column::Level | Column::Name);
    let levels: Vec<Headed> = header.columns.iter().filter(is_level).cloned().collect();
    let groups = vec![None; levels.len().saturating_sub(1)];
    let mut reader = Reader { draft, grid, header, levels, groups, left: Vec::new() };
    let mut row = header.below;
    while row < grid.rows {
        let label = reader.label(row);
        if WORDS.is_total(&label) {
            reader.total(row);
            return row + 1;
        }
        let again = row > top && (header::indicators(grid, row).is_some() || header::funds(grid, row).is_some());
        let ends = reader.ends(row, &label);
        if again || ends && !reader.sums_up_below(row) {
            break;
        }
        if !ends {
            reader.row(row, &label);
        }
        row += 1;
    }
    row.max(top + 1)
}

impl Reader<'_, '_> {
    /// The plain words of the first cell with any that begins in a row.
    fn label(&self, row: u32) -> String {
        self.grid.row_words(row).next().unwrap_or_default().to_owned()
    }

    /// Whether the block has ended above a row: what stands there is a field, a note or a signature.
    fn ends(&self, row: u32, label: &str) -> bool {
        let is_field = [&WORDS.project, &WORDS.unit, &WORDS.score, &WORDS.grade].iter().any(|is| is.is_match(label));
        (is_field || WORDS.ends_indicators(label)) && !self.has_points(row)
    }

    /// Whether the row that sums up stands a little below a note.
    fn sums_up_below(&self, row: u32) -> bool {
        let below = row + 1..(row + 1 + NOTES).min(self.grid.rows);
        let notes = below.take_while(|&row| !super::fields::opens(self.grid, row));
        notes.into_iter().any(|row| WORDS.is_total(&self.label(row)) && self.has_points(row))
    }

    /// Whether numbers begin in a row below the headers of full scores and scores.
    fn has_points(&self, row: u32) -> bool {
        let mut scored = self.header.columns.iter().filter(|c| matches!(c.is, Column::Weight | Column::Score));
        scored.any(|column| self.value(row, column).is_some_and(|index| self.is_points(index)))
    }

    /// The cell of a column that begins in a row and is not blank.
    fn value(&self, row: u32, column: &Headed) -> Option<usize> {
        let cells = (column.from..column.to).filter_map(|col| self.grid.index(row, col));
        cells.filter(|&index| self.grid.at(index).row == row).find(|&index| !self.grid.at(index).text.trim().is_empty())
    }

    fn is_points(&self, index: usize) -> bool {
        points(&self.grid.at(index).text)
    }

    /// How many levels stand to the left of a column: with all of them it is about the indicators, else about a group.
    fn depth(&self, column: &Headed) -> usize {
        self.levels.iter().filter(|level| level.from < column.from).count()
    }

    fn row(&mut self, row: u32, label: &str) {
        let leaf = self.enter(row);
        if WORDS.is_subtotal(label) || leaf.as_ref().is_some_and(|(_, name)| WORDS.is_subtotal(&plain(name))) {
            return;
        }
        self.group_points(row);
        let name = leaf.map(|(_, name)| name).or_else(|| self.groups.iter().flatten().last().map(|g| g.name.clone()));
        let Some(name) = name else { return };
        self.leaf(row, &name);
    }

    /// Takes in the names of a row: opens the groups that begin in it; returns the indicator's own cell and name.
    fn enter(&mut self, row: u32) -> Option<(usize, String)> {
        let mut own: Option<(usize, String)> = None;
        for level in 0..self.levels.len() {
            let column = &self.levels[level];
            let cells = (column.from..column.to).filter_map(|col| self.grid.index(row, col));
            let mut cells: Vec<usize> = cells.filter(|&i| !self.grid.words_at(i).is_empty()).collect();
            cells.dedup();
            cells.retain(|cell| own.as_ref().is_none_or(|(known, _)| known != cell));
            let is_last = level + 1 == self.levels.len();
            let Some(&cell) = cells.first() else {
                if !is_last {
                    self.empty(level, row);
                }
                continue;
            };
            let text: String = cells.iter().map(|&i| self.grid.at(i).text.trim()).collect::<Vec<_>>().join(" ");
            if is_last {
                own = Some((cell, text));
            } else if let Some(found) = self.open(level, row, cell, &text) {
                own = Some(found);
            }
        }
        own.filter(|(cell, _)| self.grid.at(*cell).row == row)
    }

    /// No name of a level in a row: that above goes on, as far as can be told.
    fn empty(&mut self, level: usize, row: u32) {
        let goes_on = self.groups[level].is_some();
        let opened = level > 0 && self.groups[level - 1].as_ref().is_some_and(|group| group.top == row);
        if opened {
            self.leave(level);
        } else if goes_on {
            self.draft.implied = true;
        } else if level == 0 {
            self.draft.grouped = false;
        }
    }

    fn leave(&mut self, level: usize) {
        for level in level..self.groups.len() {
            if let Some(group) = self.groups[level].take() {
                self.left.push((level, group.name));
            }
        }
    }

    /// Opens the group of a name, unless it is the one that is open. A name that also covers the columns of all levels
    /// below is an indicator of its own, and is returned.
    fn open(&mut self, level: usize, row: u32, cell: usize, text: &str) -> Option<(usize, String)> {
        let (name, weight) = split_weight(text);
        let same = self.groups[level].as_ref().is_some_and(|group| group.cell == cell || group.name == name);
        let covers = self
            .levels
            .last()
            .is_some_and(|last| (last.from..last.to).any(|col| self.grid.index(row, col) == Some(cell)));
        if same && !covers {
            return None;
        }
        self.leave(level);
        if covers {
            return Some((cell, text.to_owned()));
        }
        if self.left.contains(&(level, name.clone())) && level == 0 {
            self.draft.grouped = false;
        }
        let id = self.draft.next_row();
        self.add(&id, &name, level, false);
        if let Some(range) = weight.filter(|_| self.grid.at(cell).text.trim() == text) {
            self.say_points(cell, range, &id, &name);
        }
        self.groups[level] = Some(Group { row: id, name, cell, top: row });
        None
    }

    /// Adds an indicator, or a group of `level`, under the groups that are open above it.
    fn add(&mut self, id: &str, name: &str, level: usize, leaf: bool) {
        let above: Vec<&Group> = self.groups.iter().take(level).flatten().collect();
        let indicator = EvaluationIndicator {
            row: id.to_owned(),
            name: name.to_owned(),
            parent: above.last().map(|group| group.row.clone()),
            path: above.iter().map(|group| group.name.clone()).collect(),
            leaf,
        };
        let is_bonus =
            std::iter::once(name).chain(indicator.path.iter().map(String::as_str)).any(|n| WORDS.is_bonus(n));
        self.draft.bonus |= is_bonus;
        self.draft.indicators.push(indicator);
    }

    /// A full score in a stretch of a cell.
    fn say_points(&mut self, cell: usize, range: Range<usize>, row: &str, name: &str) {
        let text = &self.grid.at(cell).text;
        let start = text.len() - text.trim_start().len();
        self.draft.say(self.grid, cell, row, Role::Weight, name);
        if let Some(said) = self.draft.cells.last_mut() {
            said.range = start + range.start..start + range.end;
        }
    }

    /// Full scores and scores of groups in columns of their own.
    fn group_points(&mut self, row: u32) {
        for column in self.header.columns.clone() {
            let depth = self.depth(&column);
            let role = match column.is {
                Column::Weight => Role::Weight,
                Column::Score => Role::Score,
                _ => continue,
            };
            if depth == 0 || depth == self.levels.len() {
                continue;
            }
            let Some(index) = self.value(row, &column) else { continue };
            let Some(group) = self.groups[depth - 1].clone() else { continue };
            if group.top == row && self.is_points(index) {
                self.draft.say(self.grid, index, &group.row, role, &group.name);
            }
        }
    }

    /// The first column of a kind that is about the indicators themselves. A mark (评分) beside the points that it gives (得分)
    /// may be of another scale.
    fn own(&self, is: Column) -> Option<&Headed> {
        let mut own = self.header.columns.iter().filter(|c| c.is == is && self.depth(c) == self.levels.len());
        own.clone().find(|column| is == Column::Score && column.words.contains("得分")).or_else(|| own.next())
    }

    /// An indicator that is scored itself. Where its full score and its score cover different rows, each stands for itself.
    fn leaf(&mut self, row: u32, name: &str) {
        let cell = |is: Column| self.own(is).and_then(|column| self.value(row, column));
        let (weight, score) = (cell(Column::Weight), cell(Column::Score));
        let scored = [weight, score].into_iter().flatten().any(|index| self.is_points(index));
        let (bare, named) = split_weight(name);
        let named = named.filter(|_| weight.is_none());
        if !scored && named.is_none() {
            return;
        }
        let span = |index: usize| self.grid.at(index).row_span.max(1);
        let tall = [weight, score].into_iter().flatten().map(span).max().unwrap_or(1);
        self.keeps_group(row, tall);
        let id = self.draft.next_row();
        let level = self.groups.len();
        self.add(&id, if named.is_some() { &bare } else { name }, level, true);
        let apart = weight.zip(score).is_some_and(|(weight, score)| span(weight) != span(score));
        let score_id = if apart { self.draft.next_row() } else { id.clone() };
        if apart {
            self.add(&score_id, name, level, true);
        }
        if let Some(index) = weight {
            self.draft.say(self.grid, index, &id, Role::Weight, name);
        }
        if let Some(range) = named {
            self.named_weight(row, name, range, &id);
        }
        if let Some(index) = score {
            self.draft.say(self.grid, index, &score_id, Role::Score, name);
        }
        self.described(row, &score_id, name);
    }

    /// The full score behind the name of an indicator.
    fn named_weight(&mut self, row: u32, name: &str, range: Range<usize>, id: &str) {
        let cell = self.levels.iter().rev().find_map(|column| self.value(row, column));
        if let Some(cell) = cell.filter(|&cell| self.grid.at(cell).text.trim() == name) {
            self.say_points(cell, range, id, name);
        }
    }

    /// What else a row says of its indicator: goal, result, deduction, reason.
    fn described(&mut self, row: u32, id: &str, name: &str) {
        for column in self.header.columns.clone() {
            let role = match column.is {
                Column::Target => Role::Target,
                Column::Operator => Role::Operator,
                Column::Unit => Role::Unit,
                Column::Actual => Role::Actual,
                Column::Deduction => Role::Deduction,
                Column::Reason => Role::Reason,
                _ => continue,
            };
            if let Some(index) = self.value(row, &column) {
                self.draft.say(self.grid, index, id, role, name);
            }
        }
    }

    /// A cell over rows of more than one group says that the groups are not what they seem.
    fn keeps_group(&mut self, row: u32, tall: u32) {
        let bottom = (row + tall - 1).min(self.grid.rows - 1);
        for (level, group) in self.groups.iter().enumerate() {
            let column = &self.levels[level];
            let below = self.grid.index(bottom, column.from).filter(|&i| !self.grid.words_at(i).is_empty());
            if let (Some(group), Some(below)) = (group, below)
                && group.cell != below
                && split_weight(self.grid.at(below).text.trim()).0 != group.name
            {
                self.draft.grouped = false;
            }
        }
    }

    /// The row that sums up.
    fn total(&mut self, row: u32) {
        self.draft.summed = true;
        let label = self.grid.row_cells(row).map(|cell| cell.text.trim()).find(|text| !text.is_empty());
        let label = label.unwrap_or_default().to_owned();
        let own = |is: Column| self.own(is).cloned();
        let (weight, score) = (own(Column::Weight), own(Column::Score));
        let covering = |column: &Option<Headed>| {
            let column = column.as_ref()?;
            self.value(row, column).filter(|&index| self.is_points(index))
        };
        let (weight, score) = (covering(&weight), covering(&score));
        if let Some(index) = weight.filter(|weight| score != Some(*weight)) {
            self.draft.say(self.grid, index, TOTAL, Role::Weight, &label);
        }
        if let Some(index) = score {
            self.draft.say(self.grid, index, TOTAL, Role::Score, &label);
        }
    }
}

/// Whether a text is a number of points: 10, 9.5分, 10%.
fn points(text: &str) -> bool {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let number = compact.trim_end_matches(['分', '%', '％']);
    matches!(CellValue::read(number), CellValue::Number(_))
}

/// A name without the full score behind it, and the bytes of its number with 分.
fn split_weight(text: &str) -> (String, Option<Range<usize>>) {
    let Some(found) = NAMED_WEIGHT.captures(text) else { return (text.to_owned(), None) };
    let (Some(whole), Some(points)) = (found.get(0), found.name("points")) else { return (text.to_owned(), None) };
    let name = text[..whole.start()].trim_end();
    if name.is_empty() || name.ends_with(|c: char| c.is_ascii_digit() || c == '.') {
        return (text.to_owned(), None);
    }
    (name.to_owned(), Some(points.range()))
}
