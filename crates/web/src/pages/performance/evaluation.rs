//! 绩效自评: scores with why points were lost, and the report to download.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::header,
    response::IntoResponse,
};
use juesuan_books::Date;
use juesuan_desk::{
    Snapshot,
    views::{Score, evaluation},
};
use juesuan_findings::{Audited, Brief, Options};
use juesuan_report::Report;
use serde::Deserialize;

use super::{Done, frame, words};
use crate::{
    App, WebError,
    pages::{Page, page},
    shell::Shell,
    show,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "performance/evaluation.html")]
struct EvaluationPage {
    shell: Shell,
    base: String,
    day: Date,
    scores: Vec<Score>,
    /// What the report lacks.
    notices: Vec<String>,
    /// What the audit says of it, where that was asked for.
    brief: Option<Brief>,
}

/// Whether the report is to be audited.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    check: String,
}

/// The scores.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Query(asked): Query<Asked>,
) -> Page {
    let (shell, base) = frame(&app, &visitor, (year, &unit), "绩效自评", "evaluation", Done::default()).await?;
    let read = |snapshot: &Snapshot| (evaluation(snapshot), snapshot.day(), snapshot.self_evaluation());
    let (scores, day, report) = app.years.read(&app, year, &unit, read).await?;
    let report = report?;
    let notices = report.notices.clone();
    let brief =
        if asked.check.is_empty() { None } else { Some(tokio::task::spawn_blocking(move || checked(&report)).await??) };
    page(&EvaluationPage { shell, base, day, scores, notices, brief })
}

/// Audits the report as any document.
fn checked(report: &Report) -> Result<Brief, WebError> {
    let made = juesuan_render::docx(report).map_err(|error| WebError::Unusable(error.to_string()))?;
    let audited = Audited::of_bytes("绩效自评报告.docx", made, &Options::default());
    Ok(audited.map_err(|error| WebError::Unusable(error.to_string()))?.brief())
}

/// The report as a file.
pub async fn download(State(app): State<App>, Path((year, unit, kind)): Path<(u16, String, String)>) -> Page {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let report = app.years.read(&app, year, &unit, Snapshot::self_evaluation).await??;
    let made = tokio::task::spawn_blocking(move || {
        let bytes = match kind.as_str() {
            "docx" => juesuan_render::docx(&report).map(|bytes| (WORD, bytes)),
            "html" => juesuan_render::html(&report).map(|text| ("text/html; charset=utf-8", text.into_bytes())),
            _ => return Err(WebError::NotFound("这种格式的报告（有 docx 和 html）".to_owned())),
        };
        let (media, bytes) = bytes.map_err(|error| WebError::Unusable(error.to_string()))?;
        Ok((media, bytes, format!("{}.{kind}", report.title)))
    });
    let (media, bytes, name) = made.await??;
    Ok((file(media, &name), bytes).into_response())
}

/// The headers of a file that is saved.
pub(super) fn file(media: &str, name: &str) -> [(header::HeaderName, String); 2] {
    let disposition = format!("attachment; filename*=UTF-8''{}", show::path_part(name));
    [(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, disposition)]
}
