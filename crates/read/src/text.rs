//! Plain text: its encoding, its paragraphs, and tables drawn with tabs, bars or aligned columns.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_16BE, UTF_16LE};

use crate::{Block, Document, Format, Paragraph, ReadError, Table, flow};

/// Bytes that decide the encoding of a text.
const SAMPLE: usize = 64 << 10;

/// Decodes a text: UTF-8 if it is valid, UTF-16 with its mark, else by guess, where Chinese encodings come first.
///
/// # Errors
/// `UnknownFormat` if it is no text in any encoding.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    decode_as(bytes, None)
}

/// As [`decode`], with the encoding that the file itself declares.
///
/// # Errors
/// As [`decode`].
pub(crate) fn decode_as(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<String, ReadError> {
    let utf16 = match bytes {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        _ => None,
    };
    let text = match (utf16, std::str::from_utf8(bytes)) {
        (None, Ok(text)) => text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned(),
        _ => utf16.or(declared).unwrap_or_else(|| guess(bytes)).decode_with_bom_removal(bytes).0.into_owned(),
    };
    if is_junk(&text) { Err(ReadError::UnknownFormat) } else { Ok(text) }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], bytes.len() <= SAMPLE);
    match detector.guess(Some(b"cn"), Utf8Detection::Allow) {
        // GB18030 holds all of GBK and the characters added since.
        found if found == GBK => GB18030,
        found => found,
    }
}

/// More than one character in fifty that no text has: controls, or bytes that mean nothing in the encoding.
fn is_junk(text: &str) -> bool {
    let sample = || text.chars().take(SAMPLE);
    let strange = |c: char| c == '\u{FFFD}' || c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{C}' | '\u{1A}');
    sample().filter(|&c| strange(c)).count() * 50 > sample().count()
}

/// Reads plain text: one paragraph for each line that is not blank; two or more lines of cells in a row are a table. A
/// form feed begins a new page; without any, there are no pages.
#[must_use]
pub fn read_text(name: &str, text: &str) -> Document {
    let paged = text.contains('\u{C}');
    let mut blocks = Vec::new();
    let mut page = 1;
    for (number, sheet) in (1u32..).zip(text.split('\u{C}')) {
        page = number;
        let page = paged.then_some(number);
        let lines: Vec<&str> = sheet.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).collect();
        read_page(&lines, page, &mut blocks);
    }
    Document { path: name.to_owned(), format: Format::Txt, pages: paged.then_some(page), blocks }
}

fn read_page(mut lines: &[&str], page: Option<u32>, blocks: &mut Vec<Block>) {
    while let Some(first) = lines.first() {
        let (rows, used) = rows(lines);
        if rows.len() >= 2 {
            let mut table = Table::from_rows(&rows);
            table.page = page;
            table.cells.iter_mut().for_each(|cell| cell.page = page);
            blocks.push(Block::Table(table));
            lines = &lines[used..];
        } else {
            blocks.push(Block::Paragraph(Paragraph { page, ..Paragraph::new(first.trim()) }));
            lines = &lines[1..];
        }
    }
}

/// Cuts a line into cells, if it has any.
type Splitter = fn(&str) -> Option<Vec<&str>>;

/// The rows of cells at the beginning of `lines`, and how many lines they take.
fn rows<'t>(lines: &[&'t str]) -> (Vec<Vec<&'t str>>, usize) {
    // Aligned columns are only believed while their number stays the same.
    let ways: [(Splitter, bool); 3] = [(by_tabs, false), (by_bars, false), (by_columns, true)];
    let mut best = (Vec::new(), 0);
    for (split, fixed) in ways {
        let Some(count) = lines.first().and_then(|line| split(line)).map(|cells| cells.len()) else { continue };
        let mut rows: Vec<Vec<&str>> = lines
            .iter()
            .map_while(|line| split(line).or_else(|| sparse(line, count)))
            .take_while(|cells| !fixed || cells.len() == count)
            .collect();
        let used = rows.len();
        rows.retain(|cells| !is_rule(cells));
        if used > best.1 && !is_contents(&rows) {
            best = (rows, used);
        }
    }
    best
}

/// A line of dashes between the rows of a table drawn with bars.
fn is_rule(cells: &[&str]) -> bool {
    cells.iter().all(|cell| cell.contains('-') && cell.chars().all(|c| "-:= ".contains(c)))
}

/// A table of contents: numbered titles with page numbers that never fall. Its lines are paragraphs.
fn is_contents(rows: &[Vec<&str>]) -> bool {
    let page = |row: &Vec<&str>| row.last().and_then(|cell| cell.parse::<u16>().ok()).filter(|_| row.len() == 2);
    let pages: Vec<u16> = rows.iter().filter_map(page).collect();
    pages.len() == rows.len()
        && pages.is_sorted()
        && rows.iter().filter(|row| flow::is_numbered(row[0])).count() * 2 >= rows.len()
}

