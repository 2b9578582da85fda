//! The figures of a document as a table.

use std::io;

use juesuan_audit::FigureSummary;
use serde::Serialize;

use crate::{Audited, Locator, json::written};

/// One figure of a document.
#[derive(Serialize)]
struct Row<'a> {
    page: Option<u32>,
    area: &'a str,
    subject: &'a str,
    measure: &'a str,
    year: Option<u16>,
    printed: &'a str,
    unit: &'a str,
    place: String,
    checked: bool,
}

const HEADER: [&str; 9] = ["页码", "表或章节", "项目", "指标", "年度", "数字", "单位", "位置", "参与核对"];

fn rows(audited: &Audited) -> Vec<Row<'_>> {
    let locator = Locator::of(audited);
    audited.report.figures.iter().map(|figure| row(&locator, figure)).collect()
}

fn row<'a>(locator: &Locator<'_>, figure: &'a FigureSummary) -> Row<'a> {
    Row {
        page: locator.page(figure.place),
        area: &figure.area,
        subject: &figure.subject,
        measure: &figure.measure,
        year: figure.year,
        printed: &figure.printed,
        unit: &figure.unit,
        place: locator.describe(figure.place),
        checked: figure.related,
    }
}

/// The figures of a document that was checked with [`crate::Options::figures`], as CSV with a byte order mark, without which Excel takes Chinese for another encoding.
///
/// # Errors
/// None in practice: the target is memory.
pub fn figures_csv(audited: &Audited) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(HEADER)?;
    for row in rows(audited) {
        let number = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
        let record = [
            number(row.page),
            plain(row.area),
            plain(row.subject),
            plain(row.measure),
            number(row.year.map(u32::from)),
            plain(row.printed),
            plain(row.unit),
            plain(&row.place),
            if row.checked { "是" } else { "否" }.to_owned(),
        ];
        writer.write_record(record)?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// A text that a spreadsheet takes as text even where a document has words that look like a formula.
pub fn plain(text: &str) -> String {
    let negative = text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if !negative && text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() }
}

/// JSON with the same rows.
#[must_use]
pub fn figures_json(audited: &Audited) -> String {
    written(&rows(audited))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn csv_opens_in_excel() {
        let bytes = figures_csv(&testing::audited()).unwrap();
        insta::assert_snapshot!(String::from_utf8(bytes).unwrap());
    }

    #[test]
    fn formulas_are_text() {
        assert_eq!(plain("=cmd()"), "'=cmd()");
        assert_eq!(plain("-3.20"), "-3.20");
    }
}
