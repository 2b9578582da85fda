//! One JSON object per document.

use std::path::Path;

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
pub fn join(all: &[Audited<String>], single: bool) -> Result<String, Failure> {
    let objects: Vec<String> = all.iter().map(object).collect::<Result<_, _>>()?;
    match objects.as_slice() {
        [one] if single => Ok(format!("{one}\n")),
        _ => Ok(format!("[\n{}\n]\n", objects.join(",\n"))),
    }
}

/// The object of one file, whether it could be read or not.
fn object(audited: &Audited<String>) -> Result<String, Failure> {
    match &audited.outcome {
        Ok((_, object)) => Ok(object.clone()),
        Err(error) => write(&Unread { document: UnreadDocument { path: audited.path.display().to_string() }, error }),
    }
}

fn write(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map_err(|error| Failure::new(format!("写不出 JSON：{error}")))
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

/// The object of a document that was checked.
///
/// # Errors
/// As [`join`].
pub fn checked(path: &Path, audit: &Audit) -> Result<String, Failure> {
    let (document, report) = (&audit.document, &audit.report);
    let locator = Locator::new(document, report);
    let outline = &report.outline;
    write(&Checked {
        document: About {
            path: path.display().to_string(),
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
        let (path, audit) = testing::audit();
        let object = super::checked(&path, &audit).unwrap();
        insta::assert_snapshot!(super::join(&[testing::audited(object)], true).unwrap());
    }

    #[test]
    fn several_files_are_an_array() {
        let text = super::join(&[testing::audited("{}".into()), testing::unreadable()], false).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value.as_array().map(Vec::len), Some(2));
        assert_eq!(value[1]["error"], "文件是空的（0 字节）。请重新下载或向提供者索取原文件");
    }
}
