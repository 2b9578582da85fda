use std::collections::HashMap;

use juesuan_amount::{MoneyUnit, normalize_text};
use juesuan_read::{Block, Document, Table};

use crate::{
    TableMatch,
    grid::Grid,
    layout::Layout,
    names::plain,
    tables::{TableForm, is_other_title, table_form, table_forms},
};

/// How many paragraphs before a table may hold its title.
const TITLE_REACH: usize = 8;
/// A title has not more characters than this, with the year and the unit's name.
const TITLE_LEN: usize = 60;
/// A longer paragraph between a title and a table is running text: the title is not that of the table.
const GAP_LEN: usize = 120;
/// Rows of a table in which its title or its unit of money may stand.
const PREFACE_ROWS: u32 = 5;

/// Finds the official tables of a document, in order. A table that goes on in another block gives one match for each.
///
/// When a document prints tables again (a department with the tables of its units), the ids of the second set end in `@2`,
/// of the third in `@3`; repeated tables that make no whole set have endings of their own (`@2.3`).
#[must_use]
pub fn match_tables(document: &Document) -> Vec<TableMatch> {
    let mut found: Vec<Found<'_>> = Vec::new();
    for (block, content) in document.blocks.iter().enumerate() {
        let Block::Table(table) = content else { continue };
        let Some(grid) = Grid::new(table) else { continue };
        let here = match title_of(document, block, table) {
            Title::Official(form, title_block, title) => {
                // A list of titles before the first table names them all: the content says which it is.
                let other = title_block.and_then(|_| form_by_content(&grid)).filter(|other| other.id != form.id);
                let own = other.and_then(|other| named_by_form(&grid, other, block));
                own.or_else(|| fitting(&grid, form, TableMatch::new(&form.id, block, title_block, title)))
            }
            Title::Other => None,
            Title::None => {
                let own = form_by_content(&grid).and_then(|form| named_by_form(&grid, form, block));
                continuation(document, found.last(), own.as_ref(), block, &grid).or(own)
            }
        };
        found.extend(here.map(|matched| Found { grid, matched }));
    }
    settle(found)
}

/// An official table, and what was read of its cells.
struct Found<'a> {
    grid: Grid<'a>,
    matched: TableMatch,
}

/// Numbers repeated tables, and lets the header of the first block of each serve those that go on with it.
fn settle(found: Vec<Found<'_>>) -> Vec<TableMatch> {
    let (grids, mut matches): (Vec<Grid<'_>>, Vec<TableMatch>) =
        found.into_iter().map(|found| (found.grid, found.matched)).unzip();
    number_sets(&mut matches);
    let mut firsts: HashMap<String, usize> = HashMap::new();
    for index in 0..matches.len() {
        let first = *firsts.entry(matches[index].id.clone()).or_insert(index);
        if let Some(form) = table_form(&matches[index].id).filter(|_| first < index) {
            let own = std::mem::take(&mut matches[index].layout);
            matches[index].layout = own.below(&matches[first].layout, &grids[index], form);
        }
    }
    matches
}

/// A match, with its layout, if the table looks like the form.
fn fitting(grid: &Grid<'_>, form: &TableForm, matched: TableMatch) -> Option<TableMatch> {
    let layout = Layout::read(grid, form);
    layout.fits().then_some(TableMatch { layout, ..matched })
}

/// The unit of money that is printed between the title and the data of a table, if any.
#[must_use]
pub fn table_unit(document: &Document, table: &TableMatch) -> Option<MoneyUnit> {
    let Some(Block::Table(content)) = document.blocks.get(table.block) else { return None };
    let first = table.title_block.unwrap_or_else(|| table.block.saturating_sub(3));
    let before = document.blocks[first..table.block].iter().rev().map_while(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Block::Table(_) => None,
    });
    let inside = content.cells.iter().filter(|cell| cell.row < PREFACE_ROWS).map(|cell| cell.text.as_str());
    inside.chain(before).find_map(stated_unit)
}

/// The unit that a text states: `单位：万元`, `金额（元）`.
pub(crate) fn stated_unit(text: &str) -> Option<MoneyUnit> {
    if !text.contains('元') {
        return None;
    }
    let text = normalize_text(text);
    let after = text.match_indices("单位").find_map(|(at, word)| {
        let rest = text[at + word.len()..].trim_start_matches([':', '：']);
        let rest = rest.strip_prefix("人民币").unwrap_or(rest);
        MoneyUnit::ALL.into_iter().find(|unit| rest.starts_with(unit.name()))
    });
    after.or_else(|| MoneyUnit::ALL.into_iter().find(|unit| text.ends_with(&format!("({})", unit.name()))))
}

/// The official table of which a text is the title, if it is one.
#[must_use]
pub fn table_title(text: &str) -> Option<&'static TableForm> {
    match title(text) {
        Title::Official(form, ..) => Some(form),
        Title::Other | Title::None => None,
    }
}

