//! Cells of spreadsheets as the texts that a CSV file would hold.

use calamine::{Data, DataRef, ExcelDateTime};

/// A number from here on has lost digits in the spreadsheet.
const EXACT: f64 = 1e15;

/// The text of a cell.
pub(super) fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => number(*n),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(date) => day(date),
        DataRef::Error(error) => error.to_string(),
    }
}

/// The text of a cell that is in memory.
pub(super) fn text_of(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(n) => n.to_string(),
        Data::Float(n) => number(*n),
        Data::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(date) => day(date),
        Data::Error(error) => error.to_string(),
    }
}

/// The shortest decimal that the number can mean; the noise of sums in floating point is dropped.
fn number(value: f64) -> String {
    if value.abs() >= EXACT {
        // As the spreadsheet shows it, which tells the reader of numbers that digits are lost.
        return format!("{value:E}").replace('E', "E+");
    }
    let noise = value.abs() * 2e-15 + 1e-9;
    for places in 0..=6_usize {
        let rounded = format!("{value:.places$}");
        if rounded.parse::<f64>().is_ok_and(|rounded| (rounded - value).abs() < noise) {
            return rounded;
        }
    }
    value.to_string()
}

fn day(date: &ExcelDateTime) -> String {
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    if date.is_datetime() && date.as_f64() >= 1.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        number(date.as_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_said_shortly() {
        for (value, text) in [
            (0.1 + 0.2, "0.3"),
            (2_010_301.0, "2010301"),
            (-1234.5, "-1234.5"),
            (123_456_789.12, "123456789.12"),
            (99_999_999_999.99, "99999999999.99"),
            (3_801.190_001, "3801.190001"),
            (1.005, "1.005"),
            (0.0, "0"),
            (2.024_010_100_000_000_3e17, "2.0240101000000003E+17"),
        ] {
            assert_eq!(number(value), text);
        }
    }
}
