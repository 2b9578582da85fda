use std::collections::HashSet;

use juesuan_report::{Align, Report, Row, Table, Value};

use super::descriptor::FIELDS;
use crate::{RenderError, header, money};

/// The figures of a table in long form: a row for each, blank cells of value zero among them.
pub(super) fn csv(report: &Report, table: &Table) -> Result<Vec<u8>, RenderError> {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    out.write_record(FIELDS.map(|field| field.name))?;
    let year = report.year.to_string();
    let heads: Vec<String> = (0..table.columns.len()).map(|at| header::path(table, at).join("/")).collect();
    // A figure that a table prints twice is one row: its id is the key.
    let mut seen = HashSet::new();
    for row in &table.rows {
        for (at, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
            let Some((id, figure)) = cell.figure.as_ref().and_then(|id| Some((id, report.figures.get(id)?))) else {
                continue;
            };
            // The tables hold money; anything else has no amount.
            let Value::Money(amount) = figure.value else { continue };
            if !seen.insert(id) {
                continue;
            }
            let (code, name) = (label(table, row, at, Align::Centre), label(table, row, at, Align::Left));
            let amount = money::yuan(amount);
            let record =
                [&report.unit, &year, &table.id, id.as_str(), code, name, &column.id, &heads[at], amount.as_str()];
            out.write_record(record)?;
        }
    }
    out.into_inner().map_err(|error| RenderError::Io(error.into_error()))
}

/// The nearest label to the left of a cell: the name (set left) or the code or line number (centred) of its row. Where a
/// label covers the one asked for, there is none.
fn label<'a>(table: &Table, row: &'a Row, at: usize, align: Align) -> &'a str {
    let before = row.cells.iter().zip(&table.columns).take(at).rev();
    let labels = before.filter(|(cell, column)| cell.figure.is_none() && column.align == align);
    let nearest = labels.map(|(cell, _)| cell.text.as_str()).next().unwrap_or("");
    // 合计 stands where codes do, over the names.
    let is_covering = |align: Align| {
        let mut before = row.cells.iter().zip(&table.columns).take(at).rev();
        before.find(|(cell, column)| column.align == align && cell.covers > 0).map(|(cell, _)| cell.text.as_str())
    };
    match align {
        Align::Left if nearest.is_empty() => is_covering(Align::Centre).unwrap_or(""),
        Align::Centre if is_covering(Align::Centre).is_some() => "",
        _ => nearest,
    }
}
