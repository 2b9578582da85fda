//! 绩效指标: one indicator with its trajectory, evidence and deviations, and the form for a piece of evidence.

use askama::Template;
use axum::extract::{Path, Query, State};
use juesuan_books::Kind;
use juesuan_desk::views::{self, Indicator};
use juesuan_rights::Right;
use juesuan_store::{Filter, Store};
use serde::Deserialize;

use super::{
    Done,
    evidence::Form,
    frame,
    trajectory::{months, picture},
    words,
};
use crate::{
    App, WebError,
    pages::{Page, page},
    shell::Shell,
    visitor::Visitor,
};

/// Items of evidence on a page.
const PAGE: usize = 12;

#[derive(Template)]
#[template(path = "performance/indicator.html")]
struct IndicatorPage {
    shell: Shell,
    base: String,
    entry: i64,
    year: u16,
    it: Indicator,
    picture: String,
    months: Vec<(String, String, String)>,
    evidence: Vec<Item>,
    page: usize,
    pages: usize,
    submits: bool,
    signature: String,
    form: Form,
}

/// An item of evidence as the books have it.
#[derive(Debug, Default)]
struct Item {
    number: String,
    day: String,
    value: String,
    source: String,
    attachment: String,
    manual: bool,
    signer: String,
    text: String,
}

/// Which indicator, and which page of its evidence.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// 单位代码 of the indicator, where it is of a unit below.
    of: String,
    page: usize,
    done: String,
}

/// The page of an indicator.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit, code)): Path<(u16, String, String)>,
    Query(asked): Query<Asked>,
) -> Page {
    let form = Form::default();
    let of = if asked.of.is_empty() { unit.clone() } else { asked.of };
    render(&app, &visitor, &Place { year, unit, of, code }, asked.page, (form, Done { done: asked.done })).await
}

/// Where an indicator is.
pub(super) struct Place {
    pub year: u16,
    /// 单位代码 of the address.
    pub unit: String,
    /// 单位代码 of the indicator.
    pub of: String,
    /// 绩效指标编号
    pub code: String,
}

/// The page, with a form as it was filled in.
pub(super) async fn render(
    app: &App,
    visitor: &Visitor,
    place: &Place,
    number: usize,
    (form, done): (Form, Done),
) -> Page {
    let Place { year, unit, of, code } = place;
    let number = number.max(1);
    let found = app.years.read(app, *year, unit, |snapshot| {
        let found = views::indicator(snapshot, of, code, (number - 1).saturating_mul(PAGE), PAGE);
        found.map(|it| (it, snapshot.entry()))
    });
    let (it, entry) =
        found.await?.ok_or_else(|| WebError::NotFound(format!("绩效指标“{code}”。请从“绩效目标”进入")))?;
    let (shell, base) = frame(app, visitor, (*year, unit), &it.target.name, "goals", done).await?;
    let evidence = items(&mut *app.shelf.read().await?, *year, &it).await?;
    page(&IndicatorPage {
        shell,
        base,
        entry,
        year: *year,
        picture: picture(&it, *year),
        months: months(&it),
        page: number,
        pages: it.evidence_count.div_ceil(PAGE),
        evidence,
        submits: visitor.may(Right::SubmitEvidence, of),
        signature: visitor.signature(),
        it,
        form,
    })
}

/// The evidence of a page with all that the books say of it.
async fn items(store: &mut Store, year: u16, it: &Indicator) -> Result<Vec<Item>, WebError> {
    let columns = Kind::Evidence.columns();
    let place = |id: &str| columns.iter().position(|column| *column == id).unwrap_or_default();
    let (register, number) = (place("register"), place("item"));
    let mut items = Vec::new();
    for known in &it.evidence {
        let filter = Filter { number: known.number.clone(), text: it.register.clone(), ..Filter::default() };
        let found = store.search(&it.target.unit, year, Kind::Evidence, &filter, None, 50).await?;
        let own = |hit: &juesuan_store::Hit| hit.cells[register] == it.register && hit.cells[number] == known.number;
        let cells = found.hits.into_iter().find(own).map(|hit| hit.cells).unwrap_or_default();
        let cell = |id: &str| cells.get(place(id)).cloned().unwrap_or_default();
        items.push(Item {
            number: known.number.clone(),
            day: words::day(&known.day),
            value: known.value.to_string(),
            source: cell("origin"),
            attachment: cell("attachment"),
            manual: known.manual,
            signer: cell("signer"),
            text: cell("evidence-text"),
        });
    }
    Ok(items)
}
