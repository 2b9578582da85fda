use std::collections::BTreeMap;

use juesuan_report::{Figure, Report, Value};
use serde::Serialize;

use crate::{explain, money};

/// What the page's script shows of a figure. Keys are short: a page holds thousands of figures.
#[derive(Serialize)]
struct Shown<'a> {
    /// What it is.
    l: &'a str,
    /// As printed.
    p: &'a str,
    /// Exactly.
    e: String,
    /// Where it comes from.
    s: String,
    /// Its parts: sign and id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    f: Vec<(&'static str, &'a str)>,
}

/// The figures as JSON that may stand inside a script element.
pub(super) fn render(report: &Report) -> Result<String, serde_json::Error> {
    let shown = |figure| Shown::from(figure);
    let figures: BTreeMap<&str, Shown<'_>> =
        report.figures.iter().map(|(id, figure)| (id.as_str(), shown(figure))).collect();
    let json = serde_json::to_string(&figures)?;
    // An opening angle bracket could end the script element; the escape means the same inside a JSON string.
    Ok(json.replace('<', "\\u003c"))
}

impl<'a> From<&'a Figure> for Shown<'a> {
    fn from(figure: &'a Figure) -> Self {
        let parts = explain::parts(&figure.formula);
        Self {
            l: &figure.label,
            p: &figure.printed,
            e: figure.exact(),
            s: explain::source(&figure.formula),
            f: parts.into_iter().map(|part| (part.sign, part.id.as_str())).collect(),
        }
    }
}

/// The value of a figure for machines: 元 with two decimals, a number of pieces, a quantity, a percentage.
pub(super) fn value(figure: &Figure) -> String {
    match figure.value {
        Value::Money(amount) => money::yuan(amount),
        Value::Count(count) => count.to_string(),
        Value::Quantity(quantity) => quantity.to_string(),
        Value::Percent(percent) => percent.map_or_else(String::new, |percent| percent.0.to_string()),
    }
}
