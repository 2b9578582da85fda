//! Documents that programs have audited.

use axum::{extract::State, http::header, response::IntoResponse};
use juesuan_findings::{Audited, Options, json, read};
use juesuan_store::Upload;
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use super::{
    Answered,
    problem::ErrorBody,
    request::{Files, Place},
};
use crate::{App, WebError};

/// Documents that are audited at one time for programs: they wait, so that people do not.
static TURNS: Semaphore = Semaphore::const_new(1);

/// 要审核的文件
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes the form")]
pub struct CheckForm {
    /// 决算公开文件（docx、pdf、xlsx、xls、ods、html、txt）
    #[schema(content_media_type = "application/octet-stream")]
    file: String,
    /// 同一单位上年度的文件；可以没有
    #[schema(content_media_type = "application/octet-stream")]
    prior: Option<String>,
}

/// 审核一份决算公开文件。文件不保存。
#[utoipa::path(post, path = "/api/v1/d/{year}/{unit}/findings", tag = "审核",
    params(("year" = u16, Path, description = "年度"), ("unit" = String, Path, description = "单位代码")),
    request_body(content = CheckForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "同 juesuan check --format json：document、coverage、findings[]（severity 为 error、warning、info）", body = Value),
        (status = 413, description = "太大", body = ErrorBody), (status = 422, description = "读不出", body = ErrorBody)))]
pub async fn check(State(_): State<App>, _: Place, form: Files) -> Answered {
    let (mut document, mut prior) = (None, None);
    for (field, file) in form.files {
        let slot = if field == "prior" { &mut prior } else { &mut document };
        *slot = Some(file);
    }
    let document = document.ok_or_else(|| WebError::Unusable("没有文件。请把文件放在表单的 file 项里".to_owned()))?;
    let _turn = TURNS.acquire().await;
    let audited = tokio::task::spawn_blocking(move || audit(&document, prior.as_ref())).await?;
    let text = audited.map_err(WebError::Unusable)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

fn audit(document: &Upload, prior: Option<&Upload>) -> Result<String, String> {
    let bytes = |file: &Upload| file.content.to_vec();
    let prior = prior.map(|file| read(&file.name, bytes(file))).transpose();
    let prior = prior.map_err(|failure| format!("上年度文件：{failure}"))?;
    let options = Options { prior: prior.as_ref(), ..Options::default() };
    let audited = Audited::of_bytes(&document.name, bytes(document), &options);
    audited.map(|audited| json(&audited)).map_err(|failure| failure.to_string())
}
