//! Places of a document in words a person can follow: page, section, and the words around a figure.

use std::ops::Range;

use juesuan_audit::Report;
use juesuan_form::{Outline, Section};
use juesuan_read::{Block, Document, Place, Table};

use crate::{Audited, names::shorten};

/// A quotation is extended to at least this many characters where the paragraph has them.
const QUOTE_MIN: usize = 10;
/// And to at most this many, unless the quoted place itself is longer.
const QUOTE_MAX: usize = 40;
/// A sentence shown to a person holds at most this many characters, so that it fits a line of a terminal.
const SENTENCE_MAX: usize = 48;
/// Titles of sections are cut to this many columns.
const TITLE_WIDTH: usize = 28;

/// Describes places of one document.
#[derive(Clone, Copy)]
pub struct Locator<'a> {
    /// The document.
    pub document: &'a Document,
    outline: &'a Outline,
}

impl<'a> Locator<'a> {
    /// A locator for a document and what was found in it.
    #[must_use]
    pub const fn new(document: &'a Document, report: &'a Report) -> Self {
        Self { document, outline: &report.outline }
    }

    /// A locator for a document that was checked.
    #[must_use]
    pub const fn of(audited: &'a Audited) -> Self {
        Self::new(&audited.document, &audited.report)
    }

    /// Page from 1; none where the format has no pages.
    #[must_use]
    pub fn page(&self, place: Place) -> Option<u32> {
        self.document.page_of(place)
    }

    /// The section's printed numbers joined, `五（二）`; for a table its title.
    #[must_use]
    pub fn section(&self, place: Place) -> Option<String> {
        self.table_title(place).or_else(|| Some(label_path(&self.outline.sections, self.innermost(place)?)))
    }

    fn table_title(&self, place: Place) -> Option<String> {
        let table = self.outline.tables.iter().find(|table| table.block == place.block)?;
        Some(table.title.trim().to_owned()).filter(|title| !title.is_empty())
    }

    /// The last section that begins before a place.
    fn innermost(&self, place: Place) -> Option<usize> {
        let begins_before =
            |s: &Section| s.block < place.block || (s.block == place.block && s.heading.start <= place.start);
        self.outline.sections.iter().rposition(begins_before)
    }

    /// Page, section and its title in Chinese, `第 21 页 五（二）支出决算结构情况`; where there are none, the number of the paragraph or table.
    #[must_use]
    pub fn describe(&self, place: Place) -> String {
        let mut parts = Vec::new();
        if let Some(page) = self.page(place) {
            parts.push(format!("第 {page} 页"));
        }
        parts.extend(self.table_title(place).or_else(|| {
            let at = self.innermost(place)?;
            let title = &self.outline.sections[at].title;
            let label = label_path(&self.outline.sections, at);
            Some(titled(&label, title))
        }));
        if let (Block::Table(table), Some(cell)) = (&self.document.blocks[place.block], place.cell) {
            let cell = &table.cells[cell];
            let address = cell.address.clone();
            parts.push(address.unwrap_or_else(|| format!("第 {} 行第 {} 列", cell.row + 1, cell.col + 1)));
        }
        if parts.is_empty() {
            parts.push(format!("第 {} 段", place.block + 1));
        }
        parts.join(" ")
    }

    /// The document's own words around a place: the clause, 10 to 40 characters where there are as many; for a figure in
    /// a table its row's name and the figure.
    #[must_use]
    pub fn quote(&self, place: Place) -> String {
        match (&self.document.blocks[place.block], place.cell) {
            (Block::Table(table), Some(cell)) => cell_in_row(table, cell).0,
            _ => {
                let text = self.document.text_of(place);
                text[window(text, place.start..place.end, QUOTE_MIN, QUOTE_MAX)].trim().to_owned()
            }
        }
    }

    /// The words around a place as [`Locator::quote`] has them, but longer, and where in them the place lies.
    #[must_use]
    pub fn sentence(&self, place: Place) -> (String, Range<usize>) {
        if let (Block::Table(table), Some(cell)) = (&self.document.blocks[place.block], place.cell) {
            let (text, start) = cell_in_row(table, cell);
            return (text, start + place.start..start + place.end);
        }
        let text = self.document.text_of(place);
        let window = window(text, place.start..place.end, SENTENCE_MAX / 2, SENTENCE_MAX);
        let start = place.start - window.start;
        (text[window.clone()].to_owned(), start..start + (place.end - place.start))
    }
}

/// A section's label with its title: `二 收入决算情况说明`, `五（二）支出决算结构情况`.
fn titled(label: &str, title: &str) -> String {
    let space = if label.ends_with('）') { "" } else { " " };
    if label == title { label.to_owned() } else { format!("{label}{space}{}", shorten(title, TITLE_WIDTH)) }
}

