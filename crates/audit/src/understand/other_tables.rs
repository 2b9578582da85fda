//! Figures in tables that are none of the nine: staff, assets, goals of projects, scores.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use juesuan_form::{Outline, plain};
use juesuan_read::{Block, Cell, Document, Place, Table};

use super::{Figure, Key, Measure, Period, numeral::numerals};

/// Rows of a table in which the names of its columns may stand.
const HEADER_ROWS: u32 = 4;
/// A name of a row or column has not more characters than this; what is longer is text.
const NAME_LEN: usize = 40;

/// Stretches of cells that are understood already.
#[derive(Default)]
pub struct Understood(HashMap<(usize, usize), Vec<Range<usize>>>);

impl Understood {
    /// The places of figures.
    pub fn of(figures: &[Figure]) -> Self {
        let mut places: HashMap<_, Vec<_>> = HashMap::new();
        for (cell, place) in figures.iter().filter_map(|figure| Some((figure.place.cell?, figure.place))) {
            places.entry((place.block, cell)).or_default().push(place.start..place.end);
        }
        Self(places)
    }

    fn covers(&self, place: Place) -> bool {
        let stretches = place.cell.and_then(|cell| self.0.get(&(place.block, cell)));
        stretches.is_some_and(|all| all.iter().any(|known| known.start < place.end && place.start < known.end))
    }
}

/// Binds every numeral that carries its unit (`12.5万元`, `95%`) in a cell of another table as a fact, named by its row and
/// column. No relation is about such facts; they are read so that nothing printed is passed over in silence. What is
/// understood already, like the scores of a self-evaluation, is left out.
pub fn understand(document: &Document, outline: &Outline, understood: &Understood) -> Vec<Figure> {
    let official: HashSet<usize> = outline.tables.iter().map(|table| table.block).collect();
    let mut figures = Vec::new();
    for (block, content) in document.blocks.iter().enumerate() {
        if let (Block::Table(table), false) = (content, official.contains(&block)) {
            table_figures(block, table, understood, &mut figures);
        }
    }
    figures
}

fn table_figures(block: usize, table: &Table, understood: &Understood, figures: &mut Vec<Figure>) {
    let columns = column_names(table);
    let mut row_name: Option<(u32, &str)> = None;
    for (index, cell) in table.cells.iter().enumerate() {
        let found = numerals(&cell.text);
        if found.is_empty() {
            // The name nearest to the left; a name beside several rows serves those that have none of their own.
            if is_name(cell) {
                row_name = Some((cell.row.saturating_add(cell.row_span.max(1) - 1), cell.text.trim()));
            }
            continue;
        }
        let row = row_name.filter(|(last, _)| cell.row <= *last).map(|(_, name)| name);
        let column = columns.get(&cell.col).copied().filter(|(top, _)| *top < cell.row).map(|(_, name)| name);
        let names: Vec<&str> = row.into_iter().chain(column).collect();
        for numeral in found {
            let words = if names.is_empty() { vec![cell.text[..numeral.range.start].trim()] } else { names.clone() };
            let place = Place { block, cell: Some(index), start: numeral.range.start, end: numeral.range.end };
            if understood.covers(place) {
                continue;
            }
            let subject = words.join("·");
            let key = Some(subject.as_str()).filter(|subject| !subject.is_empty()).map(|subject| fact(block, subject));
            figures.push(Figure { place, value: numeral.value, unit: numeral.unit, key, subject });
        }
    }
}

fn fact(block: usize, subject: &str) -> Key {
    let row = format!("={}@{block}", plain(subject));
    Key { area: "text".into(), row: row.into(), measure: Measure::Fact, period: Period::Current }
}

/// The name of each column: the lowest one above its data. A cell over all columns names none.
fn column_names(table: &Table) -> HashMap<u32, (u32, &str)> {
    let mut names = HashMap::new();
    let header = table.cells.iter().take_while(|cell| cell.row < HEADER_ROWS);
    let mut below: HashSet<u32> = HashSet::new();
    for cell in header.filter(|cell| cell.col_span < table.cols || table.cols == 1) {
        for col in cell.col..cell.col.saturating_add(cell.col_span).min(table.cols) {
            if !numerals(&cell.text).is_empty() {
                below.insert(col);
            } else if is_name(cell) && !below.contains(&col) {
                names.insert(col, (cell.row, cell.text.trim()));
            }
        }
    }
    names
}

fn is_name(cell: &Cell) -> bool {
    let text = cell.text.trim();
    text.contains(char::is_alphabetic) && text.chars().count() <= NAME_LEN
}

#[cfg(test)]
mod tests {
    use juesuan_read::{Format, Table};

    use super::*;

    fn read(rows: &[&[&str]]) -> Vec<(String, String, bool)> {
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.to_vec()).collect();
        let document = Document {
            path: "test".into(),
            format: Format::Txt,
            pages: None,
            blocks: vec![Block::Table(Table::from_rows(&rows))],
        };
        let outline = juesuan_form::recognize(&document);
        let figures = understand(&document, &outline, &Understood::default());
        figures
            .into_iter()
            .map(|f| (document.words_at(f.place).to_owned(), f.subject.clone(), f.key.is_some()))
            .collect()
    }

    #[test]
    fn cells_with_their_unit_are_facts_of_their_row_and_column() {
        let found = read(&[
            &["项目支出绩效自评表", "", ""],
            &["指标", "年度目标值", "实际完成值"],
            &["防汛物资验收合格率", "≥95%", "98.5%"],
            &["维修经费", "12", "12.5万元"],
        ]);
        let expected = [
            ("95%", "防汛物资验收合格率·年度目标值"),
            ("98.5%", "防汛物资验收合格率·实际完成值"),
            ("12.5万元", "维修经费·实际完成值"),
        ];
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for ((text, subject, bound), (wanted, name)) in found.iter().zip(expected) {
            assert!(text == wanted && subject == name && *bound, "{found:?}");
        }
    }

    #[test]
    fn a_cell_without_names_is_named_by_its_words() {
        let found = read(&[&["全年支出20万元，完成3次检查"], &["50%"]]);
        let subjects: Vec<&str> = found.iter().map(|(_, subject, _)| subject.as_str()).collect();
        assert_eq!(subjects, ["全年支出", "全年支出20万元，完成", ""]);
        assert!(!found[2].2);
    }
}
