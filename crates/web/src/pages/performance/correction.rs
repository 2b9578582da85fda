//! One correction: its history, and the forms of the steps that this person may take now.

use askama::Template;
use axum::extract::{Path, Query, State};
use juesuan_books::{Correction, Date, Remedy, Role, Step};
use juesuan_desk::{
    Snapshot,
    views::{Card, corrections_board},
};

use super::{Done, frame, steps::Typed};
use crate::{
    App, WebError,
    pages::{Page, page},
    shell::Shell,
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "performance/correction.html")]
struct CorrectionPage {
    shell: Shell,
    base: String,
    entry: i64,
    it: Correction,
    card: Card,
    /// What may be done by whom, in words.
    possible: String,
    /// What this person may do.
    forms: Vec<Step>,
    remedies: &'static [Remedy],
    /// 指标编号 of the unit's budget lines.
    lines: Vec<String>,
    signature: String,
    problem: Option<String>,
    typed: Typed,
}

/// The page of a correction.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit, code)): Path<(u16, String, String)>,
    Query(done): Query<Done>,
) -> Page {
    render(&app, &visitor, (year, &unit, &code), (None, Typed::default(), done)).await
}

/// The page, with a form as it was filled in and why it was not taken.
pub(super) async fn render(
    app: &App,
    visitor: &Visitor,
    (year, unit, code): (u16, &str, &str),
    (problem, typed, done): (Option<String>, Typed, Done),
) -> Page {
    let (it, card, day, entry, lines) = app.years.read(app, year, unit, |snapshot| found(snapshot, code)).await??;
    let place = format!("corrections/{}", crate::show::path_part(code));
    let (shell, base) = frame(app, visitor, (year, unit), &format!("整改 {code}"), &place, done).await?;
    let roles = visitor.correction_roles(&it.unit);
    page(&CorrectionPage {
        shell,
        base,
        entry,
        possible: it.possible_text(day),
        forms: may(&card, &it, &roles, &visitor.signature()),
        remedies: Remedy::all(),
        lines,
        signature: visitor.signature(),
        problem,
        typed,
        it,
        card,
    })
}

type Found = (Correction, Card, Date, i64, Vec<String>);

fn found(snapshot: &Snapshot, code: &str) -> Result<Found, WebError> {
    let it = snapshot.correction(code).or_else(|_| snapshot.declared().correction(code));
    let it = it.map_err(|_| WebError::NotFound(format!("整改“{code}”。请从“整改”进入")))?.clone();
    let cards = corrections_board(snapshot).columns.into_iter().flat_map(|column| column.cards);
    let card = cards.into_iter().find(|card| (&card.unit, &card.code) == (&it.unit, &it.code));
    let card = card.ok_or_else(|| WebError::NotFound(format!("整改“{code}”。它的日期在今天之后")))?;
    let lines = snapshot.plan().lines.iter().filter(|line| line.unit == it.unit).map(|line| line.code.clone());
    Ok((it.clone(), card, snapshot.day(), snapshot.entry(), lines.collect()))
}

/// The steps that somebody with these roles may take now, but for those that need another person than who handled it.
fn may(card: &Card, it: &Correction, roles: &[Role], person: &str) -> Vec<Step> {
    let own = |step| matches!(step, Step::Approve | Step::Verify | Step::Close) && it.was_handled_by(person);
    let possible = card.possible.iter().filter(|(step, by)| by.iter().any(|role| roles.contains(role)) && !own(*step));
    possible.map(|(step, _)| *step).collect()
}
