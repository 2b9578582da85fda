use juesuan_report::Formula;
use rust_xlsxwriter::utility::row_col_to_cell;

use super::book::{Book, Place};

/// Deeper than this, a sum of sums is written as a value.
const DEPTH: u32 = 8;
/// Most terms of a formula; Excel takes 255 arguments and 8,192 characters.
const TERMS: usize = 200;

/// The formula of a figure at home on a sheet (`=SUM(C5:C8)-D5`), if it is a sum of figures in cells and comes to what
/// its own cell holds.
pub(super) fn of(book: &Book<'_>, sheet: usize, id: &str) -> Option<String> {
    let mut terms = Vec::new();
    expand(book, id, 1, DEPTH, &mut terms)?;
    let parts = terms.iter().map(|(sign, id)| Some(i128::from(*sign) * book.addend(id)?));
    let sum: i128 = parts.sum::<Option<i128>>()?;
    (sum == book.addend(id)?).then(|| write(book, sheet, &terms))
}

/// Whether a figure is a sum of figures in cells that show another total than its own, as rounding makes them.
pub(super) fn is_rounded_apart(book: &Book<'_>, sheet: usize, id: &str) -> bool {
    let mut terms = Vec::new();
    expand(book, id, 1, DEPTH, &mut terms).is_some() && of(book, sheet, id).is_none()
}

/// Lists the parts of a sum with their signs. A part that is not in a cell is replaced by its own parts.
fn expand<'a>(book: &Book<'a>, id: &str, sign: i8, depth: u32, terms: &mut Vec<(i8, &'a str)>) -> Option<()> {
    let Formula::Sum(parts) = &book.report.figures.get(id)?.formula else { return None };
    for (own, part) in parts {
        let sign = sign.checked_mul(*own)?;
        if book.place(part).is_some() {
            terms.push((sign, part));
        } else {
            expand(book, part, sign, depth.checked_sub(1)?, terms)?;
        }
        if terms.len() > TERMS {
            return None;
        }
    }
    (!terms.is_empty()).then_some(())
}

/// Writes the terms; what is added stands in ranges where cells adjoin.
fn write(book: &Book<'_>, sheet: usize, terms: &[(i8, &str)]) -> String {
    let places = |sign: i8| {
        let of_sign = terms.iter().filter(move |term| term.0 == sign);
        of_sign.filter_map(|(_, id)| book.place(id)).collect::<Vec<_>>()
    };
    let added = ranges(&places(1));
    let added: Vec<String> = added.into_iter().map(|range| reference(book, sheet, range)).collect();
    let mut text = match added.as_slice() {
        [] => "=".to_owned(),
        [one] if !one.contains(':') => format!("={one}"),
        [one, other] if !one.contains(':') && !other.contains(':') => format!("={one}+{other}"),
        several => format!("=SUM({})", several.join(",")),
    };
    for place in places(-1) {
        text.push('-');
        text.push_str(&reference(book, sheet, (place, place)));
    }
    text
}

/// Joins places that adjoin, down a column or along a row, in the order given.
fn ranges<'a>(places: &[Place<'a>]) -> Vec<(Place<'a>, Place<'a>)> {
    let mut ranges: Vec<(Place<'a>, Place<'a>)> = Vec::new();
    for &place in places {
        if let Some((first, last)) = ranges.last_mut()
            && first.sheet == place.sheet
        {
            let goes_down = first.column == place.column && last.column == place.column && place.row == last.row + 1;
            let goes_right = first.row == place.row && last.row == place.row && place.column == last.column + 1;
            if goes_down || goes_right {
                *last = place;
                continue;
            }
        }
        ranges.push((place, place));
    }
    ranges
}

fn reference(book: &Book<'_>, sheet: usize, (first, last): (Place<'_>, Place<'_>)) -> String {
    let cells = if first == last {
        row_col_to_cell(first.row, first.column)
    } else {
        format!("{}:{}", row_col_to_cell(first.row, first.column), row_col_to_cell(last.row, last.column))
    };
    match book.names.get(first.sheet) {
        Some(name) if first.sheet != sheet => format!("'{name}'!{cells}"),
        _ => cells,
    }
}
