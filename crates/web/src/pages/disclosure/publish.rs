//! 公开: looking at the disclosure as it will be published, freezing a version, and a second person who makes it public.

pub mod draft;
pub mod frame;

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query, State},
    response::Response,
};
use juesuan_rights::Right;
use juesuan_store::{
    FileLabel, Freeze, HandIn, Matter, Page as Part, Publication, PublicationState, Request, Submission,
    SubmissionState, Verdict,
};
use serde::Deserialize;

use crate::{
    App, WebError,
    access::Who,
    pages::{Page, go, page, scope},
    routes::Routes,
    shell::{Scope, Shell},
    show,
    visitor::Visitor,
};
use draft::Checked;
use frame::framed;

/// How many submissions that wait are looked at.
const WAITING: Part = Part { offset: 0, limit: 1000 };

/// These routes.
pub fn routes(routes: Routes) -> Routes {
    let read = Who::On(Right::ReadBooks);
    let (freeze_it, approve) = (Who::On(Right::FreezeDisclosure), Who::On(Right::ApproveDisclosure));
    routes
        .get("/d/{year}/{unit}/publish", read, overview)
        .get("/d/{year}/{unit}/publish/preview", read, preview)
        .post("/d/{year}/{unit}/publish/freeze", freeze_it, freeze)
        .get("/d/{year}/{unit}/publish/{number}", read, version)
        .get("/d/{year}/{unit}/publish/{number}/document", read, document)
        .get("/d/{year}/{unit}/publish/{number}/files/{name}", read, file)
        .post("/d/{year}/{unit}/publish/{number}/hand-in", freeze_it, hand_in)
        .post("/d/{year}/{unit}/publish/{number}/take-back", freeze_it, take_back)
        .post("/d/{year}/{unit}/publish/{number}/decide", approve, decide)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    form: String,
    done: String,
}

/// What was just done, in words; a code that is none says nothing.
fn notice(done: &str) -> Option<String> {
    let text = match done {
        "frozen" => "已冻结。内容从此不变；送审后由另一人批准，即对外公开",
        "handed-in" => "已送审，等待另一人批准",
        "taken-back" => "已撤回送审",
        "approved" => "已批准并执行",
        "refused" => "已退回",
        _ => return None,
    };
    Some(text.to_owned())
}

/// A form that can be chosen.
struct Choice {
    id: &'static str,
    name: &'static str,
    chosen: bool,
}

/// The forms of printed disclosures by the names that people know them under.
fn forms(chosen: &str) -> Vec<Choice> {
    let choice = |form: &'static juesuan_form::PrintForm| {
        let (id, name) = (form.id.as_str(), form_name(&form.id));
        Choice { id, name, chosen: id == chosen || (chosen.is_empty() && id == "national") }
    };
    juesuan_form::print_forms().iter().map(choice).collect()
}

/// What people call a form.
pub fn form_name(id: &str) -> &str {
    match id {
        "national" => "全国通用",
        "hunan" => "湖南",
        "shanghai" => "上海",
        other => other,
    }
}

/// A version and what waits to be decided about it.
struct Row {
    version: Publication,
    waiting: Option<Submission>,
}

impl Row {
    /// The class of its state's tag.
    fn class(&self) -> &'static str {
        state_class(self.version.standing.state)
    }
}

const fn state_class(state: PublicationState) -> &'static str {
    match state {
        PublicationState::Public => "good",
        PublicationState::TakenDown => "error",
        PublicationState::Frozen => "warning",
        PublicationState::Superseded => "",
    }
}

#[derive(Template)]
#[template(path = "disclosure/publish.html")]
struct Overview {
    shell: Shell,
    at: Scope,
    title: String,
    forms: Vec<Choice>,
    form: String,
    seen: String,
    notices: Vec<String>,
    checked: Checked,
    may_freeze: bool,
    rows: Vec<Row>,
}

async fn overview(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Query(asked): Query<Asked>,
) -> Page {
    let at = scope(&app, year, &unit).await?;
    let (report, _) = draft::report(&app, year, &unit, &asked.form).await?;
    let work = move || {
        let html = juesuan_render::html(&report).map_err(unusable)?;
        let checked = draft::audit(&html).map_err(unusable)?;
        Ok::<_, WebError>((report.title, report.form, report.notices, draft::digest(&html), checked))
    };
    let (title, form, notices, seen, checked) = tokio::task::spawn_blocking(work).await??;
    let rows = rows(&app, year, &unit).await?;
    let shell = Shell::new("公开", &visitor, Some(at.clone()), &at.at("publish")).with_notice(notice(&asked.done));
    let may_freeze = visitor.may(Right::FreezeDisclosure, &unit);
    let forms = forms(&form);
    page(&Overview { shell, at, title, forms, form, seen, notices, checked, may_freeze, rows })
}

