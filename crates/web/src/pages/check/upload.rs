//! Files come in, one by one from the script or all in one form without it.

use std::sync::Arc;

use axum::{
    Json,
    extract::{
        Multipart, State,
        multipart::{Field, MultipartError, MultipartRejection},
    },
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use serde_json::json;

use super::{kept::File, work};
use crate::{
    App, WebError,
    pages::{Page, go},
    visitor::Visitor,
};

/// Characters of a file's name that are kept.
const NAME: usize = 160;
/// Folders above a file that are kept in its name.
const FOLDERS: usize = 2;

/// Takes in files. A script, which asks for JSON, is told how many; a browser is sent to the list.
pub async fn upload(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Page {
    let script = headers.get(header::ACCEPT).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    let taken = match form {
        Ok(form) => take(&app, &visitor, form).await,
        Err(rejection) => Err(WebError::Unusable(format!("收到的不是文件表单（{rejection}）。请在审核页重新选择文件"))),
    };
    match taken {
        Ok(entered) if script => Ok(Json(json!({ "entered": entered })).into_response()),
        Ok(_) => go("/check?done=entered"),
        Err(error) if script => {
            let status =
                if matches!(error, WebError::Store(_)) { error.status() } else { StatusCode::UNPROCESSABLE_ENTITY };
            Ok((status, Json(json!({ "problem": error.to_string() }))).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn take(app: &App, visitor: &Visitor, mut form: Multipart) -> Result<usize, WebError> {
    let person = visitor.person.as_ref().map_or(0, |person| person.id);
    let limit = app.config.upload_mb;
    let turn = app.checks.received.acquire().await;
    let (mut files, mut prior) = (Vec::new(), None);
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error, limit))? {
        let is_prior = field.name() == Some("prior");
        if field.file_name().is_none_or(str::is_empty) {
            continue;
        }
        let file = received(field).await.map_err(|error| broken(&error, limit))?;
        if is_prior {
            prior = Some(Arc::new(file));
        } else {
            files.push(file);
        }
    }
    drop(turn);
    if files.is_empty() {
        return Err(WebError::Unusable("没有选择要审核的文件。请选择文件或文件夹后再提交".to_owned()));
    }
    let entered = files.len();
    for file in files {
        let name = file.name.clone();
        work::enter(app, person, file, prior.clone()).ok_or_else(|| {
            WebError::Unusable(format!("排队等待审核的文件太多，“{name}”和它后面的没有收下。请等前面的审完再上传"))
        })?;
    }
    Ok(entered)
}

async fn received(field: Field<'_>) -> Result<File, MultipartError> {
    let name = shown_name(field.file_name().unwrap_or_default());
    Ok(File { name, bytes: field.bytes().await?.into() })
}

fn broken(error: &MultipartError, limit: u64) -> WebError {
    WebError::Unusable(if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        format!("上传的内容超过 {limit} MB。请分几次上传，或确认选对了文件")
    } else {
        "上传中断，没有收全。请检查网络后重新上传".to_owned()
    })
}

/// A name as it is shown: the file with a few folders above it, nothing that leads elsewhere or cannot be seen. It is never
/// used as a path.
fn shown_name(given: &str) -> String {
    let parts: Vec<String> = given
        .split(['/', '\\'])
        .map(|part| part.chars().filter(|c| !c.is_control() && !is_direction(*c)).collect::<String>().trim().to_owned())
        .filter(|part| !part.is_empty() && part != "." && part != "..")
        .collect();
    let name = parts[parts.len().saturating_sub(FOLDERS + 1)..].join("/");
    // The end is what tells files apart, and has the ending.
    let length = name.chars().count();
    let name: String = name.chars().skip(length.saturating_sub(NAME)).collect();
    if name.is_empty() { "未命名".to_owned() } else { name }
}

/// Marks that turn the direction of writing, by which a name could pretend to end otherwise.
const fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        for (given, shown) in [
            ("决算.docx", "决算.docx"),
            ("/etc/passwd", "etc/passwd"),
            ("..\\..\\C:\\a.docx", "C:/a.docx"),
            ("全市/水利局/2024/决算.pdf", "水利局/2024/决算.pdf"),
            ("a\u{202e}xcod.exe\r\n", "axcod.exe"),
            ("../", "未命名"),
            ("", "未命名"),
        ] {
            assert_eq!(shown_name(given), shown);
        }
        assert_eq!(shown_name(&"长".repeat(400)).chars().count(), NAME);
    }
}
