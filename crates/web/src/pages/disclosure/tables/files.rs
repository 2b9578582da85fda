//! The whole disclosure as a file.

use axum::{
    extract::{Path, Query, State},
    http::header,
    response::IntoResponse,
};
use juesuan_render as render;
use juesuan_report::Report;

use super::{self as tables, choice::Choice};
use crate::{App, WebError, pages::Page, show};

/// Kinds of files: as the address names it, media type, how the file's name ends.
const KINDS: [(&str, &str, &str); 5] = [
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "公开表.xlsx"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "公开.docx"),
    ("html", "text/html; charset=utf-8", "公开.html"),
    ("json", "application/json", "公开.json"),
    ("data", "application/zip", "开放数据.zip"),
];

/// The disclosure as a file to keep.
pub async fn download(
    State(app): State<App>,
    Path((year, unit, kind)): Path<(u16, String, String)>,
    Query(choice): Query<Choice>,
) -> Page {
    let Some((kind, media, ending)) = KINDS.into_iter().find(|(name, ..)| *name == kind) else {
        let kinds = KINDS.map(|(name, ..)| name).join("、");
        return Err(WebError::NotFound(format!("这种文件。可以下载：{kinds}")));
    };
    let filled = tables::filled(&app, year, &unit, &choice).await?;
    let name = format!("{}{ending}", filled.report.title);
    let content = tokio::task::spawn_blocking(move || written(&filled.report, kind)).await?;
    let content = content.map_err(|error| WebError::Unusable(error.to_string()))?;
    // A file to keep, never shown here: a page of it would run with this site's rights.
    let disposition = format!("attachment; filename*=UTF-8''{}", show::path_part(&name));
    Ok(([(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, disposition)], content)
        .into_response())
}

fn written(report: &Report, kind: &str) -> Result<Vec<u8>, render::RenderError> {
    match kind {
        "xlsx" => render::xlsx(report),
        "docx" => render::docx(report),
        "html" => Ok(render::html(report)?.into_bytes()),
        "json" => Ok(render::json(report)?.into_bytes()),
        _ => render::zipped_data_package(report),
    }
}
