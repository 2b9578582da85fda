//! What people see when something cannot be done.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use crate::shell::Shell;

/// Why a request was not let in.
#[derive(Debug)]
pub enum Refusal {
    /// It came from a stranger's page.
    Foreign,
    /// Nobody is signed in.
    SignedOut,
    /// The person has no right to it.
    Forbidden,
    /// Too many in a short time.
    TooMany,
}

/// Why a page cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// The books say no.
    #[error(transparent)]
    Store(#[from] juesuan_store::Error),
    /// What the desk says.
    #[error(transparent)]
    Desk(#[from] juesuan_desk::Error),
    /// There is no such thing.
    #[error("没有找到{0}")]
    NotFound(String),
    /// What was sent cannot be used; says why and what to do.
    #[error("{0}")]
    Unusable(String),
    /// The person may see the page, but not do this.
    #[error("{0}")]
    Forbidden(String),
    /// A page could not be written.
    #[error("页面出错：{0}")]
    Page(#[from] askama::Error),
    /// Work in the background broke off.
    #[error("处理中断：{0}。请重试；仍不行时请联系系统管理员")]
    BrokenOff(#[from] tokio::task::JoinError),
}

impl WebError {
    /// The status of an answer that says so.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Store(error) | Self::Desk(juesuan_desk::Error::Store(error)) => of_store(error),
            Self::Desk(_) | Self::Unusable(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Page(_) | Self::BrokenOff(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// Whether it is for who asks to mend, or for who runs the server.
fn of_store(error: &juesuan_store::Error) -> StatusCode {
    use juesuan_store::{Error, Trouble};
    match error {
        Error::NoYear { .. } | Error::NoUnit { .. } => StatusCode::NOT_FOUND,
        Error::Problems(_) | Error::Repeated(_) | Error::NoImport(_) | Error::Refused(_) | Error::NotDone(_) => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Error::Server { trouble: Trouble::Character, .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Busy(_) | Error::Server { .. } => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct Problem<'a> {
    shell: Shell,
    title: &'a str,
    message: &'a str,
}

fn page(status: StatusCode, title: &str, message: &str) -> Response {
    let problem = Problem { shell: Shell::bare(title), title, message };
    match problem.render() {
        Ok(html) => (status, axum::response::Html(html)).into_response(),
        Err(_) => (status, message.to_owned()).into_response(),
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let status = self.status();
        if status.is_server_error() {
            tracing::error!(error = %self, "request failed");
        }
        let title = match status {
            StatusCode::NOT_FOUND => "没有找到",
            StatusCode::FORBIDDEN => "没有权限",
            StatusCode::UNPROCESSABLE_ENTITY => "不能这样做",
            _ => "出错了",
        };
        page(status, title, &self.to_string())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, title, message) = match self {
            Self::Foreign => (
                StatusCode::FORBIDDEN,
                "请求被拒绝",
                "这个请求不是从本系统的页面发出的，为安全起见没有执行。请在本系统的页面里操作。",
            ),
            Self::SignedOut => {
                (StatusCode::UNAUTHORIZED, "请先登录", "登录已失效，刚才的操作没有执行。请重新登录后再做。")
            }
            Self::Forbidden => (
                StatusCode::FORBIDDEN,
                "没有权限",
                "您的岗位不能打开这一页或做这件事。需要时请与本单位的安全管理员联系授权。",
            ),
            Self::TooMany => (StatusCode::TOO_MANY_REQUESTS, "太频繁了", "短时间内请求太多。请等一分钟再试。"),
        };
        page(status, title, message)
    }
}
