//! One JSON object per document.

use juesuan_audit::{Finding, Proof, Severity};
use juesuan_form::Kind;
use juesuan_read::Format;
use serde::Serialize;

use crate::{
    audited::{Audit, Audited},
    failure::Failure,
    places::Locator,
};

/// Several objects as an array, or the only one when the command line named one file.
///
/// # Errors
/// None in practice: everything here can be written as JSON.
pub fn render(all: &[Audited], single: bool) -> Result<String, Failure> {
    let entries: Vec<Entry<'_>> = all.iter().map(entry).collect();
    let text = match entries.as_slice() {
        [one] if single => serde_json::to_string_pretty(one),
        _ => serde_json::to_string_pretty(&entries),
    };
    text.map(|text| text + "\n").map_err(|error| Failure::new(format!("写不出 JSON：{error}")))
}

/// What is said of one file.
#[derive(Serialize)]
#[serde(untagged)]
enum Entry<'a> {
    Read(Box<Checked<'a>>),
    Unread { document: Unread, error: &'a str },
}

#[derive(Serialize)]
struct Unread {
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
    path: String,
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

fn entry(audited: &Audited) -> Entry<'_> {
    let path = audited.path.display().to_string();
    match &audited.outcome {
        Ok(audit) => Entry::Read(Box::new(checked(path, audit))),
        Err(error) => Entry::Unread { document: Unread { path }, error },
    }
}

fn checked(path: String, audit: &Audit) -> Checked<'_> {
    let (document, report) = (&audit.document, &audit.report);
    let locator = Locator::new(document, report);
    let outline = &report.outline;
    Checked {
        document: About {
            path,
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
            read: tenths(audit.read_ms),
            understand: tenths(report.understand_ms),
            prove: tenths(report.prove_ms),
        },
    }
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
        insta::assert_snapshot!(super::render(&[testing::audited()], true).unwrap());
    }

    #[test]
    fn several_files_are_an_array() {
        let text = super::render(&[testing::audited(), testing::unreadable()], false).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value.as_array().map(Vec::len), Some(2));
        assert_eq!(value[1]["error"], "文件是空的（0 字节）。请重新下载或向提供者索取原文件");
    }
}
