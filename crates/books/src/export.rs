use std::io::Write;

use crate::{Kind, Record};

/// A cell that no spreadsheet takes for a formula: `'` marks it as text, which reading takes away again.
fn harmless(cell: String) -> String {
    let number = || juesuan_amount::Fen::parse_yuan(&cell).is_some();
    match cell.as_bytes().first() {
        Some(b'=' | b'@' | b'\'') => format!("'{cell}"),
        Some(b'+' | b'-') if !number() => format!("'{cell}"),
        _ => cell,
    }
}

/// Writes records of one kind as a CSV file that can be imported: UTF-8 with its mark, as spreadsheets expect, and with
/// the Chinese headings. Records of other kinds are left out; words that a spreadsheet would take for a formula are marked
/// as text.
///
/// # Errors
/// As the writer says.
pub fn write_csv<'r, W: Write>(
    mut to: W,
    kind: Kind,
    records: impl IntoIterator<Item = Record<'r>>,
) -> Result<(), csv::Error> {
    write_csv_head(&mut to, kind)?;
    write_csv_rows(to, records.into_iter().filter(|record| record.kind() == kind).map(|record| record.cells()))
}

/// Writes the mark and the headings of such a file.
///
/// # Errors
/// As the writer says.
pub fn write_csv_head(mut to: impl Write, kind: Kind) -> Result<(), csv::Error> {
    to.write_all("\u{FEFF}".as_bytes())?;
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(kind.headings())?;
    Ok(writer.flush()?)
}

/// Writes a piece of such a file: the cells of records, as [`Record::cells`] gives them, in the order in which they come.
///
/// # Errors
/// As the writer says.
pub fn write_csv_rows(to: impl Write, rows: impl IntoIterator<Item = Vec<String>>) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(to);
    for cells in rows {
        writer.write_record(cells.into_iter().map(harmless))?;
    }
    Ok(writer.flush()?)
}
