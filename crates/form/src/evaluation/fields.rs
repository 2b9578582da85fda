//! Fields beside the blocks: the title, 项目名称, 实施单位, 自评得分, 自评等级.

use super::{Role, TOTAL, draft::Draft, words::WORDS};
use crate::{cell_value::CellValue, grid::Grid, names::plain};

/// Whether a new evaluation begins in a row: its title or the name of its project.
pub(super) fn opens(grid: &Grid<'_>, row: u32) -> bool {
    grid.row_cells(row).any(|cell| {
        let words = plain(&cell.text);
        WORDS.project.is_match(&words) || (words.chars().count() <= 40 && WORDS.is_table_title(&cell.text))
    })
}

/// Reads the fields of a row.
pub(super) fn read(draft: &mut Draft, grid: &Grid<'_>, row: u32) {
    let indices: Vec<usize> = grid.row_indices(row).filter(|&i| !grid.at(i).text.trim().is_empty()).collect();
    if let [only] = indices[..] {
        single(draft, grid, only);
    }
    for pair in indices.windows(2) {
        let (label, value) = (grid.words_at(pair[0]), grid.at(pair[1]).text.trim());
        if WORDS.project.is_match(label) {
            draft.project = Some(value.to_owned());
        } else if WORDS.unit.is_match(label) || WORDS.authority.is_match(label) && draft.unit_name.is_none() {
            if let Some(name) = unit_name(value) {
                draft.unit_name = Some(name);
            }
        } else if WORDS.score.is_match(label) && numbers(grid, &indices) == 1 {
            draft.say(grid, pair[1], TOTAL, Role::Score, grid.at(pair[0]).text.trim());
        } else if WORDS.grade.is_match(label) {
            draft.say(grid, pair[1], TOTAL, Role::Grade, grid.at(pair[0]).text.trim());
        }
    }
}

/// How many cells of a row are numbers.
fn numbers(grid: &Grid<'_>, indices: &[usize]) -> usize {
    let number = |index: &&usize| CellValue::read(grid.words_at(**index).trim_end_matches('分')) != CellValue::Words;
    indices.iter().filter(number).count()
}

/// A row of one cell: the title, or a field with its value behind a colon.
fn single(draft: &mut Draft, grid: &Grid<'_>, index: usize) {
    let text = grid.at(index).text.trim();
    if draft.title.is_none() && text.chars().count() <= 60 && WORDS.is_table_title(text) {
        draft.title = Some(text.to_owned());
    } else if let Some((label, value)) = text.split_once([':', '：'])
        && WORDS.unit.is_match(&plain(label))
    {
        draft.unit_name = unit_name(value.split_whitespace().next().unwrap_or_default());
    }
}

/// The name of a unit without the code before it: 219001-临江县水利局.
fn unit_name(value: &str) -> Option<String> {
    let name =
        value.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "-—_[]【】（()）".contains(c));
    let name = name.trim();
    let is_name = (3..=40).contains(&name.chars().count()) && name.chars().next().is_some_and(char::is_alphabetic);
    is_name.then(|| name.to_owned())
}
