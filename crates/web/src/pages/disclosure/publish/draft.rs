//! The disclosure as it would be published now: rendered, audited, and ready to be frozen.

use juesuan_findings::{Audited, Options, ReadFailure, severity_name, view};
use juesuan_render::RenderError;
use juesuan_report::{Report, Rounding, Value};
use juesuan_store::{FigureMeasure, PublishedFigure, PublishedFile};

use crate::{App, WebError};

/// The name of the document in every version.
pub const DOCUMENT: &str = "决算公开.html";

/// What stands in the ids of scores, which are points in hundredths and nothing to be compared.
const SCORES: &str = "score/";

/// A finding of the audit, as the page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// `error`, `warning`, `info`: the class of its tag.
    pub class: &'static str,
    /// 错误, 警告, 提示
    pub severity: &'static str,
    /// Code of the rule.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: String,
    /// The words in question, with those around them.
    pub clause: String,
}

/// What the audit says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Findings that are proven: with one of them nothing is frozen.
    pub errors: Vec<Listed>,
    /// What else may be wrong.
    pub others: Vec<Listed>,
}

/// The report of a unit's year by a form (empty for the national one), and the last entry of the log that is in it.
///
/// # Errors
/// When the books cannot be read, or there is no such form.
pub async fn report(app: &App, year: u16, unit: &str, form: &str) -> Result<(Report, i64), WebError> {
    let form = Some(form).filter(|form| !form.is_empty());
    let read = app.years.read(app, year, unit, |it| (it.report(form, Rounding::Honest), it.entry())).await?;
    Ok((read.0?, read.1))
}

/// Audits a rendered document. Takes tens of milliseconds: not on a thread that serves others.
///
/// # Errors
/// When the audit cannot be run.
pub fn audit(html: &str) -> Result<Checked, ReadFailure> {
    let audited = Audited::of_bytes(DOCUMENT, html.as_bytes().to_vec(), &Options::default())?;
    let mut checked = Checked::default();
    for found in view::View::of(&audited).findings {
        let is_error = found.severity == view::SEVERITIES[0];
        let (list, class) = match is_error {
            true => (&mut checked.errors, "error"),
            false if found.severity == view::SEVERITIES[1] => (&mut checked.others, "warning"),
            false => (&mut checked.others, "info"),
        };
        let first = found.quotes.first();
        list.push(Listed {
            class,
            severity: severity_name(found.severity),
            code: found.code,
            message: found.message.to_owned(),
            place: first.map(|quote| quote.place.clone()).unwrap_or_default(),
            clause: first.map(|quote| quote.clause.clone()).unwrap_or_default(),
        });
    }
    Ok(checked)
}

/// The files of a version.
///
/// # Errors
/// When one cannot be written.
pub fn files(report: &Report, html: String) -> Result<Vec<PublishedFile>, RenderError> {
    let file = |name: &str, media: &str, content: Vec<u8>| PublishedFile {
        name: name.to_owned(),
        media: media.to_owned(),
        content: content.into(),
    };
    const OFFICE: &str = "application/vnd.openxmlformats-officedocument";
    Ok(vec![
        file(DOCUMENT, "text/html; charset=utf-8", html.into_bytes()),
        file("决算公开.docx", &format!("{OFFICE}.wordprocessingml.document"), juesuan_render::docx(report)?),
        file("决算公开表.xlsx", &format!("{OFFICE}.spreadsheetml.sheet"), juesuan_render::xlsx(report)?),
        file("决算公开.json", "application/json", juesuan_render::json(report)?.into_bytes()),
        file("开放数据.zip", "application/zip", juesuan_render::zipped_data_package(report)?),
    ])
}

/// The figures of a version that can be compared: money, and numbers of things.
pub fn figures(report: &Report) -> Vec<PublishedFigure> {
    let figure = |(id, figure): (&String, &juesuan_report::Figure)| {
        let (measure, amount) = match figure.value {
            Value::Money(amount) => (FigureMeasure::Fen, amount.0),
            Value::Count(count) if !id.starts_with(SCORES) => (FigureMeasure::Count, count),
            Value::Count(_) | Value::Quantity(_) | Value::Percent(_) => return None,
        };
        Some(PublishedFigure { figure: id.clone(), label: figure.label.clone(), measure, amount })
    };
    report.figures.iter().filter_map(figure).collect()
}

/// What somebody looked at, to know later whether it is still the same.
pub fn digest(html: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(html.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
