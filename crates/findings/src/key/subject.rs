//! What a finding is about, without what changes from year to year.

use juesuan_audit::Finding;
use juesuan_form::{Outline, Section};
use juesuan_read::{Block, Place, Table};

use crate::Audited;

/// Characters of the words at a place and of those before it that tell it from its neighbours.
const WORDS: usize = 16;
/// Characters of a paragraph's first clause: a classified item with its three names fits.
const OPENING: usize = 60;
/// Rows at the top of a table that may hold the names of its columns.
const HEADER_ROWS: u32 = 4;

/// Where a finding is and what it says, as one text.
pub fn of(audited: &Audited, finding: &Finding) -> String {
    let first = finding.places.first().copied();
    let place = first.map_or_else(String::new, |place| surroundings(audited, place, finding.suspect.is_none()));
    let area = first.map_or_else(String::new, |place| area(&audited.report.outline, place));
    // The suspect names a figure and nothing else; the message may tell more than one that it was found among.
    let says = finding.suspect.as_deref().unwrap_or(&finding.message);
    [area, place, skeleton(says)].join("\n")
}

/// The table or section: by its name in the official form if it has one, for that stays when titles are reworded.
fn area(outline: &Outline, place: Place) -> String {
    if let Some(table) = outline.tables.iter().find(|table| table.block == place.block) {
        return table.id.clone();
    }
    let before = |s: &Section| s.block < place.block || (s.block == place.block && s.heading.start <= place.start);
    let mut at = outline.sections.iter().rposition(before);
    let mut path = Vec::new();
    while let Some(index) = at {
        let section = &outline.sections[index];
        if let Some(id) = &section.id {
            path.push(id.clone());
            break;
        }
        path.push(skeleton(&section.title));
        // A parent always precedes its children, so this ends.
        at = section.parent.filter(|&parent| parent < index);
    }
    path.join("/")
}

/// What stands around a place: for a cell the names of its row and column, else how its paragraph begins; and if `near`,
/// the words at the place and before it.
fn surroundings(audited: &Audited, place: Place, near: bool) -> String {
    let text = audited.document.text_of(place);
    let at = text.floor_char_boundary(place.start);
    let end = text.floor_char_boundary(place.end.max(at));
    let words = if near { head(&skeleton(&text[at..end]), WORDS) } else { String::new() };
    match (&audited.document.blocks[place.block], place.cell) {
        (Block::Table(table), Some(cell)) => format!("{}\n{words}", names(table, cell)),
        _ => {
            let before = if near { tail(&skeleton(&text[..at]), WORDS) } else { String::new() };
            format!("{}\n{before}\n{words}", opening(text))
        }
    }
}

/// The first clause of a paragraph that says anything but a number.
fn opening(text: &str) -> String {
    let clauses = text.split(['，', '。', '；', '：', '\n']);
    clauses.map(skeleton).find(|clause| !clause.is_empty()).map_or_else(String::new, |clause| head(&clause, OPENING))
}

/// The names of a cell's row and column.
fn names(table: &Table, cell: usize) -> String {
    let this = &table.cells[cell];
    let from = table.cells.partition_point(|other| other.row < this.row);
    let row = table.cells[from..].iter().take_while(|other| other.row == this.row && other.col < this.col);
    let row: Vec<String> = row.map(|other| skeleton(&other.text)).filter(|name| !name.is_empty()).collect();
    let top = table.cells.iter().take_while(|other| other.row < HEADER_ROWS.min(this.row));
    let above = top.filter(|other| (other.col..other.col.saturating_add(other.col_span.max(1))).contains(&this.col));
    let column: Vec<String> = above.map(|other| skeleton(&other.text)).filter(|name| !name.is_empty()).collect();
    format!("{}|{}", row.join("/"), column.join("/"))
}

/// A text without white space, numbers of any kind and years; only codes of the classification stay. Full-width signs
/// become half-width ones.
fn skeleton(text: &str) -> String {
    let chars: Vec<char> = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let digits = run(&chars[at..], is_digit);
        let numeral = run(&chars[at..], is_chinese_digit);
        if digits > 0 {
            let number = number(&chars[at..]);
            if number == digits && is_code(&chars, at, digits) {
                kept.extend(&chars[at..at + digits]);
            } else if kept.ends_with(['-', '−']) {
                kept.pop();
            }
            at += number;
        } else if numeral > 0 {
            if !is_label(&chars, at, numeral) {
                kept.extend(&chars[at..at + numeral]);
            }
            at += numeral;
        } else {
            kept.push(chars[at]);
            at += 1;
        }
    }
    kept
}

fn run(chars: &[char], is: fn(char) -> bool) -> usize {
    chars.iter().take_while(|&&c| is(c)).count()
}

/// Length of the number at the beginning: digits with points and commas between them.
fn number(chars: &[char]) -> usize {
    let mut length = run(chars, is_digit);
    while matches!(chars.get(length), Some('.' | ',')) && chars.get(length + 1).is_some_and(|&c| is_digit(c)) {
        length += 1 + run(&chars[length + 1..], is_digit);
    }
    length
}

/// Whether digits are a code of the classification (类、款、项): of its lengths, and no count of anything.
fn is_code(chars: &[char], at: usize, length: usize) -> bool {
    let before = at.checked_sub(1).map(|before| chars[before]);
    let after = chars.get(at + length);
    matches!(length, 3 | 5 | 7)
        && before != Some('第')
        && !matches!(before, Some('-' | '−' | '.'))
        && !after.is_some_and(|c| c.is_alphanumeric() || *c == '%')
}

/// Whether Chinese digits are the number of a section or item, or a year, and not part of a word (一般公共服务).
fn is_label(chars: &[char], at: usize, length: usize) -> bool {
    let before = at.checked_sub(1).map(|before| chars[before]);
    match chars.get(at + length) {
        Some('、') => true,
        Some(')') => before == Some('('),
        Some('年') => length == 4,
        _ => before == Some('第'),
    }
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

const fn is_chinese_digit(c: char) -> bool {
    matches!(c, '〇' | '○' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// The half-width form of a full-width sign (U+FF01 to U+FF5E); others as they are.
fn half_width(c: char) -> char {
    match u32::from(c) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn head(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

fn tail(text: &str, count: usize) -> String {
    text.chars().skip(text.chars().count().saturating_sub(count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_amounts_leave_nothing() {
        let this = "（三）2024年度支出合计1,234.50万元，比上年减少-3.20%，第 12 项";
        let next = "（四）2025年度支出合计987万元，比上年减少0.5%，第3项";
        assert_eq!(skeleton(this), skeleton(next));
        assert_eq!(skeleton("截至二〇二四年12月31日"), "截至年月日");
        assert_eq!(skeleton("十四、预算绩效"), skeleton("十三、预算绩效"));
        assert_eq!(skeleton("第三部分"), "第部分");
    }

    #[test]
    fn words_and_codes_stay() {
        assert_eq!(skeleton("一般公共服务支出"), "一般公共服务支出");
        assert_eq!(skeleton("20103 政府办公厅"), "政府办公厅");
        assert_eq!(skeleton("2010301"), "2010301");
        assert_ne!(skeleton("2010301，没有它的上级"), skeleton("2010501，没有它的上级"));
        assert_eq!(skeleton("300万元"), skeleton("45000万元"));
    }
}
