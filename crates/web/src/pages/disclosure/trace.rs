//! 数字的来历: what a figure is made of, down to vouchers; and which figures a voucher moved.

mod figure;
mod vouchers;

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::IntoResponse,
};
use juesuan_report::Figure;
use juesuan_rights::Right;
use serde::Deserialize;

use figure::{Part, Place};
use vouchers::{Found, Group, List, Shown};

use super::tables::{self, choice::Choice};
use crate::{
    App,
    access::Who,
    pages::{self, Page, page},
    reports::Filled,
    routes::Routes,
    shell::{Scope, Shell},
    visitor::Visitor,
};

/// How many figures are named when several could be meant.
const NAMED: usize = 60;
/// Longer words than these are nobody's question.
const LONGEST: usize = 200;

/// This page's routes.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/d/{year}/{unit}/trace", Who::On(Right::ReadBooks), trace)
}

/// What is asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// Id of a figure.
    figure: String,
    /// Words of a label, a printed number or a voucher number.
    q: String,
    form: String,
    rounding: String,
    /// Which group of records is paged.
    group: String,
    /// Its page, from 1.
    page: String,
}

/// What all pages about figures have.
struct Frame<'a> {
    scope: &'a Scope,
    choice: &'a Choice,
    filled: &'a Filled,
    traces: String,
}

impl Frame<'_> {
    fn href(&self, figure: &str) -> String {
        self.choice.trace(&self.traces, figure)
    }
}

async fn trace(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Query(asked): Query<Asked>,
) -> Page {
    let scope = pages::scope(&app, year, &unit).await?;
    let choice = Choice::new(&asked.form, &asked.rounding);
    let filled: Arc<Filled> = tables::filled(&app, year, &unit, &choice).await?;
    let frame = Frame { scope: &scope, choice: &choice, filled: &filled, traces: scope.at("trace") };
    let shell = |title: &str| Shell::new(title, &visitor, Some(scope.clone()), &scope.at("tables"));
    let report = &filled.report;
    if let Some((id, figure)) = report.figures.get_key_value(&asked.figure) {
        return one(&app, shell(&figure.label), &frame, (id, figure), &asked).await;
    }
    let words: String = if asked.q.is_empty() { &asked.figure } else { &asked.q }.chars().take(LONGEST).collect();
    let words = words.trim();
    let vouchers = vouchers::found(&app, &filled, words).await?;
    let figures = if words.is_empty() { Vec::new() } else { report.find(words) };
    if let ([(id, figure)], true) = (figures.as_slice(), vouchers.is_none()) {
        return one(&app, shell(&figure.label), &frame, (id, figure), &asked).await;
    }
    let nothing = figures.is_empty() && vouchers.is_none() && !words.is_empty();
    let more = figures.len().saturating_sub(NAMED);
    let figures = figures.into_iter().take(NAMED).collect();
    let answer =
        page(&SearchPage { shell: shell("查数字"), frame: &frame, words, nothing, vouchers, figures, more })?;
    let status = if nothing { StatusCode::NOT_FOUND } else { StatusCode::OK };
    Ok((status, answer).into_response())
}

#[derive(Template)]
#[template(path = "disclosure/trace_search.html")]
struct SearchPage<'a> {
    shell: Shell,
    frame: &'a Frame<'a>,
    words: &'a str,
    nothing: bool,
    vouchers: Option<Found<'a>>,
    figures: Vec<(&'a String, &'a Figure)>,
    /// How many are not named.
    more: usize,
}

#[derive(Template)]
#[template(path = "disclosure/trace.html")]
struct FigurePage<'a> {
    shell: Shell,
    frame: &'a Frame<'a>,
    id: &'a str,
    figure: &'a Figure,
    source: String,
    /// Its formula as a tree, from the top down.
    parts: Vec<Part<'a>>,
    /// How many of the parts are zero.
    zeros: usize,
    /// How many parts are not drawn.
    left_out: usize,
    places: Vec<Place>,
    used_in: Vec<(&'a String, &'a Figure)>,
    groups: Vec<Group>,
    /// What the vouchers come to, where it is not the exact value because it was rounded before it was added up.
    rounded: Option<String>,
}

impl FigurePage<'_> {
    /// The address of a page of a group's records.
    fn paged(&self, group: &usize, page: u64) -> String {
        format!("{}&group={group}&page={page}#g{group}", self.frame.href(self.id))
    }
}

async fn one(app: &App, shell: Shell, frame: &Frame<'_>, (id, figure): (&str, &Figure), asked: &Asked) -> Page {
    let report = &frame.filled.report;
    let (parts, left_out) = figure::tree(report, id);
    let at = (asked.group.parse().ok(), asked.page.parse().unwrap_or(1));
    let groups = vouchers::groups(app, frame.filled, id, at).await?;
    page(&FigurePage {
        shell,
        frame,
        id,
        figure,
        source: figure::source(&figure.formula),
        zeros: parts.iter().filter(|part| part.is_zero()).count(),
        parts,
        left_out,
        places: figure::places(report, id),
        used_in: figure::used_in(report, id),
        rounded: vouchers::rounded(report, id, &groups),
        groups,
    })
}
