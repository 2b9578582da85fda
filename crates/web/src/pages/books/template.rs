//! The workbook that accountants fill in.

use std::io::Cursor;

use axum::{http::header, response::IntoResponse};

use crate::{WebError, pages::Page};

/// 导入模板
pub async fn template() -> Page {
    let made = tokio::task::spawn_blocking(|| {
        let mut content = Cursor::new(Vec::new());
        juesuan_books::write_template(&mut content).map(|()| content.into_inner())
    });
    let content = made.await?.map_err(|error| WebError::Unusable(format!("写不出模板：{error}")))?;
    let head = [
        (header::CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"template.xlsx\"; filename*=UTF-8''%E5%AF%BC%E5%85%A5%E6%A8%A1%E6%9D%BF.xlsx",
        ),
    ];
    Ok((head, content).into_response())
}
