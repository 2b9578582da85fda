//! The rows of tables that bear a classification code.

use juesuan_amount::{Decimal, normalize_text};
use juesuan_chart::{BASE_YEAR, Level};
use juesuan_read::{Block, Place, Table};

use crate::Context;

/// A row (or half a row, where two lists stand side by side) with code, name and figures.
#[derive(Clone, Debug)]
pub(super) struct CodeRow {
    /// 3, 5 or 7 digits.
    pub code: String,
    /// The name as printed.
    pub name: String,
    /// Where the name stands.
    pub place: Place,
    /// The figures after it, in order.
    pub figures: Vec<Decimal>,
}

/// The year whose classification holds for a document.
pub(super) fn year(context: &Context<'_>) -> u16 {
    context.outline.fiscal_year.unwrap_or(BASE_YEAR)
}

/// The coded rows of all tables, in order.
pub(super) fn all_rows(context: &Context<'_>) -> Vec<CodeRow> {
    let tables = context.document.blocks.iter().enumerate();
    tables
        .flat_map(|(block, content)| if let Block::Table(t) = content { rows(block, t) } else { Vec::new() })
        .collect()
}

/// The coded rows of the official table of an id, over all its blocks.
pub(super) fn rows_of(context: &Context<'_>, id: &str) -> Vec<CodeRow> {
    let blocks = &context.document.blocks;
    let of_table = |block: usize| match blocks.get(block) {
        Some(Block::Table(table)) => rows(block, table),
        _ => Vec::new(),
    };
    context.outline.tables.iter().filter(|found| found.id == id).flat_map(|found| of_table(found.block)).collect()
}

/// The coded rows of a table.
pub(super) fn rows(block: usize, table: &Table) -> Vec<CodeRow> {
    let mut rows = Vec::new();
    let mut start = 0;
    while let Some(first) = table.cells.get(start) {
        let end = start + table.cells[start..].iter().take_while(|cell| cell.row == first.row).count();
        read_row(block, table, start..end, &mut rows);
        start = end;
    }
    rows
}

fn read_row(block: usize, table: &Table, cells: std::ops::Range<usize>, rows: &mut Vec<CodeRow>) {
    let mut parts: Vec<String> = Vec::new();
    let mut open = false;
    for (offset, cell) in table.cells[cells.clone()].iter().enumerate() {
        let index = cells.start + offset;
        let text = normalize_text(&cell.text);
        if text.is_empty() {
            continue;
        }
        if text.bytes().all(|b| b.is_ascii_digit()) && text.len() <= 7 && named_next(table, index, cells.end) {
            parts.push(text);
            open = false;
        } else if let Some(value) = Decimal::parse(&text) {
            if open && let Some(row) = rows.last_mut() {
                row.figures.push(value);
            }
        } else {
            let (code, start) = match join(&parts) {
                Some(code) => (Some(code), 0),
                None => leading_code(&cell.text),
            };
            open = code.is_some();
            parts.clear();
            if let Some(code) = code {
                let place = Place { block, cell: Some(index), start, end: cell.text.len() };
                rows.push(CodeRow { code, name: cell.text[start..].trim().to_owned(), place, figures: Vec::new() });
            }
        }
    }
}

/// Whether the first cell with words after this one comes before any figure that is no part of a code.
fn named_next(table: &Table, index: usize, end: usize) -> bool {
    let after =
        table.cells[index + 1..end].iter().map(|cell| normalize_text(&cell.text)).filter(|text| !text.is_empty());
    for text in after.take(3) {
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Decimal::parse(&text).is_none();
        }
    }
    false
}

/// Joins `201`, `06`, `01` or takes the longest of `201`, `20106`, `2010601`.
fn join(parts: &[String]) -> Option<String> {
    let first = parts.first()?;
    let code = match parts.last() {
        Some(last) if parts.len() > 1 && last.starts_with(first.as_str()) && last.len() > first.len() => last.clone(),
        _ => parts.concat(),
    };
    Level::of(&code).is_some().then_some(code).filter(|code| code.starts_with(['2', '3', '5']))
}

/// The code at the beginning of a name, and where the name begins: `2010601行政运行`.
fn leading_code(text: &str) -> (Option<String>, usize) {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let code = join(&[text[..digits].to_owned()])
        .filter(|_| text[digits..].trim_start().starts_with(|c: char| !c.is_ascii() && c != '年'));
    let start = text.len() - text[digits..].trim_start().len();
    (code, start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_one_column_in_three_and_side_by_side() {
        let table = Table::from_rows(&[
            vec!["类", "款", "项", "科目名称", "合计"],
            vec!["", "", "", "合计", "2106.66"],
            vec!["201", "06", "01", "行政运行", "1,511.89"],
            vec!["2010602", "", "", "一般行政管理事务", ""],
            vec!["301", "", "工资福利支出", "10.00", "302"],
        ]);
        let found: Vec<_> = rows(0, &table).into_iter().map(|r| (r.code, r.name, r.figures.len())).collect();
        assert_eq!(
            found,
            [
                ("2010601".to_owned(), "行政运行".to_owned(), 1),
                ("2010602".to_owned(), "一般行政管理事务".to_owned(), 0),
                ("301".to_owned(), "工资福利支出".to_owned(), 2),
            ]
        );
        let pair = Table::from_rows(&[vec!["30101", "基本工资", "262.33", "30201", "办公费", "21.21"]]);
        let found: Vec<_> = rows(0, &pair).into_iter().map(|r| (r.code, r.figures)).collect();
        assert_eq!(found[1], ("30201".to_owned(), vec![Decimal::new(2121, 2)]));
    }
}