/// The versions of a unit's year, the newest first.
async fn rows(app: &App, year: u16, unit: &str) -> Result<Vec<Row>, WebError> {
    let mut store = app.shelf.read().await?;
    let versions = store.publications(unit, year).await?;
    let mut waiting = store.submissions(Some(&[unit]), Some(SubmissionState::HandedIn), WAITING).await?;
    waiting.retain(|it| matches!(it.matter, Matter::Publication(_) | Matter::TakingDown(_)));
    let row = |version: Publication| {
        let waiting = waiting.iter().find(|it| it.matter.subject() == Some(version.number)).cloned();
        Row { version, waiting }
    };
    Ok(versions.into_iter().map(row).collect())
}

/// The document as it would be published now.
async fn preview(State(app): State<App>, Path((year, unit)): Path<(u16, String)>, Query(asked): Query<Asked>) -> Page {
    let (report, _) = draft::report(&app, year, &unit, &asked.form).await?;
    let html = tokio::task::spawn_blocking(move || juesuan_render::html(&report)).await?.map_err(unusable)?;
    Ok(framed(html.as_bytes()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    form: String,
    /// Digest of the document that the person looked at.
    seen: String,
}

async fn freeze(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit)): Path<(u16, String)>,
    Form(wanted): Form<Wanted>,
) -> Page {
    let at = scope(&app, year, &unit).await?;
    let (report, head) = draft::report(&app, year, &unit, &wanted.form).await?;
    let seen = wanted.seen;
    let work = move || {
        let html = juesuan_render::html(&report).map_err(unusable)?;
        if draft::digest(&html) != seen {
            let why = "预览之后账簿或文字有了变动，没有冻结。请回到“公开”页重新看一遍再冻结";
            return Err(WebError::Unusable(why.to_owned()));
        }
        let errors = draft::audit(&html).map_err(unusable)?.errors.len();
        if errors > 0 {
            return Err(WebError::Unusable(format!("审核发现{errors}处错误，不能冻结。请先改正，再冻结")));
        }
        let (files, figures) = (draft::files(&report, html).map_err(unusable)?, draft::figures(&report));
        Ok((report, files, figures))
    };
    let (report, files, figures) = tokio::task::spawn_blocking(work).await??;
    let freeze = Freeze {
        unit: &unit,
        unit_name: &report.unit,
        year,
        form: &report.form,
        title: &report.title,
        head,
        files: &files,
        figures: &figures,
        by: visitor.login(),
    };
    let frozen = app.shelf.write().await.freeze(freeze).await?;
    app.refresh().await?;
    go(&format!("{}?done=frozen", at.at(&format!("publish/{}", frozen.number))))
}

#[derive(Template)]
#[template(path = "disclosure/publish_version.html")]
struct VersionPage {
    shell: Shell,
    at: Scope,
    row: Row,
    form: String,
    files: Vec<FileLabel>,
    /// May hand in, and take back what they handed in.
    may_hand_in: bool,
    is_own: bool,
    /// May decide, as a second person.
    may_decide: bool,
    took_part: bool,
}

async fn version(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit, number)): Path<(u16, String, String)>,
    Query(asked): Query<Asked>,
) -> Page {
    let at = scope(&app, year, &unit).await?;
    let row = found(&app, year, &unit, &number).await?;
    let files = app.shelf.read().await?.publication_files(row.version.number).await?;
    let here = at.at("publish");
    let shell = Shell::new(&row.version.title, &visitor, Some(at.clone()), &here).with_notice(notice(&asked.done));
    let (login, by) = (visitor.login(), row.waiting.as_ref().map_or("", |it| it.by.as_str()));
    let is_own = by == login;
    let froze = row.version.by == login && row.version.standing.state == PublicationState::Frozen;
    page(&VersionPage {
        shell,
        at,
        form: form_name(&row.version.form).to_owned(),
        files,
        may_hand_in: visitor.may(Right::FreezeDisclosure, &unit),
        is_own,
        may_decide: visitor.may(Right::ApproveDisclosure, &unit),
        took_part: is_own || froze,
        row,
    })
}

