//! The steps of a correction as a person takes them. Who they are and in which role they act comes from their session.

use axum::{
    Form,
    extract::{Path, State},
};
use juesuan_amount::Fen;
use juesuan_books::{Date, Remedy, Role, Step};
use juesuan_desk::{
    Declared,
    correct::{self, Doing, Draft, Handling, Signed, draft},
};
use juesuan_performance::Settings;
use serde::Deserialize;

use super::{Done, correction::render};
use crate::{
    App, WebError,
    pages::{Page, go},
    show,
    visitor::Visitor,
};

/// What stands in the form of a step.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    /// Of which step it is the form.
    #[serde(skip)]
    pub step: String,
    pub text: String,
    pub cause: String,
    pub remedy: String,
    pub amount: String,
    pub line: String,
    pub to_line: String,
    pub target: String,
    pub value: String,
    pub deadline: String,
}

/// Takes a step, or shows the correction again with why not.
pub async fn take(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit, code, step)): Path<(u16, String, String, String)>,
    Form(typed): Form<Typed>,
) -> Page {
    let step = Step::all().iter().copied().find(|known| known.key() == step && *known != Step::Assign);
    let step = step.ok_or_else(|| WebError::NotFound("这个环节".to_owned()))?;
    let done = match typed.doing(step) {
        Ok(doing) => record(&app, &visitor, (year, &unit, &code), &doing, &typed.text).await,
        Err(words) => Err(WebError::Unusable(words)),
    };
    match done {
        Ok(()) => {
            let base = format!("/d/{year}/{}/corrections", show::path_part(&unit));
            go(&format!("{base}/{}?done=step", show::path_part(&code)))
        }
        Err(error) if error.status().is_client_error() && !matches!(error, WebError::Forbidden(_)) => {
            let typed = Typed { step: step.key().to_owned(), ..typed };
            render(&app, &visitor, (year, &unit, &code), (Some(error.to_string()), typed, Done::default())).await
        }
        Err(error) => Err(error),
    }
}

/// Drafts the step from what the books say now, and enters it, while nobody else writes.
async fn record(
    app: &App,
    visitor: &Visitor,
    (year, unit, code): (u16, &str, &str),
    doing: &Doing,
    text: &str,
) -> Result<(), WebError> {
    let mut store = app.shelf.write().await;
    let declared = Declared::load(&mut store, unit, year).await?;
    let correction = declared.correction(code)?;
    let own = visitor.correction_roles(&correction.unit);
    let step = doing.step();
    let possible = correction.possible().find(|&(possible, _)| possible == step).map_or(&[][..], |(_, roles)| roles);
    // A step that nobody may take now is refused by the rules themselves, with what may be done instead.
    let role = possible.iter().find(|role| own.contains(role)).or_else(|| own.first().filter(|_| possible.is_empty()));
    let Some(&role) = role else {
        return Err(WebError::Forbidden(format!("您的岗位不能{}这项整改", step.name())));
    };
    let last = correction.steps.last().map(|last| last.date);
    let signed = signed(app, visitor, role, last, text);
    let draft = draft(&declared, code, &signed, doing, &Settings::default().correction)?;
    correct::enter(&mut store, &declared, &draft).await?;
    drop(store);
    app.refresh().await
}

/// Enters a step that was drafted before.
pub(super) async fn enter(app: &App, year: u16, draft: &Draft) -> Result<(), WebError> {
    let mut store = app.shelf.write().await;
    let declared = Declared::load(&mut store, &draft.unit, year).await?;
    correct::enter(&mut store, &declared, draft).await?;
    drop(store);
    app.refresh().await
}

/// Who takes a step now; on the day that the server takes for today, where it is told one.
pub(super) fn signed(app: &App, visitor: &Visitor, role: Role, last: Option<Date>, text: &str) -> Signed {
    let today = app.config.today.as_deref().and_then(Date::parse);
    let day = today.map(|today| last.map_or(today, |last| last.max(today)));
    Signed { person: visitor.signature(), role: Some(role), day, text: text.trim().to_owned() }
}

impl Typed {
    fn doing(&self, step: Step) -> Result<Doing, String> {
        let text = |text: &str| text.trim().to_owned();
        Ok(match step {
            Step::Handle => Doing::Handle(Handling {
                cause: text(&self.cause),
                remedy: Remedy::all().iter().copied().find(|remedy| remedy.key() == self.remedy).ok_or("请选择措施")?,
                amount: amount(&self.amount)?,
                line: text(&self.line),
                to_line: text(&self.to_line),
                target: text(&self.target),
                value: text(&self.value),
            }),
            Step::Reopen => Doing::Reopen(day(&self.deadline)?),
            step => Doing::Plain(step),
        })
    }
}

fn amount(text: &str) -> Result<Option<Fen>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Fen::parse_yuan(text.trim()).map(Some).ok_or_else(|| format!("“{text}”不是金额。请写以元为单位、最多两位小数的数"))
}

fn day(text: &str) -> Result<Option<Date>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Date::parse(text.trim()).map(Some).ok_or_else(|| format!("“{text}”不是日期"))
}
