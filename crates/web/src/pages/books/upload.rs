//! Taking files that somebody uploads, and reading them without entering anything.

use axum::{
    extract::{
        FromRequest, Multipart, Path, Request, State,
        multipart::{MultipartError, MultipartRejection},
    },
    http::StatusCode,
    response::IntoResponse,
};
use juesuan_store::{Error, Upload};

use super::{drafts::Owner, import, opening::scope};
use crate::{
    App,
    pages::{Page, go},
    visitor::Visitor,
};

/// Reads uploaded files and leads to what they would bring, or what is wrong with them.
pub async fn preview(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    request: Request,
) -> Page {
    let scope = scope(&app, year, &unit).await?;
    let files = match files(request, &app).await {
        Ok(files) => files,
        Err(refused) => return again(&app, &visitor, scope, refused).await,
    };
    let outcome = {
        let _turn = app.drafts.turn().await;
        app.shelf.read().await?.preview(&unit, year, &files).await
    };
    let outcome = match outcome {
        Ok(preview) => Ok(preview),
        Err(Error::Problems(problems)) => Err(problems),
        Err(Error::NotDone(refused)) => {
            let refused = Refused { status: StatusCode::UNPROCESSABLE_ENTITY, message: refused.to_string() };
            return again(&app, &visitor, scope, refused).await;
        }
        Err(other) => return Err(other.into()),
    };
    let number = app.drafts.keep(owner(&visitor, year, &unit), files, outcome);
    go(&format!("{}?draft={number}", scope.at("books/import")))
}

/// For whom a draft is kept.
pub fn owner(visitor: &Visitor, year: u16, unit: &str) -> Owner {
    let person = visitor.person.as_ref().map_or(0, |person| person.id);
    Owner { person, year, unit: unit.to_owned() }
}

/// Why files are not taken.
struct Refused {
    status: StatusCode,
    message: String,
}

async fn again(app: &App, visitor: &Visitor, scope: crate::shell::Scope, refused: Refused) -> Page {
    let page = import::render(app, visitor, scope, &import::Which::default(), Some(refused.message)).await?;
    Ok((refused.status, page).into_response())
}

/// The files of a form, in memory. The router bounds how large they may be together.
async fn files(request: Request, app: &App) -> Result<Vec<Upload>, Refused> {
    let mut form = Multipart::from_request(request, app).await.map_err(|error| broken_form(&error))?;
    let mut files = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error, app))? {
        let Some(name) = field.file_name().map(plain_name) else { continue };
        let content = field.bytes().await.map_err(|error| broken(&error, app))?;
        // A form without a chosen file sends one without a name.
        if !name.is_empty() {
            files.push(Upload { name, content: content.to_vec().into() });
        }
    }
    Ok(files)
}

/// The name without the folders that some browsers send.
fn plain_name(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

fn broken_form(error: &MultipartRejection) -> Refused {
    Refused {
        status: error.status(), message: "没有收到文件。请在这一页选择文件后再预览".to_owned()
    }
}

fn broken(error: &MultipartError, app: &App) -> Refused {
    let status = error.status();
    let message = if status == StatusCode::PAYLOAD_TOO_LARGE {
        let most = app.config.upload_mb;
        format!("文件合计超过 {most} MB，没有接收。请分成几次上传，或请系统管理员在服务器上用 juesuan import 导入")
    } else {
        "文件没有传完就中断了。请检查网络后重新选择文件".to_owned()
    };
    Refused { status, message }
}
