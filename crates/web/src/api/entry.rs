//! What programs bring into the books: files of records, and evidence.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use juesuan_books::{Kind, Summary};
use juesuan_store::{Answer, Done, Imported, Once, Refused, Upload};
use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use utoipa::ToSchema;

use super::{
    Answered, ApiError,
    problem::ErrorBody,
    request::{Files, Key, Place, Whole},
};
use crate::{App, WebError, visitor::Visitor};

/// 入账的结果
#[derive(Debug, Serialize, ToSchema)]
pub struct Entered {
    /// 日志的条号；没有新记录时为 null
    entry: Option<i64>,
    /// 各类记录：新记的和账簿里已有、跳过的
    records: BTreeMap<&'static str, EnteredCount>,
    /// 没有记录、未读的文件和工作表
    ignored: Vec<String>,
}

/// 一类记录的数目
#[derive(Debug, Serialize, ToSchema)]
struct EnteredCount {
    /// 新记的
    new: u64,
    /// 已有、跳过的
    repeated: u64,
}

/// 导入的文件
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes the form")]
pub struct ImportForm {
    /// 一个或多个文件（csv、xlsx、xls、ods、jsonl），同命令行的导入
    #[schema(content_media_type = "application/octet-stream")]
    file: Vec<String>,
}

/// 导入文件，直接入账。一次全部入账或全部不入账；账簿里已有的记录跳过。
#[utoipa::path(post, path = "/api/v1/d/{year}/{unit}/imports", tag = "入账",
    params(("year" = u16, Path, description = "年度"), ("unit" = String, Path, description = "单位代码；文件只能有该单位及其下属单位的记录"),
        ("Idempotency-Key" = String, Header, description = "幂等键：重发时用原来的键，只记一次，回答不变；保留一周")),
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 201, description = "已入账", body = Entered), (status = 200, description = "没有新的记录", body = Entered),
        (status = 409, description = "键已用于别的请求", body = ErrorBody), (status = 413, description = "太大", body = ErrorBody),
        (status = 422, description = "有问题，没有入账", body = ErrorBody)))]
pub async fn import(State(app): State<App>, visitor: Visitor, place: Place, Key(key): Key, files: Files) -> Answered {
    let files = files.files.into_iter().map(|(_, file)| file).collect();
    enter(&app, &visitor, &place, &key, files, None).await
}

/// 报送佐证：一条（对象）或多条（数组），直接入账，监控随即更新。键与“佐证”表的列名相同，中文列名和标准字段名都行。
#[utoipa::path(post, path = "/api/v1/d/{year}/{unit}/evidence", tag = "入账",
    params(("year" = u16, Path, description = "年度"), ("unit" = String, Path, description = "单位代码"),
        ("Idempotency-Key" = String, Header, description = "幂等键")),
    request_body(content = serde_json::Value, description = "对象或对象的数组", content_type = "application/json"),
    responses((status = 201, description = "已入账", body = Entered), (status = 200, description = "没有新的记录", body = Entered),
        (status = 409, description = "键已用于别的请求", body = ErrorBody), (status = 422, description = "有问题，没有入账", body = ErrorBody)))]
pub async fn evidence(
    State(app): State<App>,
    visitor: Visitor,
    place: Place,
    Key(key): Key,
    Whole(body): Whole,
) -> Answered {
    let lines = lines(&body).ok_or_else(|| unusable("请求体应是一个 JSON 对象，或对象的数组"))?;
    let file = Upload { name: "佐证.jsonl".to_owned(), content: lines.into_bytes().into() };
    enter(&app, &visitor, &place, &key, vec![file], Some(Kind::Evidence)).await
}

/// Objects as the importer reads them, one a line; numbers stay as they were written.
fn lines(body: &[u8]) -> Option<String> {
    let one = |value: &RawValue| value.get().starts_with('{').then(|| value.get().replace(['\n', '\r'], " ") + "\n");
    if let Ok(several) = serde_json::from_slice::<Vec<&RawValue>>(body) {
        return several.into_iter().map(one).collect();
    }
    one(serde_json::from_slice(body).ok()?)
}

