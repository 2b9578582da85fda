//! One published version: what it says, its files, and their digests.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::header,
    response::IntoResponse,
};
use juesuan_store::{FigureMeasure, FileLabel, Publication, PublicationState, PublishedFile, Search};

use super::compare;
use crate::{
    App, WebError,
    pages::{
        Page,
        disclosure::{DOCUMENT, download, form_name, framed},
        page,
    },
    shell::Shell,
    show,
    visitor::Visitor,
};

/// A main figure as the page shows it.
struct Shown {
    label: &'static str,
    amount: String,
    compare: String,
}

#[derive(Template)]
#[template(path = "open/version.html")]
struct VersionPage {
    shell: Shell,
    version: Publication,
    form: String,
    /// The number of the version that is public in its place.
    newer: Option<i64>,
    files: Vec<FileLabel>,
    figures: Vec<Shown>,
}

/// A published version.
pub async fn page_of(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Page {
    let version = found(&app, &number).await?;
    let mut store = app.shelf.read().await?;
    let files = store.publication_files(version.number).await?;
    let figures = store.publication_figures(version.number).await?;
    let mut newer = None;
    if version.standing.state == PublicationState::Superseded {
        let search = Search { words: "", unit: Some(&version.unit), year: Some(version.year) };
        let public = store.published(search, juesuan_store::Page { offset: 0, limit: 100 }).await?;
        newer = public.iter().find(|it| it.form == version.form).map(|it| it.number);
    }
    drop(store);
    let of = |known: compare::Known| {
        let figure = figures.iter().find(|figure| figure.figure == known.figure)?;
        let amount = match figure.measure {
            FigureMeasure::Fen => format!("{} 万元", show::wan(&juesuan_amount::Fen(figure.amount))),
            FigureMeasure::Count => figure.amount.to_string(),
        };
        Some(Shown { label: known.label, amount, compare: known.address(&version.unit) })
    };
    let figures = compare::known().into_iter().filter_map(of).collect();
    let shell = Shell::new(&version.title, &visitor, None, "/open");
    let form = form_name(&version.form).to_owned();
    page(&VersionPage { shell, form, newer, files, figures, version })
}

/// A version that is or was public. That there is one that is not is not told.
async fn found(app: &App, number: &str) -> Result<Publication, WebError> {
    let number: i64 = number.parse().map_err(|_| missing())?;
    let version = app.shelf.read().await?.publication(number).await?;
    let open = |it: &Publication| matches!(it.standing.state, PublicationState::Public | PublicationState::Superseded);
    version.filter(open).ok_or_else(missing)
}

fn missing() -> WebError {
    WebError::NotFound("这份公开文件。它可能没有公开，或已经撤下；请从“已公开的决算”里查找".to_owned())
}

async fn open_file(app: &App, number: &str, name: &str) -> Result<PublishedFile, WebError> {
    let number: i64 = number.parse().map_err(|_| missing())?;
    let file = app.shelf.read().await?.published_file(number, name).await?;
    file.ok_or_else(missing)
}

/// The document, for the frame.
pub async fn document(State(app): State<App>, Path(number): Path<String>) -> Page {
    Ok(framed(&open_file(&app, &number, DOCUMENT).await?.content))
}

/// A file, to be kept.
pub async fn file(State(app): State<App>, Path((number, name)): Path<(String, String)>) -> Page {
    let file = open_file(&app, &number, &name).await?;
    Ok(download(&found(&app, &number).await?, file))
}

/// The digests of all files as `sha256sum -c` reads them; the digest of this text is that of the version.
pub async fn sums(State(app): State<App>, Path(number): Path<String>) -> Page {
    let version = found(&app, &number).await?;
    let files = app.shelf.read().await?.publication_files(version.number).await?;
    let text: String = files.iter().map(|file| format!("{}  {}\n", file.digest, file.name)).collect();
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}
