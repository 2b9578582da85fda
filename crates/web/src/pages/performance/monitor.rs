//! 监控看板: lights, today's deviations, and what is behind them.

use askama::Template;
use axum::extract::{Path, Query, State};
use juesuan_books::Role;
use juesuan_desk::{
    Snapshot,
    views::{Lights, MonitorBoard, Spending, monitor_board},
};
use juesuan_rights::Right;

use super::{Done, frame, words};
use crate::{
    App,
    pages::{Page, page},
    shell::Shell,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "performance/monitor.html")]
struct MonitorPage {
    shell: Shell,
    base: String,
    /// The last entry of the log that is in it.
    entry: i64,
    board: MonitorBoard,
    /// The whole year's money.
    money: Spending,
    counts: [(&'static str, Lights); 3],
    reads_books: bool,
    assigns: bool,
}

/// The board.
pub async fn board(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Query(done): Query<Done>,
) -> Page {
    let (shell, base) = frame(&app, &visitor, (year, &unit), "监控看板", "monitor", done).await?;
    let read = |snapshot: &Snapshot| {
        (monitor_board(snapshot), Spending::from(snapshot.coverage().total.all), snapshot.entry())
    };
    let (board, money, entry) = app.years.read(&app, year, &unit, read).await?;
    let [goals, projects, targets] = board.counts;
    page(&MonitorPage {
        shell,
        base,
        entry,
        counts: [("目标", goals), ("项目", projects), ("指标", targets)],
        board,
        money,
        reads_books: visitor.may(Right::ReadBooks, &unit),
        assigns: visitor.correction_roles(&unit).contains(&Role::Performance),
    })
}
