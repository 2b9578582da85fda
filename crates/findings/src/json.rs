//! One JSON object per document.

use juesuan_audit::{Finding, Proof, Severity};
use juesuan_form::Kind;
use juesuan_read::Format;
use serde::Serialize;

use crate::{Audited, Listed, Locator};

/// Several objects as an array, or the only one when the user named one file.
#[must_use]
pub fn json_list(all: &[Listed<String>], single: bool) -> String {
    let objects: Vec<String> = all.iter().map(object).collect();
    match objects.as_slice() {
        [one] if single => format!("{one}\n"),
        _ => format!("[\n{}\n]\n", objects.join(",\n")),
    }
}

/// The object of one file, whether it could be read or not.
fn object(listed: &Listed<String>) -> String {
    match &listed.outcome {
        Ok((_, object)) => object.clone(),
        Err(error) => written(&Unread { document: UnreadDocument { path: listed.path.display().to_string() }, error }),
    }
}

/// A value as JSON with line breaks.
pub fn written(value: &impl Serialize) -> String {
    // What this crate writes is text, numbers and lists of them, for which JSON has no failure.
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// What is said of a file that could not be read.
#[derive(Serialize)]
struct Unread<'a> {
    document: UnreadDocument,
    error: &'a str,
}

#[derive(Serialize)]
struct UnreadDocument {
    path: String,
}

#[derive(Serialize)]
struct Checked<'a> {
    document: About<'a>,
    coverage: Covered,
    findings: Vec<Found<'a>>,
    timing_ms: Timing,
}

#[derive(Serialize)]
struct About<'a> {
    path: &'a str,
    format: Format,
    kind: Kind,
    unit_name: Option<&'a str>,
    fiscal_year: Option<u16>,
    pages: Option<u32>,
    form: &'a str,
}

#[derive(Serialize)]
struct Covered {
    numerals: usize,
    understood: usize,
    not_understood: Vec<Words>,
}

/// Words of the document with their place.
#[derive(Serialize)]
struct Words {
    page: Option<u32>,
    section: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct Found<'a> {
    code: &'a str,
    rule: &'a str,
    severity: Severity,
    page: Option<u32>,
    section: Option<String>,
    message: &'a str,
    quotes: Vec<Words>,
    expected: Option<&'a str>,
    suspect: Option<&'a str>,
    proof: Option<&'a Proof>,
}

#[derive(Serialize)]
struct Timing {
    read: f64,
    understand: f64,
    prove: f64,
}

/// The object of a document that was checked.
#[must_use]
pub fn json(audited: &Audited) -> String {
    let (document, report) = (&audited.document, &audited.report);
    let locator = Locator::of(audited);
    let outline = &report.outline;
    written(&Checked {
        document: About {
            path: &document.path,
            format: document.format,
            kind: outline.kind,
            unit_name: outline.unit_name.as_deref(),
            fiscal_year: outline.fiscal_year,
            pages: document.pages,
            form: &outline.form,
        },
        coverage: Covered {
            numerals: report.coverage.numerals,
            understood: report.coverage.understood,
            not_understood: report.coverage.not_understood.iter().map(|&place| words(&locator, place)).collect(),
        },
        findings: report.findings.iter().map(|finding| found(&locator, finding)).collect(),
        timing_ms: Timing {
            read: tenths(audited.read_ms),
            understand: tenths(report.understand_ms),
            prove: tenths(report.prove_ms),
        },
    })
}

fn found<'a>(locator: &Locator<'_>, finding: &'a Finding) -> Found<'a> {
    let first = finding.places.first().copied();
    Found {
        code: finding.code,
        rule: finding.rule,
        severity: finding.severity,
        page: first.and_then(|place| locator.page(place)),
        section: first.and_then(|place| locator.section(place)),
        message: &finding.message,
        quotes: finding.places.iter().map(|&place| words(locator, place)).collect(),
        expected: finding.expected.as_deref(),
        suspect: finding.suspect.as_deref(),
        proof: finding.proof.as_ref(),
    }
}

fn words(locator: &Locator<'_>, place: juesuan_read::Place) -> Words {
    Words { page: locator.page(place), section: locator.section(place), text: locator.quote(place) }
}

/// Milliseconds to one decimal: more is noise.
fn tenths(ms: f64) -> f64 {
    (ms * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn one_file_is_one_object() {
        let object = super::json(&testing::audited());
        insta::assert_snapshot!(super::json_list(&[testing::listed(object)], true));
    }

    #[test]
    fn several_files_are_an_array() {
        let text = super::json_list(&[testing::listed("{}".into()), testing::unreadable()], false);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value.as_array().map(Vec::len), Some(2));
        assert_eq!(value[1]["error"], "文件是空的（0 字节）。请重新下载或向提供者索取原文件");
    }
}
