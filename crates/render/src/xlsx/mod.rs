//! A workbook: one sheet for each table, in the official layout, whose totals are formulas.

mod book;
mod formats;
mod formula;
mod sheet;

use juesuan_report::Report;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::RenderError;
use book::Book;

/// Writes the tables as a workbook.
///
/// A cell holds the exact amount in the table's unit, and its number format rounds, so that formulas are true and show
/// what is printed. Where the report rounds otherwise (parts that must add up as printed), cells hold what is printed.
///
/// # Errors
/// A table that is larger than a worksheet can be.
pub fn xlsx(report: &Report) -> Result<Vec<u8>, RenderError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report)?);
    let book = Book::new(report);
    for index in 0..report.tables.len() {
        sheet::draw(workbook.add_worksheet(), &book, index)?;
    }
    if report.tables.is_empty() {
        // Excel does not open a workbook without a sheet.
        workbook.add_worksheet();
    }
    Ok(workbook.save_to_buffer()?)
}

fn properties(report: &Report) -> Result<DocProperties, RenderError> {
    let properties = DocProperties::new().set_title(&report.title).set_author(&report.unit).set_company(&report.unit);
    // The day on which the year's books close instead of the time of writing: equal reports make equal files.
    let closing = ExcelDateTime::from_ymd(report.year.clamp(1900, 9999), 12, 31)?;
    Ok(properties.set_creation_datetime(&closing))
}

#[cfg(test)]
mod tests {
    use juesuan_amount::Fen;
    use juesuan_read::{Block, Table, read_bytes};

    use super::xlsx;
    use crate::sample;

    fn tables(bytes: Vec<u8>) -> Vec<Table> {
        let document = read_bytes("a.xlsx", bytes).unwrap();
        let of = |block| if let Block::Table(table) = block { Some(table) } else { None };
        document.blocks.into_iter().filter_map(of).collect()
    }

    #[test]
    fn every_cell_shows_what_is_printed() {
        for report in [sample::report(), sample::evened()] {
            let read = tables(xlsx(&report).unwrap());
            assert_eq!(read.len(), report.tables.len());
            for (table, read) in report.tables.iter().zip(&read) {
                let top = u32::try_from(3 + table.header.len()).unwrap();
                assert_eq!(read.at(0, 0).unwrap().text, table.title);
                for (row, line) in (top..).zip(&table.rows) {
                    let written = (0u32..).zip(&line.cells).filter(|(_, cell)| !cell.text.is_empty());
                    for (column, cell) in written {
                        let shown = read.at(row, column).map_or("", |cell| cell.text.as_str());
                        assert_eq!(shown, cell.text, "{} {row},{column}", table.title);
                    }
                }
            }
        }
    }

    #[test]
    fn totals_are_formulas_over_cells() {
        let report = sample::report();
        let book = super::Book::new(&report);
        let formula = |id: &str| super::formula::of(&book, 0, id).unwrap();
        assert_eq!(formula("T3/total/total"), "=SUM(D7:E7)");
        assert_eq!(formula("T3/total/basic"), "=D8");
        assert_eq!(formula("T3/201/project"), "=SUM(E9:E11)");
        assert_eq!(super::formula::of(&book, 1, "T5/201/total").unwrap(), "='公开03表'!C8-'公开03表'!C11");
        assert!(super::formula::of(&book, 0, "T3/2010301/basic").is_none());
    }

    #[test]
    fn a_sum_that_the_cells_do_not_show_is_a_value() {
        let mut report = sample::report();
        let total = report.figures.get_mut("T3/201/project").unwrap();
        total.value = juesuan_report::Value::Money(Fen(1_000_000));
        total.printed = "1.00".to_owned();
        let book = super::Book::new(&report);
        assert!(super::formula::of(&book, 0, "T3/201/project").is_none());
    }
}
