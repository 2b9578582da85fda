//! 导入: choosing files, looking at what they would bring, and what was imported before.

use askama::Template;
use axum::extract::{Path, Query, State};
use juesuan_rights::Right;
use serde::Deserialize;

use super::{
    opening::scope,
    past::{self, Past},
    preview::{self, Shown},
    problems::Wrong,
    upload::owner,
};
use crate::{
    App,
    pages::{Page, page},
    shell::{Scope, Shell},
    visitor::Visitor,
};

/// What of the page is shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    /// Number of the draft to look at; 0 for none.
    draft: u64,
    /// How many imports come before those that are listed.
    offset: u64,
}

#[derive(Template)]
#[template(path = "books/import.html")]
struct ImportPage {
    shell: Shell,
    scope: Scope,
    limit_mb: u64,
    problem: Option<String>,
    ready: Option<Ready>,
    wrong: Option<Wrong>,
    past: Vec<Past>,
    may_withdraw: bool,
    earlier: Option<u64>,
    later: Option<u64>,
}

/// Files that can be read.
struct Ready {
    draft: u64,
    names: Vec<(String, usize)>,
    shown: Shown,
    /// Why they cannot be handed in; empty when they can.
    refused: Vec<String>,
}

/// The page.
pub async fn form(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Query(which): Query<Which>,
) -> Page {
    let scope = scope(&app, year, &unit).await?;
    render(&app, &visitor, scope, &which, None).await
}

/// The page, perhaps with a word on why files were not taken.
pub async fn render(app: &App, visitor: &Visitor, scope: Scope, which: &Which, problem: Option<String>) -> Page {
    let (year, unit) = (scope.year, scope.unit.as_str());
    let draft = app.drafts.get(which.draft, &owner(visitor, year, unit));
    let gone = (which.draft > 0 && draft.is_none())
        .then(|| "这批文件已经送审，或预览已过期（保留半小时）。需要时请重新选择文件".to_owned());
    let (mut ready, mut wrong) = (None, None);
    if let Some(draft) = &draft {
        match &draft.outcome {
            Ok(found) => {
                ready = Some(Ready {
                    draft: draft.number,
                    names: draft.files.iter().map(|file| (file.name.clone(), file.content.len())).collect(),
                    shown: Shown::new(found),
                    refused: preview::refused(found, visitor, unit),
                });
            }
            Err(problems) => wrong = Some(Wrong::new(problems)),
        }
    }
    let (past, more) = past::imports(app, unit, year, which.offset).await?;
    let rows = u64::from(past::ROWS);
    let here = scope.at("books/import");
    page(&ImportPage {
        shell: Shell::new("导入", visitor, Some(scope.clone()), &here),
        limit_mb: app.config.upload_mb,
        problem: problem.or(gone),
        ready,
        wrong,
        past,
        may_withdraw: visitor.may(Right::SubmitBooks, unit),
        earlier: more.then(|| which.offset.saturating_add(rows)),
        later: (which.offset > 0).then(|| which.offset.saturating_sub(rows)),
        scope,
    })
}
