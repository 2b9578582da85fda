//! 已公开的决算: the front page for the public, with a search.

use askama::Template;
use axum::{
    Json,
    extract::{Query, State},
    response::IntoResponse,
};
use juesuan_store::{Page as Part, Publication, Search};
use serde::Deserialize;
use serde_json::json;

use super::compare::{self, Known};
use crate::{
    App,
    pages::{Page, page},
    shell::Shell,
    show,
    visitor::Visitor,
};

/// How many stand on a page.
const ON_PAGE: u32 = 20;
/// How many the list for programs has on a page.
const FOR_PROGRAMS: u32 = 1000;
/// Pages beyond this one are not looked for.
const LAST_PAGE: u64 = 100_000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    /// As it was typed; what is no year finds all.
    year: String,
    page: String,
}

impl Asked {
    fn year(&self) -> Option<u16> {
        self.year.trim().parse().ok()
    }

    fn is_year(&self, year: &u16) -> bool {
        self.year() == Some(*year)
    }

    /// From 0.
    fn page(&self) -> u64 {
        self.page.trim().parse::<u64>().unwrap_or(1).clamp(1, LAST_PAGE) - 1
    }

    fn search(&self) -> Search<'_> {
        Search { words: &self.q, unit: None, year: self.year() }
    }

    /// The address of another page of the same search.
    fn at(&self, page: u64) -> String {
        format!("/open?q={}&year={}&page={page}", show::query_value(&self.q), show::query_value(&self.year))
    }
}

#[derive(Template)]
#[template(path = "open/list.html")]
struct List {
    shell: Shell,
    asked: Asked,
    years: Vec<u16>,
    found: Vec<Publication>,
    known: Vec<Known>,
    earlier: Option<String>,
    later: Option<String>,
}

/// The public disclosures that a search finds.
pub async fn page_of(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Page {
    let number = asked.page();
    let mut store = app.shelf.read().await?;
    let part = Part { offset: number * u64::from(ON_PAGE), limit: ON_PAGE + 1 };
    let mut found = store.published(asked.search(), part).await?;
    let mut years: Vec<u16> = store
        .published(Search::default(), Part { offset: 0, limit: FOR_PROGRAMS })
        .await?
        .iter()
        .map(|it| it.year)
        .collect();
    drop(store);
    // They come by year.
    years.dedup();
    let more = found.len() > ON_PAGE as usize;
    found.truncate(ON_PAGE as usize);
    let earlier = (number > 0).then(|| asked.at(number));
    let later = more.then(|| asked.at(number + 2));
    let shell = Shell::new("已公开的部门决算", &visitor, None, "/open");
    page(&List { shell, asked, years, found, known: compare::known(), earlier, later })
}

/// The same for programs, with the addresses of all files.
pub async fn data(State(app): State<App>, Query(asked): Query<Asked>) -> Page {
    let part = Part { offset: asked.page() * u64::from(FOR_PROGRAMS), limit: FOR_PROGRAMS };
    let mut store = app.shelf.read().await?;
    let mut listed = Vec::new();
    for version in store.published(asked.search(), part).await? {
        let files = store.publication_files(version.number).await?;
        let files: Vec<_> = files
            .iter()
            .map(|file| {
                let url = format!("/open/{}/files/{}", version.number, show::path_part(&file.name));
                json!({ "name": file.name, "media": file.media, "bytes": file.bytes, "sha256": file.digest, "url": url })
            })
            .collect();
        listed.push(json!({
            "id": version.number, "title": version.title, "unit": version.unit, "unit_name": version.unit_name,
            "year": version.year, "form": version.form, "version": version.version, "sha256": version.digest,
            "published": version.standing.at, "url": format!("/open/{}", version.number), "files": files,
        }));
    }
    Ok(Json(json!({ "disclosures": listed })).into_response())
}
