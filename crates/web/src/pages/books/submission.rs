//! One submission: what was handed in, and the form to decide it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::header,
    response::IntoResponse,
};
use juesuan_rights::Right;
use juesuan_store::{Error, HandedFile, Matter, Submission, SubmissionState};
use serde::Deserialize;

use super::{
    opening::scope,
    preview::Shown,
    problems::Wrong,
    submissions::{matter, may_see, unit_name},
};
use crate::{
    App, WebError, beijing,
    pages::{Page, page},
    shell::{Scope, Shell},
    show,
    visitor::Visitor,
};

/// What of the page is shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    /// What was just done.
    done: String,
    /// Whether the files are to be read again, with the books as they are now.
    again: bool,
}

#[derive(Template)]
#[template(path = "books/submission.html")]
struct SubmissionPage {
    shell: Shell,
    /// The address of the submission.
    here: String,
    list: String,
    submission: Submission,
    state: SubmissionState,
    matter: String,
    unit: String,
    at: String,
    decided_at: String,
    shown: Option<Shown>,
    /// What reading the files again has found.
    now: Option<Now>,
    /// Whether the visitor may decide it.
    may_decide: bool,
    /// Whether they handed it in themselves.
    own: bool,
    may_take_back: bool,
    may_read_files: bool,
    /// Where it is decided, if not here.
    elsewhere: Option<String>,
}

/// Files read again.
enum Now {
    Brings(Shown),
    Wrong(Wrong),
}

/// The submission of a number, for who may see it.
///
/// # Errors
/// When there is none that they may see.
pub async fn find(app: &App, visitor: &Visitor, scope: &Scope, number: i64) -> Result<Submission, WebError> {
    let found = app.shelf.read().await?.submission(number).await?;
    let missing = || WebError::NotFound(format!("第 {number} 号送审。请在送审列表中查找"));
    let found = found.ok_or_else(missing)?;
    if may_see(app, visitor, scope, &found).await? { Ok(found) } else { Err(missing()) }
}

/// Whether it is decided on this page: money is, versions of the disclosure are not.
pub const fn is_of_books(matter: Matter) -> bool {
    matches!(matter, Matter::Import | Matter::Withdrawal(_))
}

/// The page.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit, number)): Path<(u16, String, i64)>,
    Query(which): Query<Which>,
) -> Page {
    let scope = scope(&app, year, &unit).await?;
    let submission = find(&app, &visitor, &scope, number).await?;
    let state = submission.state();
    let (own, waits) = (submission.by == visitor.login(), state == SubmissionState::HandedIn);
    let of_books = is_of_books(submission.matter);
    let again = which.again && waits && !submission.files.is_empty();
    let now = if again { Some(now(&app, &submission).await?) } else { None };
    let list = scope.at("books/submissions");
    page(&SubmissionPage {
        state,
        matter: matter(submission.matter),
        unit: unit_name(&submission, &*app.units.known(&app).await?),
        at: beijing::of_utc(&submission.at),
        decided_at: submission.decision.as_ref().map(|it| beijing::of_utc(&it.at)).unwrap_or_default(),
        shown: Shown::of_summary(&submission.summary).filter(|_| submission.matter == Matter::Import),
        now,
        may_decide: waits && of_books && !own && visitor.may(Right::ApproveBooks, &unit),
        own,
        may_take_back: waits && of_books && own,
        may_read_files: waits,
        elsewhere: (!of_books).then(|| scope.at("publish")),
        here: format!("{list}/{number}"),
        shell: Shell::new(&format!("第 {number} 号送审"), &visitor, Some(scope), &list)
            .with_notice(notice(&which.done).map(str::to_owned)),
        list,
        submission,
    })
}

fn notice(done: &str) -> Option<&'static str> {
    match done {
        "handed-in" => Some("已送审，等待另一人复核。复核通过后才入账。"),
        "approved" => Some("已复核通过，并已入账；九张表和绩效灯号已随之更新。"),
        "nothing-new" => Some("已复核通过。其中的记录账簿里都已有，没有新增。"),
        "refused" => Some("已退回，账簿没有变动。"),
        "taken-back" => Some("已撤回，账簿没有变动。"),
        _ => None,
    }
}

async fn now(app: &App, submission: &Submission) -> Result<Now, WebError> {
    let _turn = app.drafts.turn().await;
    let mut store = app.shelf.read().await?;
    let files = store.staged_files(submission.number).await?;
    match store.preview(&submission.unit, submission.year, &files).await {
        Ok(preview) => Ok(Now::Brings(Shown::new(&preview))),
        Err(Error::Problems(problems)) => Ok(Now::Wrong(Wrong::new(&problems))),
        Err(other) => Err(other.into()),
    }
}

/// A file that waits, as it was handed in.
pub async fn file(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit, number, place)): Path<(u16, String, i64, usize)>,
) -> Page {
    let scope = scope(&app, year, &unit).await?;
    find(&app, &visitor, &scope, number).await?;
    let files = app.shelf.read().await?.staged_files(number).await?;
    let gone = "这个文件。复核之后只保留文件名和摘要";
    let file = files.into_iter().nth(place).ok_or_else(|| WebError::NotFound(gone.to_owned()))?;
    let name = show::path_part(&file.name);
    let head = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"file\"; filename*=UTF-8''{name}")),
    ];
    Ok((head, file.content.to_vec()).into_response())
}

/// A size in words: `12.3 KB`.
fn size(bytes: &u64) -> String {
    match *bytes {
        0..1024 => format!("{bytes} 字节"),
        1024..1_048_576 => format!("{}.{} KB", bytes / 1024, bytes % 1024 * 10 / 1024),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

impl SubmissionPage {
    fn files(&self) -> impl Iterator<Item = (usize, &HandedFile, String)> {
        self.submission.files.iter().enumerate().map(|(place, file)| (place, file, size(&file.bytes)))
    }
}