/// Brings files into the books: records of the unit and those below it only, and of one kind only if so said.
async fn enter(
    app: &App,
    visitor: &Visitor,
    place: &Place,
    key: &str,
    files: Vec<Upload>,
    only: Option<Kind>,
) -> Answered {
    let request = digest(place, &files);
    let token = visitor.person.as_ref().and_then(|person| person.token).unwrap_or_default().to_string();
    let once = Once { token: &token, key, request: &request };
    // A bracket of its own: the connection goes back before the next one is asked for.
    let before = { app.shelf.read().await?.answered(once).await? };
    if let Some(before) = before {
        return Ok(told(before));
    }
    check(app, place, &files, only).await?;
    let actor = format!("{}（令牌{token}）", visitor.login());
    let done = app.shelf.write().await.import_once(once, place.year, &files, &actor, &answer).await?;
    app.refresh().await?;
    Ok(told(match done {
        Done::Now(imported) => answer(&imported),
        Done::Before(answer) => answer,
    }))
}

/// Whether files hold records of the unit and those below it only, and of one kind if so said.
async fn check(app: &App, place: &Place, files: &[Upload], only: Option<Kind>) -> Result<(), ApiError> {
    let unit = &place.unit;
    let preview = app.shelf.read().await?.preview(unit, place.year, files).await?;
    if !preview.outside.is_empty() {
        let others = preview.outside.iter().take(5).map(String::as_str).collect::<Vec<_>>().join("、");
        return Err(juesuan_store::Error::from(Refused::Outside { unit: unit.clone(), others }).into());
    }
    match preview.summary.counts.keys().find(|kind| only.is_some_and(|only| only != **kind)) {
        None => Ok(()),
        Some(other) => Err(unusable(&format!("这里只收佐证，不收“{}”。请用导入接口", other.name()))),
    }
}

/// An answer as it is kept, over HTTP.
fn told(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    (status, [(header::CONTENT_TYPE, "application/json")], answer.body).into_response()
}

fn answer(imported: &Imported) -> Answer {
    let Summary { counts, ignored, .. } = &imported.summary;
    let count = |it: &juesuan_books::Count| EnteredCount { new: it.new, repeated: it.repeated };
    let entered = Entered {
        entry: imported.entry.as_ref().map(|entry| entry.number),
        records: counts.iter().map(|(kind, it)| (kind.id(), count(it))).collect(),
        ignored: ignored.clone(),
    };
    let status = if entered.entry.is_some() { StatusCode::CREATED } else { StatusCode::OK };
    // It consists of texts and numbers, which can be written.
    Answer { status: status.as_u16(), body: serde_json::to_string(&entered).unwrap_or_default() }
}

/// SHA-256 of all that a request asks for; lengths keep its parts apart.
fn digest(place: &Place, files: &[Upload]) -> String {
    let mut hash = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    part(&place.year.to_be_bytes());
    part(place.unit.as_bytes());
    for file in files {
        part(file.name.as_bytes());
        part(&file.content);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unusable(message: &str) -> ApiError {
    WebError::Unusable(message.to_owned()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_become_lines() {
        assert_eq!(lines(b"{\"a\":\n1.10}").unwrap(), "{\"a\": 1.10}\n");
        assert_eq!(lines(b" [{\"a\":1},{\"a\":2}]").unwrap(), "{\"a\":1}\n{\"a\":2}\n");
        for bad in [&b""[..], b"1", b"[1]", b"{", b"\"x\""] {
            assert_eq!(lines(bad), None);
        }
    }

    #[test]
    fn parts_of_a_request_are_kept_apart() {
        let place = |unit: &str| Place { year: 2024, unit: unit.to_owned() };
        let file = |name: &str, content: &str| Upload { name: name.to_owned(), content: content.as_bytes().into() };
        assert_ne!(digest(&place("1"), &[file("a", "b")]), digest(&place("1"), &[file("ab", "")]));
        assert_ne!(digest(&place("1"), &[]), digest(&place("2"), &[]));
    }
}
