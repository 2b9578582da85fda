//! 送审与复核: what waits for a second person, and what became of the rest.

use askama::Template;
use axum::extract::{Path, Query, State};
use juesuan_rights::Right;
use juesuan_store::{Matter, Page as Part, Submission, SubmissionState};
use serde::Deserialize;

use super::opening::scope;
use crate::{
    App, WebError, beijing,
    pages::{Page, page},
    shell::{Scope, Shell},
    units::Known,
    visitor::Visitor,
};

/// Submissions of a page.
const ROWS: u32 = 30;

/// The tabs.
const STATES: [SubmissionState; 4] =
    [SubmissionState::HandedIn, SubmissionState::Approved, SubmissionState::Refused, SubmissionState::TakenBack];

/// What of the list is shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    state: String,
    offset: u64,
}

#[derive(Template)]
#[template(path = "books/submissions.html")]
struct SubmissionsPage {
    shell: Shell,
    state: SubmissionState,
    tabs: Vec<(&'static str, String, bool)>,
    rows: Vec<Row>,
    /// Whether the visitor sees their own only.
    own: bool,
    earlier: Option<String>,
    later: Option<String>,
    may_import: Option<String>,
}

struct Row {
    number: i64,
    href: String,
    matter: String,
    unit: String,
    year: u16,
    by: String,
    at: String,
    reason: String,
    /// Who decided, when.
    decided: String,
}

/// The list.
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Query(which): Query<Which>,
) -> Page {
    let scope = scope(&app, year, &unit).await?;
    let state = STATES.into_iter().find(|state| state.id() == which.state).unwrap_or(SubmissionState::HandedIn);
    let units = units(&app, &visitor, &unit).await?;
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    let part = Part { offset: which.offset, limit: ROWS + 1 };
    let mut found = app.shelf.read().await?.submissions(Some(&units), Some(state), part).await?;
    let more = found.len() > ROWS as usize;
    found.truncate(ROWS as usize);
    let own = !visitor.may(Right::ReadBooks, &unit);
    found.retain(|submission| !own || submission.by == visitor.login());
    let known = app.units.known(&app).await?;
    let here = scope.at("books/submissions");
    let at = |state: SubmissionState, offset: u64| format!("{here}?state={}&offset={offset}", state.id());
    page(&SubmissionsPage {
        state,
        tabs: STATES.map(|tab| (tab.name(), at(tab, 0), tab == state)).to_vec(),
        rows: found.iter().map(|submission| Row::new(submission, &scope, &known)).collect(),
        own,
        earlier: more.then(|| at(state, which.offset.saturating_add(u64::from(ROWS)))),
        later: (which.offset > 0).then(|| at(state, which.offset.saturating_sub(u64::from(ROWS)))),
        may_import: super::HAND_IN.iter().any(|&right| visitor.may(right, &unit)).then(|| scope.at("books/import")),
        shell: Shell::new("送审与复核", &visitor, Some(scope.clone()), &here),
    })
}

/// The codes of a unit and all below it; with the empty one, which means the books as a whole, for the unit above all.
async fn units(app: &App, visitor: &Visitor, unit: &str) -> Result<Vec<String>, WebError> {
    let known = app.units.known(app).await?;
    let mut units: Vec<String> = known.units.keys().filter(|code| visitor.tree.covers(unit, code)).cloned().collect();
    if units.len() == known.units.len() {
        units.push(String::new());
    }
    if !known.units.contains_key(unit) {
        units.push(unit.to_owned());
    }
    Ok(units)
}

/// Whether a submission belongs to a unit's page and may be seen there.
///
/// # Errors
/// When the books cannot be read.
pub async fn may_see(app: &App, visitor: &Visitor, scope: &Scope, submission: &Submission) -> Result<bool, WebError> {
    let units = units(app, visitor, &scope.unit).await?;
    let own = submission.by == visitor.login();
    let mine = own || visitor.may(Right::ReadBooks, &scope.unit);
    Ok(mine && submission.year == scope.year && units.contains(&submission.unit))
}

/// What a submission is about, in words.
pub fn matter(matter: Matter) -> String {
    match matter.subject() {
        Some(number) if matches!(matter, Matter::Withdrawal(_)) => format!("{}（日志第 {number} 条）", matter.name()),
        Some(number) => format!("{}（第 {number} 号版本）", matter.name()),
        None => matter.name().to_owned(),
    }
}

/// The unit of a submission by its name.
pub fn unit_name(submission: &Submission, known: &Known) -> String {
    match known.units.get(&submission.unit) {
        Some((_, unit)) => unit.name.clone(),
        None if submission.unit.is_empty() => "全部账簿".to_owned(),
        None => submission.unit.clone(),
    }
}

impl Row {
    fn new(submission: &Submission, scope: &Scope, known: &Known) -> Self {
        let of_year = Scope { year: submission.year, ..scope.clone() };
        let decided = submission.decision.as_ref();
        Self {
            number: submission.number,
            href: of_year.at(&format!("books/submissions/{}", submission.number)),
            matter: matter(submission.matter),
            unit: unit_name(submission, known),
            year: submission.year,
            by: submission.by.clone(),
            at: beijing::of_utc(&submission.at),
            reason: submission.reason.clone(),
            decided: decided.map(|it| format!("{}　{}", it.by, beijing::of_utc(&it.at))).unwrap_or_default(),
        }
    }
}
