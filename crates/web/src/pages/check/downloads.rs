//! What is taken away of a check: reports, findings and figures as files.

use axum::{
    extract::{Path, State},
    http::{HeaderName, header},
    response::IntoResponse,
};
use juesuan_findings::{
    Audited, COMMENTED_SUFFIX, Listed, commented_docx, figures_csv, html, json, sarif, sarif_results,
};

use super::work;
use crate::{App, WebError, pages::Page, show, visitor::Visitor};

/// A form in which a check is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Commented,
    Report,
    Json,
    Sarif,
    Figures,
}

impl Form {
    /// The form of a name in the address.
    fn named(name: &str) -> Option<Self> {
        match name {
            "commented.docx" => Some(Self::Commented),
            "report.html" => Some(Self::Report),
            "findings.json" => Some(Self::Json),
            "findings.sarif" => Some(Self::Sarif),
            "figures.csv" => Some(Self::Figures),
            _ => None,
        }
    }

    /// What comes after the name of the checked file, and the media type.
    const fn ending(self) -> (&'static str, &'static str) {
        match self {
            Self::Commented => {
                (COMMENTED_SUFFIX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
            }
            Self::Report => (".审核报告.html", "text/html; charset=utf-8"),
            Self::Json => (".审核.json", "application/json"),
            Self::Sarif => (".审核.sarif", "application/sarif+json"),
            Self::Figures => (".数字.csv", "text/csv; charset=utf-8"),
        }
    }

    /// The file. It says in Chinese why there is none.
    fn make(self, audited: &Audited, original: &[u8]) -> Result<Vec<u8>, String> {
        match self {
            Self::Commented => commented_docx(audited, original),
            Self::Report => Ok(html(audited).into_bytes()),
            Self::Json => Ok(json(audited).into_bytes()),
            Self::Sarif => {
                let outcome = Ok((audited.brief(), sarif_results(audited)));
                Ok(sarif(&[Listed { path: audited.document.path.as_str().into(), outcome }]).into_bytes())
            }
            Self::Figures => figures_csv(audited).map_err(|error| error.to_string()),
        }
    }
}

/// One file of a check.
pub async fn file(State(app): State<App>, visitor: Visitor, Path((id, name)): Path<(String, String)>) -> Page {
    let form = Form::named(&name).ok_or_else(|| WebError::NotFound(format!("下载“{name}”")))?;
    let (_, checked) = work::own(&app, &visitor, &id)?;
    let audited = work::audited(&app, &checked).await?;
    let original = checked.file.clone();
    let made =
        tokio::task::spawn_blocking(move || form.make(&audited, original.as_ref().map_or(&[][..], |file| &file.bytes)));
    let bytes = made.await?.map_err(WebError::Unusable)?;
    let (ending, media) = form.ending();
    let stem = checked.name.rsplit('/').next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    Ok(attached(&format!("{stem}{ending}"), media, bytes).into_response())
}

/// A file for the browser to keep, under a name that may be Chinese.
pub fn attached(name: &str, media: &'static str, bytes: Vec<u8>) -> impl IntoResponse + use<> {
    let disposition = format!("attachment; filename*=UTF-8''{}", show::path_part(name));
    let headers: [(HeaderName, String); 2] =
        [(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, bytes)
}
