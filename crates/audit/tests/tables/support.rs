use juesuan_amount::Decimal;
use juesuan_audit::understand::{Figure, Key, Measure, Period, Value, understand_tables};
use juesuan_form::match_tables;
use juesuan_read::{Block, Document, Format, Paragraph, Table};

/// A document of blocks.
pub fn document(blocks: Vec<Block>) -> Document {
    Document { path: "test".into(), format: Format::Txt, pages: None, blocks }
}

/// A paragraph.
pub fn text(words: &str) -> Block {
    Block::Paragraph(Paragraph::new(words))
}

/// A table whose rows are lines and whose cells are parted by `|`. A cell `<` continues the one to its left, `^` the one
/// above.
pub fn table(lines: &str) -> Block {
    let rows: Vec<Vec<&str>> = lines.trim().lines().map(|l| l.trim().split('|').map(str::trim).collect()).collect();
    let mut table = Table::from_rows(&rows);
    for (row, texts) in rows.iter().enumerate() {
        for (col, text) in texts.iter().enumerate() {
            let covers = |t: &juesuan_read::Cell, r: usize, c: usize| {
                (t.row as usize, t.col as usize) <= (r, c)
                    && r < (t.row + t.row_span) as usize
                    && c < (t.col + t.col_span) as usize
            };
            match *text {
                "<" => {
                    let left = table.cells.iter_mut().find(|t| covers(t, row, col - 1)).unwrap();
                    left.col_span = left.col_span.max(u32::try_from(col).unwrap() - left.col + 1);
                }
                "^" => {
                    let above = table.cells.iter_mut().find(|t| covers(t, row - 1, col)).unwrap();
                    above.row_span = above.row_span.max(u32::try_from(row).unwrap() - above.row + 1);
                }
                _ => {}
            }
        }
    }
    table.cells.retain(|cell| !matches!(cell.text.as_str(), "<" | "^"));
    Block::Table(table)
}

/// The figures of the tables of a document.
pub fn figures(document: &Document) -> Vec<Figure> {
    understand_tables(document, &match_tables(document))
}

/// The key `T3[201].basic`.
pub fn key(text: &str) -> Key {
    let (area, rest) = text.split_once('[').unwrap();
    let (row, column) = rest.split_once("].").unwrap();
    Key { area: area.into(), row: row.into(), measure: Measure::Column(column.into()), period: Period::Current }
}

/// What is printed for a key: the digits, an empty text for a blank; none if there is no figure.
pub fn printed(figures: &[Figure], key_text: &str) -> Option<String> {
    let key = key(key_text);
    let mut found = figures.iter().filter(|figure| figure.key.as_ref() == Some(&key));
    let figure = found.next()?;
    assert!(found.next().is_none(), "{key_text} is bound twice");
    Some(match figure.value {
        Value::Money(money) => money.value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Percent(percent) => percent.to_string(),
        Value::Blank => String::new(),
    })
}

/// Asserts what is printed for keys.
pub fn assert_printed(figures: &[Figure], expected: &[(&str, &str)]) {
    for (key, digits) in expected {
        assert_eq!(printed(figures, key).as_deref(), Some(*digits), "{key}: {:#?}", keys(figures));
    }
}

/// All keys, for messages.
pub fn keys(figures: &[Figure]) -> Vec<String> {
    let key = |f: &Figure| f.key.as_ref().map(|k| format!("{}[{}].{:?}", k.area, k.row, k.measure));
    figures.iter().map(|f| format!("{} {:?}", key(f).unwrap_or_else(|| "?".into()), f.value)).collect()
}

/// Digits as a figure's value prints them.
pub fn digits(text: &str) -> String {
    Decimal::parse(text).unwrap().to_string()
}
