//! What a request is about, with errors that a program's maker understands.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Multipart, Path, Query, Request, multipart::MultipartError},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use juesuan_store::Upload;
use serde::{Deserialize, de::DeserializeOwned};

use super::problem;
use crate::App;

/// Year and unit of a path.
#[derive(Clone, Debug)]
pub struct Place {
    /// Fiscal year.
    pub year: u16,
    /// 单位代码
    pub unit: String,
}

/// The number of a submission in a path.
pub struct Number(pub i64);

/// The query of an address.
pub struct Asked<T>(pub T);

/// The key by which a request that comes twice is known (幂等键).
pub struct Key(pub String);

/// Files of a form, and the value of its other fields.
#[derive(Default)]
pub struct Files {
    /// Name of the field, and the file.
    pub files: Vec<(String, Upload)>,
}

/// The whole body.
pub struct Whole(pub Bytes);

#[derive(Deserialize)]
struct OfUnit {
    year: String,
    unit: String,
}

#[derive(Deserialize)]
struct OfNumber {
    number: String,
}

impl FromRequestParts<App> for Place {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let path = Path::<OfUnit>::from_request_parts(parts, app).await;
        let Path(OfUnit { year, unit }) = path.map_err(|_| unusable("地址有误，应是 /api/v1/d/年度/单位代码/…"))?;
        let year = year.parse().map_err(|_| unusable("地址里的年度应是四位数，如 2024"))?;
        Ok(Self { year, unit })
    }
}

impl FromRequestParts<App> for Number {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let path = Path::<OfNumber>::from_request_parts(parts, app).await.ok();
        let number = path.and_then(|Path(of)| of.number.parse().ok());
        number.map(Self).ok_or_else(|| unusable("地址里的送审号应是一个整数"))
    }
}

impl<T: DeserializeOwned> FromRequestParts<App> for Asked<T> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let query = Query::<T>::from_request_parts(parts, app).await;
        query.map(|Query(asked)| Self(asked)).map_err(|_| unusable("问号后的参数有误，请对照接口说明"))
    }
}

impl FromRequestParts<App> for Key {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Response> {
        let key = parts.headers.get("idempotency-key").and_then(|key| key.to_str().ok()).map(str::trim);
        let key = key.filter(|key| !key.is_empty()).map(|key| Self(key.to_owned()));
        key.ok_or_else(|| unusable("请求头要有 Idempotency-Key：每次新的请求用一个新的键，重发时用原来的键"))
    }
}

impl FromRequest<App> for Files {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let form = Multipart::from_request(request, app).await;
        let mut form = form.map_err(|_| unusable("请求体应是 multipart/form-data 表单，文件放在表单里"))?;
        let broken = |error: MultipartError| too_large(app, error.status(), "表单不完整，请重发");
        let mut files = Self::default();
        while let Some(field) = form.next_field().await.map_err(broken)? {
            let field_name = field.name().unwrap_or_default().to_owned();
            let Some(name) = field.file_name().map(str::to_owned) else { continue };
            let content = field.bytes().await.map_err(broken)?;
            files.files.push((field_name, Upload { name, content: content.to_vec().into() }));
        }
        Ok(files)
    }
}

impl FromRequest<App> for Whole {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let json = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if !json.is_some_and(|kind| kind.starts_with("application/json")) {
            return Err(unusable("请求体应是 JSON，请求头写 Content-Type: application/json"));
        }
        let whole = Bytes::from_request(request, app).await;
        whole.map(Self).map_err(|error| too_large(app, error.into_response().status(), "请求体不完整，请重发"))
    }
}

fn unusable(message: &str) -> Response {
    problem(StatusCode::UNPROCESSABLE_ENTITY, message)
}

fn too_large(app: &App, status: StatusCode, otherwise: &str) -> Response {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        let most = app.config.upload_mb;
        return problem(status, &format!("上传的内容超过 {most} MB。请分成几次，或由系统管理员调高上限（upload_mb）"));
    }
    unusable(otherwise)
}
