//! What a program is told when something cannot be done.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use juesuan_books::Problems;
use juesuan_store::{Error, Refused};
use serde::Serialize;
use utoipa::ToSchema;

use crate::WebError;

/// Why a request was not answered; its HTTP form is [`ErrorBody`].
#[derive(Debug)]
pub struct ApiError(WebError);

/// What a handler answers.
pub type Answered = Result<Response, ApiError>;

/// 出错时的回答
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorBody {
    /// 哪里不对、怎么办
    error: String,
    /// 导入的文件里的全部问题；其他错误没有
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<ProblemBody>,
    /// 没有列出的问题还有几个
    #[serde(skip_serializing_if = "is_zero")]
    more: u64,
}

/// 文件里的一个问题
#[derive(Debug, Serialize, ToSchema)]
struct ProblemBody {
    /// 检查的编号
    rule: &'static str,
    /// 文件名
    file: String,
    /// 工作表
    sheet: Option<String>,
    /// 行号，从 1 起
    row: Option<u64>,
    /// 列名
    column: Option<String>,
    /// 哪里不对
    wrong: String,
    /// 怎么办
    remedy: String,
}

impl<E: Into<WebError>> From<E> for ApiError {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = match &self.0 {
            WebError::Store(Error::NotDone(Refused::OtherRequest(_))) => StatusCode::CONFLICT,
            error => error.status(),
        };
        if status.is_server_error() {
            tracing::error!(error = %self.0, "request failed");
        }
        match &self.0 {
            WebError::Store(Error::Problems(problems)) => {
                (status, Json(ErrorBody::of_problems(problems))).into_response()
            }
            error => problem(status, &error.to_string()),
        }
    }
}

impl ErrorBody {
    fn of_problems(problems: &Problems) -> Self {
        let incomplete = if problems.incomplete {
            "。以上改正后，再核对单位、指标和结转结余是否相符"
        } else {
            ""
        };
        let one = |it: &juesuan_books::Problem| ProblemBody {
            rule: it.rule,
            file: it.file.clone(),
            sheet: it.sheet.clone(),
            row: it.row,
            column: it.column.clone(),
            wrong: it.wrong.clone(),
            remedy: it.remedy.clone(),
        };
        let found = problems.list.len() as u64 + problems.more;
        Self {
            error: format!("有 {found} 处问题，全部没有入账，请改正后重新导入{incomplete}"),
            problems: problems.list.iter().map(one).collect(),
            more: problems.more,
        }
    }
}

/// An answer that says what is wrong and what to do.
#[must_use]
pub fn problem(status: StatusCode, message: &str) -> Response {
    let body = ErrorBody { error: message.to_owned(), problems: Vec::new(), more: 0 };
    (status, Json(body)).into_response()
}

const fn is_zero(number: &u64) -> bool {
    *number == 0
}