/// Labels of a section and those around it. The number of a part (第三部分) is left out before those inside it, as people
/// leave it out when they say 五（二）.
fn label_path(sections: &[Section], mut at: usize) -> String {
    let mut labels = Vec::new();
    loop {
        let section = &sections[at];
        if section.level > 1 || labels.is_empty() {
            let label = section.label.trim_matches(|c: char| c.is_whitespace() || "、．.，".contains(c));
            labels.push(if label.is_empty() { section.title.as_str() } else { label });
        }
        match section.parent {
            // A parent always precedes its children, so this ends.
            Some(parent) if parent < at => at = parent,
            _ => break,
        }
    }
    labels.reverse();
    labels.concat()
}

/// The name of a cell's row and the cell's text, joined by a space, and where the cell's text begins in it.
fn cell_in_row(table: &Table, cell: usize) -> (String, usize) {
    let cell = &table.cells[cell];
    let name = table
        .cells
        .iter()
        .filter(|c| (c.row..c.row + c.row_span.max(1)).contains(&cell.row) && c.col < cell.col)
        .filter(|c| c.text.chars().any(|c| !c.is_ascii() && c.is_alphabetic()))
        .max_by_key(|c| c.col)
        .map_or("", |c| c.text.trim());
    let start = if name.is_empty() { 0 } else { name.len() + 1 };
    let space = if name.is_empty() { "" } else { " " };
    (format!("{name}{space}{}", cell.text), start)
}

/// Widens a range of a text clause by clause until it has `min` characters, and never beyond `max`: where the clause
/// itself is longer, it is cut around the range.
fn window(text: &str, range: Range<usize>, min: usize, max: usize) -> Range<usize> {
    let count = |r: &Range<usize>| text[r.clone()].chars().count();
    let mut best = clause_start(text, range.start)..clause_end(text, range.end);
    if count(&best) > max {
        return cut(text, range, max);
    }
    while count(&best) < min {
        let left = clause_start(text, before(text, best.start))..best.end;
        let right = best.start..clause_end(text, after(text, best.end));
        let grown = [left, right].into_iter().find(|r| *r != best && count(r) <= max);
        match grown {
            Some(grown) => best = grown,
            None => break,
        }
    }
    best
}

/// At most `max` characters around a range, two thirds of the room before it.
fn cut(text: &str, range: Range<usize>, max: usize) -> Range<usize> {
    let room = max.saturating_sub(text[range.clone()].chars().count());
    let start = text[..range.start].char_indices().rev().take(room * 2 / 3).last().map_or(range.start, |(i, _)| i);
    let rest = max.saturating_sub(text[start..range.end].chars().count());
    let end = text[range.end..].char_indices().nth(rest).map_or(text.len(), |(i, _)| range.end + i);
    start..end
}

/// Punctuation that ends a clause. The ASCII comma does not: it stands inside numbers.
const fn ends_clause(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | ';' | '：' | '！' | '？' | '\n')
}

fn clause_start(text: &str, at: usize) -> usize {
    text[..at].char_indices().rev().find(|&(_, c)| ends_clause(c)).map_or(0, |(i, c)| i + c.len_utf8())
}

fn clause_end(text: &str, at: usize) -> usize {
    text[at..].find(ends_clause).map_or(text.len(), |i| at + i)
}

/// One character before an offset.
fn before(text: &str, at: usize) -> usize {
    text[..at].char_indices().next_back().map_or(0, |(i, _)| i)
}

/// One character after an offset.
fn after(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(at, |c| at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn quoted(text: &str, words: &str) -> String {
        let start = text.find(words).unwrap();
        text[window(text, start..start + words.len(), QUOTE_MIN, QUOTE_MAX)].to_owned()
    }

    #[test]
    fn a_quote_is_the_clause_and_grows_when_it_is_short() {
        let text = "2024年度支出合计100.00万元，其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%。";
        assert_eq!(quoted(text, "60.00%"), "基本支出60.00万元，占60.00%");
        assert_eq!(quoted(text, "100.00万元"), "2024年度支出合计100.00万元");
    }

    #[test]
    fn a_long_clause_is_cut_around_the_figure() {
        let text = format!("{}3.20万元{}", "长".repeat(60), "后".repeat(60));
        let quote = quoted(&text, "3.20万元");
        assert!(quote.contains("长3.20万元后"));
        assert_eq!(quote.chars().count(), QUOTE_MAX);
    }

    #[test]
    fn sections_are_named_as_people_name_them() {
        let (document, report) = testing::example();
        let locator = Locator::new(&document, &report);
        let place = report.findings[0].places[0];
        assert_eq!(locator.section(place).as_deref(), Some("三"));
        assert_eq!(locator.describe(place), "第 9 页 三 支出决算情况说明");
        let cell = report.findings[1].places[0];
        assert_eq!(locator.describe(cell), "第 4 页 支出决算表 第 2 行第 4 列");
        assert_eq!(locator.quote(cell), "行政运行 61.00");
    }
}
