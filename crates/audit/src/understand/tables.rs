use std::collections::{BTreeMap, HashMap};

use juesuan_amount::{Money, MoneyUnit};
use juesuan_form::{CellValue, FigureCell, TableMatch, table_unit};
use juesuan_read::{Block, Document, Place, Table};

use super::{Figure, Key, Measure, Period, Value};

/// Understands the figure cells of the official tables: each becomes a figure of the table's area, with the row's code or
/// id and the column's id. A cell with other words than a figure, or in a row without a name, is a figure without a key.
/// Figures come in document order.
#[must_use]
pub fn understand_tables(document: &Document, tables: &[TableMatch]) -> Vec<Figure> {
    let mut figures = Vec::new();
    // How often each row of an area has been printed, over all blocks of a table.
    let mut printed: HashMap<String, BTreeMap<String, usize>> = HashMap::new();
    // A table that does not say its unit has that of the one above; the first, that of any that says it.
    let mut unit_above = tables.iter().find_map(|found| table_unit(document, found)).unwrap_or(MoneyUnit::Wan);
    for found in tables {
        let Some(Block::Table(table)) = document.blocks.get(found.block) else { continue };
        let unit = table_unit(document, found).unwrap_or(unit_above);
        unit_above = unit;
        let rows = printed.entry(found.id.clone()).or_default();
        for cell in &found.layout.cells {
            let row = cell.row.as_ref().map(|row| match rows.get(row) {
                Some(&block) if block != found.block => format!("{row}#{}", found.block),
                _ => row.clone(),
            });
            figures.extend(figure(table, found, unit, cell, row));
        }
        for row in found.layout.cells.iter().filter_map(|cell| cell.row.clone()) {
            rows.entry(row).or_insert(found.block);
        }
    }
    figures.sort_by_key(|figure| figure.place);
    figures
}

fn figure(
    table: &Table,
    found: &TableMatch,
    unit: MoneyUnit,
    cell: &FigureCell,
    row: Option<String>,
) -> Option<Figure> {
    let text = &table.cells[cell.cell].text;
    let start = text.len() - text.trim_start().len();
    let place = Place { block: found.block, cell: Some(cell.cell), start, end: start + text.trim().len() };
    let count = count_unit(&cell.subject);
    let (value, understood) = match cell.value {
        CellValue::Blank => (Value::Blank, true),
        CellValue::Number(value) if count.is_some() => (Value::Number(value), true),
        CellValue::Number(value) => (Value::Money(Money { value, unit }), true),
        CellValue::Words if cell.row.is_some() || text.contains(|c: char| c.is_numeric()) => (Value::Blank, false),
        CellValue::Words => return None,
    };
    let period = if cell.prior { Period::Prior } else { Period::Current };
    let key = row.filter(|_| understood).map(|row| Key {
        area: found.id.as_str().into(),
        row: row.into(),
        measure: Measure::Column(cell.column.as_str().into()),
        period,
    });
    let unit = count.unwrap_or(unit.name()).to_owned();
    Some(Figure { place, value, unit, key, subject: cell.subject.clone() })
}

/// The unit of a row that counts things and not money: `因公出国（境）团组数（个）`.
fn count_unit(subject: &str) -> Option<&str> {
    let inner = subject.trim_end().strip_suffix(['）', ')'])?;
    let (_, unit) = inner.rsplit_once(['（', '('])?;
    matches!(unit, "个" | "人" | "人次" | "辆" | "台" | "批" | "批次" | "次" | "台/套" | "家" | "天").then_some(unit)
}
