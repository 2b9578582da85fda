//! The description of the interface for programs.

use axum::{Json, response::IntoResponse};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{Http, HttpAuthScheme, SecurityScheme},
};

use super::{entry, findings, reading, submissions};
use crate::pages::Page;

#[derive(OpenApi)]
#[openapi(
    info(title = "决算接口", description = "同一本账簿给别的程序用的接口。金额是以元为单位的字符串。", license(name = "见项目")),
    paths(
        describe, entry::import, entry::evidence, reading::payments, reading::figures, reading::monitor,
        reading::evaluation, findings::check, submissions::list, submissions::one,
    ),
    modifiers(&Bearer),
    security(("token" = []))
)]
struct Description;

/// The token in the header.
struct Bearer;

impl Modify for Bearer {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        let components = description.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// 本说明（OpenAPI 3.1）。
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "说明", security(()), responses((status = 200, description = "OpenAPI")))]
pub async fn describe() -> Page {
    Ok(Json(Description::openapi()).into_response())
}
