//! Many documents in a table: one row for each, whether it could be read or not.

use std::io;

use serde::Serialize;

use crate::{Brief, Listed, coverage_percent, extract::plain, json::written, kind_name};

/// One document in the table.
#[derive(Serialize)]
struct Row<'a> {
    path: String,
    unit: Option<&'a str>,
    fiscal_year: Option<u16>,
    kind: Option<&'static str>,
    /// None for a document that is not audited.
    errors: Option<usize>,
    warnings: Option<usize>,
    infos: Option<usize>,
    numerals: Option<usize>,
    understood: Option<usize>,
    /// In Chinese why it could not be read.
    error: Option<&'a str>,
}

const HEADER: [&str; 10] =
    ["文件", "单位", "年度", "类别", "错误", "警告", "提示", "带单位的数字", "数字读懂", "读不出的原因"];

fn row<T>(listed: &Listed<T>) -> Row<'_> {
    let brief = listed.outcome.as_ref().ok().map(|(brief, _)| brief);
    let count = |of: fn(&Brief) -> usize| brief.filter(|brief| brief.kind.is_audited()).map(of);
    Row {
        path: listed.path.display().to_string(),
        unit: brief.and_then(|brief| brief.unit_name.as_deref()),
        fiscal_year: brief.and_then(|brief| brief.fiscal_year),
        kind: brief.map(|brief| kind_name(brief.kind)),
        errors: count(|brief| brief.errors),
        warnings: count(|brief| brief.warnings),
        infos: count(|brief| brief.infos),
        numerals: count(|brief| brief.numerals),
        understood: count(|brief| brief.understood),
        error: listed.outcome.as_ref().err().map(String::as_str),
    }
}

/// The table as CSV with a byte order mark, without which Excel takes Chinese for another encoding. Counts of a document that
/// is not audited, or could not be read, are empty.
///
/// # Errors
/// None in practice: the target is memory.
pub fn briefs_csv<T>(all: &[Listed<T>]) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(HEADER)?;
    for row in all.iter().map(row) {
        let number = |n: Option<usize>| n.map_or_else(String::new, |n| n.to_string());
        let share = row.understood.zip(row.numerals).map(|(understood, all)| coverage_percent(understood, all));
        let record = [
            plain(&row.path),
            plain(row.unit.unwrap_or_default()),
            number(row.fiscal_year.map(usize::from)),
            plain(row.kind.unwrap_or_default()),
            number(row.errors),
            number(row.warnings),
            number(row.infos),
            number(row.numerals),
            share.unwrap_or_default(),
            plain(row.error.unwrap_or_default()),
        ];
        writer.write_record(record)?;
    }
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// The table as an array of JSON objects.
#[must_use]
pub fn briefs_json<T>(all: &[Listed<T>]) -> String {
    let rows: Vec<Row<'_>> = all.iter().map(row).collect();
    written(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_row_for_each() {
        let all = [testing::listed(()), testing::unreadable()];
        let csv = String::from_utf8(briefs_csv(&all).unwrap()).unwrap();
        let rows: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(rows[1], "临江县<水利局>.pdf,临江县水利局,2024,部门决算,1,1,1,7,85.7%,");
        assert!(rows[2].starts_with("空.docx,,,,,,,,,文件是空的"), "{}", rows[2]);
        let json: serde_json::Value = serde_json::from_str(&briefs_json(&all)).unwrap();
        assert_eq!((&json[0]["errors"], &json[1]["errors"]), (&1.into(), &serde_json::Value::Null));
    }
}