/// A version of this unit's year; others are not there, whatever their number.
async fn found(app: &App, year: u16, unit: &str, number: &str) -> Result<Row, WebError> {
    let number: i64 = number.parse().map_err(|_| missing())?;
    let all = rows(app, year, unit).await?;
    all.into_iter().find(|row| row.version.number == number).ok_or_else(missing)
}

fn missing() -> WebError {
    WebError::NotFound("这个公开版本。请从“公开”页的版本列表进入".to_owned())
}

async fn document(State(app): State<App>, Path((year, unit, number)): Path<(u16, String, String)>) -> Page {
    let row = found(&app, year, &unit, &number).await?;
    let file = app.shelf.read().await?.publication_file(row.version.number, draft::DOCUMENT).await?;
    Ok(framed(&file.ok_or_else(missing)?.content))
}

async fn file(State(app): State<App>, Path((year, unit, number, name)): Path<(u16, String, String, String)>) -> Page {
    let row = found(&app, year, &unit, &number).await?;
    let file = app.shelf.read().await?.publication_file(row.version.number, &name).await?;
    Ok(download(&row.version, file.ok_or_else(missing)?))
}

/// A file of a version, to be kept and not shown.
pub fn download(version: &Publication, file: juesuan_store::PublishedFile) -> Response {
    use axum::{http::header, response::IntoResponse};
    let name = format!("{}-{}-第{}版-{}", version.year, version.unit, version.version, file.name);
    let headers = [
        (header::CONTENT_TYPE, file.media),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{}", show::path_part(&name))),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    (headers, file.content.to_vec()).into_response()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Said {
    reason: String,
    verdict: String,
}

/// Hands a frozen version in to be made public, or a public one to be taken down.
async fn hand_in(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit, number)): Path<(u16, String, String)>,
    Form(said): Form<Said>,
) -> Page {
    let at = scope(&app, year, &unit).await?;
    let row = found(&app, year, &unit, &number).await?;
    let number = row.version.number;
    let request = match row.version.standing.state {
        PublicationState::Public => Request::TakingDown(number),
        _ => Request::Publication(number),
    };
    let summary = serde_json::json!({ "title": row.version.title, "sha256": row.version.digest }).to_string();
    let hand_in = HandIn { request, reason: said.reason.trim(), summary: &summary, by: visitor.login() };
    app.shelf.write().await.submit(hand_in).await?;
    app.refresh().await?;
    go(&format!("{}?done=handed-in", at.at(&format!("publish/{number}"))))
}

async fn take_back(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit, number)): Path<(u16, String, String)>,
) -> Page {
    settle(&app, &visitor, (year, &unit, &number), Verdict::TakeBack, "").await
}

async fn decide(
    State(app): State<App>,
    visitor: Visitor,
    Path((year, unit, number)): Path<(u16, String, String)>,
    Form(said): Form<Said>,
) -> Page {
    let verdict = match said.verdict.as_str() {
        "approve" => Verdict::Approve,
        "refuse" => Verdict::Refuse,
        _ => return Err(WebError::Unusable("没有说是批准还是退回。请回到版本页选择".to_owned())),
    };
    settle(&app, &visitor, (year, &unit, &number), verdict, said.reason.trim()).await
}

/// Decides what waits about a version. The number of the submission is looked up by the version, so that nobody decides
/// about another unit's.
async fn settle(
    app: &App,
    visitor: &Visitor,
    (year, unit, number): (u16, &str, &str),
    verdict: Verdict,
    reason: &str,
) -> Page {
    let at = scope(app, year, unit).await?;
    let row = found(app, year, unit, number).await?;
    let Some(waiting) = row.waiting else {
        return Err(WebError::Unusable("这个版本没有等待批准的送审，可能刚刚已经处理。请刷新后再看".to_owned()));
    };
    app.shelf.write().await.decide(waiting.number, visitor.login(), verdict, reason).await?;
    app.refresh().await?;
    let done = match verdict {
        Verdict::Approve => "approved",
        Verdict::Refuse => "refused",
        Verdict::TakeBack => "taken-back",
    };
    go(&format!("{}?done={done}", at.at(&format!("publish/{number}"))))
}

fn unusable(error: impl std::fmt::Display) -> WebError {
    WebError::Unusable(error.to_string())
}
