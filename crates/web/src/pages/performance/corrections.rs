//! 整改: the board by state, and 交办.

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query, State},
};
use juesuan_books::{Date, DeviationKind, Role};
use juesuan_desk::{
    correct::{Opening, open},
    views::{CorrectionsBoard, corrections_board},
};
use serde::Deserialize;

use super::{
    Done, frame,
    steps::{enter, signed},
    words,
};
use crate::{
    App, WebError,
    pages::{Page, go, page},
    shell::Shell,
    show,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "performance/corrections.html")]
struct CorrectionsPage {
    shell: Shell,
    base: String,
    entry: i64,
    board: CorrectionsBoard,
    assigns: bool,
}

/// The board.
pub async fn board(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Query(done): Query<Done>,
) -> Page {
    let (shell, base) = frame(&app, &visitor, (year, &unit), "整改", "corrections", done).await?;
    let read = app.years.read(&app, year, &unit, |snapshot| (corrections_board(snapshot), snapshot.entry()));
    let (board, entry) = read.await?;
    let assigns = visitor.correction_roles(&unit).contains(&Role::Performance);
    page(&CorrectionsPage { shell, base, entry, board, assigns })
}

/// What is to be corrected. The section may be left to the plan, the deadline to the usual one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    kind: String,
    /// 单位代码 of what deviates.
    of: String,
    project: String,
    line: String,
    target: String,
    section: String,
    deadline: String,
}

/// 交办
pub async fn assign(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Form(wanted): Form<Wanted>,
) -> Page {
    let of = if wanted.of.is_empty() { unit.clone() } else { wanted.of };
    if !visitor.correction_roles(&of).contains(&Role::Performance) {
        return Err(WebError::Forbidden("交办由绩效管理岗做".to_owned()));
    }
    let deadline = match wanted.deadline.trim() {
        "" => None,
        text => Some(Date::parse(text).ok_or_else(|| WebError::Unusable(format!("期限“{text}”不是日期")))?),
    };
    let kind = DeviationKind::all().iter().copied().find(|kind| kind.key() == wanted.kind);
    let section = Some(wanted.section.trim().to_owned()).filter(|section| !section.is_empty());
    let opening = Opening {
        code: None,
        kind,
        project: wanted.project,
        line: wanted.line,
        target: wanted.target,
        section,
        deadline,
    };
    let signed = signed(&app, &visitor, Role::Performance, None, "监控亮灯后交办");
    // Of the unit that deviates: only then is its correction numbered among its own.
    let draft = app.years.read(&app, year, &of, |snapshot| open(snapshot, &opening, &signed)).await??;
    enter(&app, year, &draft).await?;
    let base = format!("/d/{year}/{}/corrections", show::path_part(&unit));
    go(&format!("{base}/{}?done=assigned", show::path_part(&draft.code)))
}