/// Tabs at the edges only indent a line; between words they make cells, and then leading ones are empty cells.
fn by_tabs(line: &str) -> Option<Vec<&str>> {
    line.trim().contains('\t').then(|| line.split('\t').map(str::trim).collect())
}

/// A row between tabs in which at most one cell holds anything: inside a table the number of its tabs tells it from an
/// indented line.
fn sparse(line: &str, count: usize) -> Option<Vec<&str>> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    (count > 2 && cells.len() == count).then_some(cells)
}

fn by_bars(line: &str) -> Option<Vec<&str>> {
    let line = line.trim();
    let inner = line.strip_prefix(['|', '│']).unwrap_or(line);
    let inner = inner.strip_suffix(['|', '│']).unwrap_or(inner);
    inner.contains(['|', '│']).then(|| inner.split(['|', '│']).map(str::trim).collect())
}

/// Three or more cells with at least two blanks between them.
fn by_columns(line: &str) -> Option<Vec<&str>> {
    let cells: Vec<&str> = line
        .trim()
        .split("  ")
        .flat_map(|part| part.split("\u{3000}\u{3000}"))
        .map(str::trim)
        .filter(|c| !c.is_empty())
        .collect();
    (cells.len() >= 3).then_some(cells)
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::read_text;
    use crate::{Block, ReadError, read_bytes};

    fn show(text: &str) -> Vec<String> {
        let show = |block: &Block| match block {
            Block::Paragraph(p) => p.text.clone(),
            Block::Table(t) => format!("{}x{}", t.rows, t.cols),
        };
        read_text("a", text).blocks.iter().map(show).collect()
    }

    #[test]
    fn a_row_with_one_filled_cell_stays_in_its_table() {
        let text = "项目\t决算数\t项目\t决算数\n五、事业收入\t\t五、教育支出\t1.00\n六、经营收入\t\t\t\n总计\t1.00\t总计\t1.00\n";
        let document = read_text("a.txt", text);
        assert_eq!(document.blocks.len(), 1);
        assert!(matches!(&document.blocks[0], Block::Table(table) if table.rows == 4));
    }

    #[test]
    fn lines_are_paragraphs_and_aligned_lines_are_tables() {
        assert_eq!(show(" 一、收入 \r\n\r\n收入 1  万元\n"), ["一、收入", "收入 1  万元"]);
        assert_eq!(show("甲\t1\n乙\t2\n尾"), ["2x2", "尾"]);
        assert_eq!(show("| 甲 | 1 |\n|---|---|\n| 乙 | 2 |"), ["2x2"]);
        assert_eq!(
            show("项目    预算   决算\n合计    1.00   2.00\n单位：万元     公开01表"),
            ["2x3", "单位：万元     公开01表"]
        );
        assert_eq!(show("一、概况\t1\n二、收入\t3"), ["一、概况\t1", "二、收入\t3"]);
        assert_eq!(show("甲\t1"), ["甲\t1"]);
        assert_eq!(show("\t第一段。\n\t第二段。"), ["第一段。", "第二段。"]);
        assert_eq!(show("\t预算\t决算\n合计\t1\t2"), ["2x3"]);
    }

    #[test]
    fn form_feeds_make_pages() {
        let document = read_text("a", "甲\n\u{C}乙\n\u{C}丙\t1\n丁\t2");
        assert_eq!(document.pages, Some(3));
        let pages: Vec<_> = document
            .blocks
            .iter()
            .map(|b| match b {
                Block::Paragraph(p) => p.page,
                Block::Table(t) => t.cells[0].page,
            })
            .collect();
        assert_eq!(pages, [Some(1), Some(2), Some(3)]);
        assert_eq!(read_text("a", "甲").pages, None);
    }

    #[test]
    fn chinese_encodings_are_recognised() {
        let text = "2024年度收入合计3801.19万元，其中：财政拨款收入3675.99万元，占96.71%。";
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let utf8_marked: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(text.bytes()).collect();
        for bytes in [text.as_bytes().to_vec(), utf8_marked, utf16, GB18030.encode(text).0.into_owned()] {
            let document = read_bytes("a.txt", bytes).unwrap();
            assert!(matches!(&document.blocks[0], Block::Paragraph(p) if p.text == text), "{document:?}");
        }
    }

    #[test]
    fn junk_and_misnamed_text_are_refused() {
        let junk: Vec<u8> = (0..5000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(matches!(read_bytes("a", junk), Err(ReadError::UnknownFormat)));
        assert!(matches!(read_bytes("a.pdf", b"dummy pdf content".to_vec()), Err(ReadError::Damaged(_))));
        assert!(matches!(read_bytes("a.txt", b" \n\t\n".to_vec()), Err(ReadError::NoText)));
    }
}
