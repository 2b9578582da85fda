use juesuan_audit::Report;
use serde::Serialize;

use crate::Locator;

/// What the page's script needs to know of a figure.
#[derive(Serialize)]
struct Figure<'a> {
    printed: &'a str,
    area: &'a str,
    subject: &'a str,
    measure: &'a str,
    year: Option<u16>,
    unit: &'a str,
    related: bool,
    neighbours: &'a [usize],
    place: String,
}

/// The figures as JSON that may stand inside a script element.
pub fn render(locator: &Locator<'_>, report: &Report) -> String {
    let figures: Vec<_> = report
        .figures
        .iter()
        .map(|figure| Figure {
            printed: &figure.printed,
            area: &figure.area,
            subject: &figure.subject,
            measure: &figure.measure,
            year: figure.year,
            unit: &figure.unit,
            related: figure.related,
            neighbours: &figure.neighbours,
            place: locator.describe(figure.place),
        })
        .collect();
    // Text, numbers and lists of them, for which JSON has no failure.
    let json = serde_json::to_string(&figures).unwrap_or_default();
    // An opening angle bracket could end the script element; the escape means the same inside a JSON string.
    json.replace('<', "\\u003c")
}
