//! 情况说明: the narrative as it will be published; figures are locked to the books, reasons and texts are written here.

mod lines;

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    Form, Json,
    extract::{Path, Query, State},
    response::IntoResponse,
};
use juesuan_books::Reason;
use juesuan_desk::{Handwritten, disclosure, paragraphs};
use juesuan_report::Rounding;
use juesuan_rights::Right;
use serde::Deserialize;
use serde_json::json;

use lines::{Editor, Line, Problem};

use super::publish::draft;
use crate::{
    App, WebError,
    access::Who,
    pages::{Page, go, page, scope},
    routes::Routes,
    shell::{Scope, Shell},
    show,
    visitor::Visitor,
};

/// Characters that one text may have.
const LONGEST: usize = 20_000;

/// These routes.
pub fn routes(routes: Routes) -> Routes {
    let write = Who::On(Right::WriteReasons);
    routes
        .get("/d/{year}/{unit}/narrative", Who::On(Right::ReadBooks), narrative)
        .post("/d/{year}/{unit}/narrative/write", write, write_down)
        .post("/d/{year}/{unit}/narrative/check", write, check)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    form: String,
    done: String,
}

#[derive(Template)]
#[template(path = "disclosure/narrative.html")]
struct Narrative {
    shell: Shell,
    at: Scope,
    form: String,
    lines: Vec<Line>,
    /// What is lacking and has no line yet.
    homeless: Vec<Editor>,
    /// What is lacking, each with the place to write it.
    lacking: Vec<(String, String)>,
    /// What else should be seen to.
    notices: Vec<String>,
    problems: usize,
    may_write: bool,
}

async fn narrative(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Query(asked): Query<Asked>,
) -> Page {
    let at = scope(&app, year, &unit).await?;
    let (report, _) = draft::report(&app, year, &unit, &asked.form).await?;
    let work = move || {
        let problems = lines::problems(&juesuan_render::html(&report).map_err(unusable)?).map_err(unusable)?;
        Ok::<_, WebError>((lines::lines(&report, &problems), lines::homeless(&report), report))
    };
    let (lines, homeless, report) = tokio::task::spawn_blocking(work).await??;
    let name = |id: &String| Some((Handwritten::of(id, &report)?.name(&report), lines::anchor(id)));
    let lacking: Vec<(String, String)> = report.lacking.iter().filter_map(name).collect();
    // What can be written here is listed by its place already.
    let others = |notice: &&String| !notice.starts_with("缺原因说明") && !notice.starts_with("缺文字");
    let notices = report.notices.iter().filter(others).cloned().collect();
    let done = match asked.done.as_str() {
        "written" => Some("已保存，并记入日志".to_owned()),
        "same" => Some("原来就是这样写的，没有改动".to_owned()),
        _ => None,
    };
    let shell = Shell::new("情况说明", &visitor, Some(at.clone()), &at.at("narrative")).with_notice(done);
    let problems = lines.iter().map(|line| line.problems.len()).sum();
    let may_write = visitor.may(Right::WriteReasons, &unit);
    page(&Narrative { shell, at, form: asked.form, lines, homeless, lacking, notices, problems, may_write })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Written {
    form: String,
    id: String,
    text: String,
}

impl Written {
    fn not_too_long(&self) -> Result<(), WebError> {
        if self.text.chars().count() > LONGEST {
            return Err(WebError::Unusable(format!("文字超过{LONGEST}个字。请缩短后再保存")));
        }
        Ok(())
    }
}

/// Keeps what was written; it stands in the next page.
async fn write_down(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Form(written): Form<Written>,
) -> Page {
    written.not_too_long()?;
    let at = scope(&app, year, &unit).await?;
    let (report, _) = draft::report(&app, year, &unit, &written.form).await?;
    let what = Handwritten::of(&written.id, &report).ok_or_else(|| nowhere(&written.id))?;
    let mut store = app.shelf.write().await;
    let entry = match what {
        Handwritten::Reason(figure) => {
            let text = paragraphs(&written.text).join("");
            let reason = Reason { figure, text: &text, unit: &unit };
            store.set_reason(year, reason, visitor.login()).await?
        }
        Handwritten::Passages(section) => {
            let texts = paragraphs(&written.text);
            store.set_passages(year, &unit, section, &texts, visitor.login()).await?
        }
    };
    drop(store);
    app.refresh().await?;
    let done = if entry.is_some() { "written" } else { "same" };
    let (form, anchor) = (show::query_value(&written.form), lines::anchor(&written.id));
    go(&format!("{}?form={form}&done={done}#{anchor}", at.at("narrative")))
}

/// What the audit would say of a text that is being typed; nothing is kept.
async fn check(State(app): State<App>, Path((year, unit)): Path<(u16, String)>, Form(written): Form<Written>) -> Page {
    written.not_too_long()?;
    let mut books = app.years.read(&app, year, &unit, juesuan_desk::Snapshot::books).await?;
    let work = move || -> Result<BTreeSet<Problem>, WebError> {
        let form = Some(written.form.as_str()).filter(|form| !form.is_empty());
        Handwritten::new(&written.id).ok_or_else(|| nowhere(&written.id))?.put(&mut books, &written.text);
        let report = disclosure(&books, form, Rounding::Honest)?;
        let problems = lines::problems(&juesuan_render::html(&report).map_err(unusable)?).map_err(unusable)?;
        Ok(lines::of_written(&report, &written.id, &problems))
    };
    let problems = tokio::task::spawn_blocking(work).await??;
    Ok(Json(json!({ "problems": problems })).into_response())
}

fn nowhere(id: &str) -> WebError {
    WebError::Unusable(format!("公开文件里没有编号为“{id}”的文字。请从情况说明的页面里改写"))
}

fn unusable(error: impl std::fmt::Display) -> WebError {
    WebError::Unusable(error.to_string())
}