/// What the title of a table says.
enum Title {
    /// One of the nine, with the block and the words of the title.
    Official(&'static TableForm, Option<usize>, String),
    /// Another table.
    Other,
    /// There is no title.
    None,
}

/// Finds the title: inside the table's first rows, as the sheet's name, or in the paragraphs before it.
fn title_of(document: &Document, block: usize, table: &Table) -> Title {
    let inside = table.cells.iter().filter(|cell| cell.row < PREFACE_ROWS).map(|cell| cell.text.as_str());
    for text in inside.chain(table.sheet.as_deref()) {
        match title(text) {
            Title::None => {}
            Title::Official(form, _, words) => return Title::Official(form, None, words),
            Title::Other => return Title::Other,
        }
    }
    for before in (block.saturating_sub(TITLE_REACH)..block).rev() {
        let Block::Paragraph(paragraph) = &document.blocks[before] else { break };
        if paragraph.toc || paragraph.text.chars().count() > GAP_LEN {
            break;
        }
        match title(&paragraph.text) {
            Title::None => {}
            Title::Official(form, _, words) => return Title::Official(form, Some(before), words),
            Title::Other => return Title::Other,
        }
    }
    Title::None
}

/// Reads a text as the title of a table. What a reader joined to the title (公开01表, 部门：…) may stand around it.
fn title(text: &str) -> Title {
    if !text.contains('表') {
        return Title::None;
    }
    let pieces = text.split_whitespace().chain([text]);
    let cut = ["公开", "部门:", "部门：", "单位:", "单位：", "编制"];
    let until = cut.iter().filter_map(|word| text.find(word)).filter(|&at| at > 0).min();
    for piece in pieces.chain(until.map(|at| &text[..at])) {
        let words = plain(piece);
        let words = words.trim_end_matches("万元").trim_end_matches("续表").trim_end_matches('续');
        if !words.ends_with('表') || words.chars().count() > TITLE_LEN || words.starts_with('注') {
            continue;
        }
        if let Some(form) = table_forms().iter().find(|form| form.titles.iter().any(|title| title.fit(words))) {
            return Title::Official(form, None, piece.trim().to_owned());
        }
        if is_other_title(words) {
            return Title::Other;
        }
    }
    Title::None
}

/// Whether a table without a title goes on with the one before it: nothing but short lines between, and as many columns.
/// `own` is what its content says it is.
fn continuation(
    document: &Document,
    last: Option<&Found<'_>>,
    own: Option<&TableMatch>,
    block: usize,
    grid: &Grid<'_>,
) -> Option<TableMatch> {
    let Found { grid: above, matched: last } = last?;
    let is_gap = |block: &Block| matches!(block, Block::Paragraph(p) if p.text.chars().count() <= 30 && p.heading_level.is_none());
    let adjacent = block - last.block <= 4 && document.blocks[last.block + 1..block].iter().all(is_gap);
    if !adjacent || above.cols != grid.cols || own.is_some_and(|own| own.id != last.id) {
        return None;
    }
    let form = table_form(&last.id)?;
    let layout = Layout::read(grid, form);
    let joined = layout.clone().below(&last.layout, grid, form);
    let named = joined.cells.iter().any(|cell| cell.row.as_ref().is_some_and(|row| !row.contains(':')));
    named.then(|| TableMatch { layout, ..TableMatch::new(&last.id, block, None, last.title.clone()) })
}

/// The form of which a table has the words that only this one has.
fn form_by_content(grid: &Grid<'_>) -> Option<&'static TableForm> {
    let words = grid.first_words(2000).collect::<Vec<_>>().join("\n");
    let fits = |form: &&TableForm| {
        !form.signature.is_empty() && form.signature.iter().all(|word| words.contains(word.as_str()))
    };
    table_forms().iter().find(fits)
}

/// A match under the form's own name, for a table whose title says nothing or something else.
fn named_by_form(grid: &Grid<'_>, form: &TableForm, block: usize) -> Option<TableMatch> {
    fitting(grid, form, TableMatch::new(&form.id, block, None, form.name.clone()))
}

/// With fewer tables than this in a row, tables are not printed set by set.
const WHOLE_SET: usize = 5;

/// Numbers repeated tables, so that those of different units are never related to each other. Whole sets of the same
/// tables keep together (`@2`); any other repeated table stands for itself (`@2.3`).
fn number_sets(matches: &mut [TableMatch]) {
    let mut sets: Vec<Vec<String>> = Vec::new();
    let mut positions: Vec<(usize, usize)> = Vec::new();
    let mut previous: Option<(&str, &str)> = None;
    for found in &*matches {
        let goes_on = found.title_block.is_none() && previous == Some((&found.id, &found.title));
        previous = Some((&found.id, &found.title));
        if !goes_on && sets.last().is_none_or(|set| set.contains(&found.id)) {
            sets.push(Vec::new());
        }
        let set = sets.len() - 1;
        if !goes_on {
            sets[set].push(found.id.clone());
        }
        positions.push((set, sets[set].len()));
    }
    let are_whole = sets.first().is_some_and(|first| first.len() >= WHOLE_SET);
    let are_alike = are_whole && sets.iter().all(|set| *set == sets[0]);
    let mut seen: Vec<(String, (usize, usize))> = Vec::new();
    for (found, position) in matches.iter_mut().zip(positions) {
        let (set, place) = (position.0 + 1, position.1);
        let first = seen.iter().find(|(id, _)| *id == found.id).map(|(_, first)| *first);
        if first.is_none() {
            seen.push((found.id.clone(), position));
        }
        // Where tables are printed kind by kind, the first of each kind belong together.
        let is_plain = set == 1 || (!are_whole && first.is_none_or(|first| first == position));
        if !is_plain {
            let suffix = if are_alike { set.to_string() } else { format!("{set}.{place}") };
            found.id = format!("{}@{suffix}", found.id);
        }
    }
}
