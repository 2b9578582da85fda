//! 日志: what was done, by whom; whether it is as it was written.

use askama::Template;
use axum::{
    body::{Body, Bytes},
    extract::{Query, State},
    http::header,
    response::IntoResponse,
};
use futures_util::stream;
use juesuan_books::Date;
use juesuan_store::{LogEntry, LogSearch, Verified};
use serde::Deserialize;

use crate::{
    App, WebError, beijing,
    pages::{Page, page},
    shell::Shell,
    show,
    visitor::Visitor,
};

const PATH: &str = "/admin/log";
/// Entries on a page.
const LINES: u32 = 50;
/// Entries that an export reads at one time.
const CHUNK: u32 = 1_000;

#[derive(Template)]
#[template(path = "admin/log.html")]
struct Journal {
    shell: Shell,
    entries: Vec<LogEntry>,
    actions: Vec<String>,
    wanted: Wanted,
    /// Address of the page of older entries.
    older: Option<String>,
    /// Address of the export.
    export: String,
}

#[derive(Template)]
#[template(path = "admin/verified.html")]
struct VerifiedPage {
    shell: Shell,
    verified: Verified,
}

/// What is looked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    actor: String,
    action: String,
    subject: String,
    from: String,
    until: String,
    before: String,
}

pub async fn list(State(app): State<App>, visitor: Visitor, Query(wanted): Query<Wanted>) -> Page {
    let before = wanted.before.parse().unwrap_or(i64::MAX);
    let mut store = app.shelf.read().await?;
    let mut entries = store.find_log(wanted.search(), before, LINES + 1).await?;
    let actions = store.actions().await?;
    let more = entries.len() > LINES as usize;
    entries.truncate(LINES as usize);
    let older = entries.last().filter(|_| more).map(|last| format!("{PATH}?{}&before={}", wanted.query(), last.number));
    let export = format!("{PATH}/export.csv?{}", wanted.query());
    page(&Journal { shell: Shell::new("日志", &visitor, None, PATH), entries, actions, older, export, wanted })
}

/// All that was looked for, as a table for spreadsheets. It is written while it is read, however long the log is.
pub async fn export(State(app): State<App>, Query(wanted): Query<Wanted>) -> Page {
    const HEAD: &str = "\u{feff}编号,时间（北京时间）,人,事项,对象,之前,之后,指纹\r\n";
    let head = stream::once(async { Ok(Bytes::from_static(HEAD.as_bytes())) });
    let rows = stream::try_unfold((app, wanted, i64::MAX), |(app, wanted, before)| async move {
        let entries = app.shelf.read().await?.find_log(wanted.search(), before, CHUNK).await?;
        let Some(last) = entries.last().map(|entry| entry.number) else { return Ok::<_, WebError>(None) };
        let lines: String = entries.iter().map(line).collect();
        Ok(Some((Bytes::from(lines), (app, wanted, last))))
    });
    let kind = (header::CONTENT_TYPE, "text/csv; charset=utf-8");
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"log.csv\"");
    Ok(([kind, name], Body::from_stream(stream::StreamExt::chain(head, rows))).into_response())
}

pub async fn verify(State(app): State<App>, visitor: Visitor) -> Page {
    let verified = app.shelf.read().await?.verify().await?;
    page(&VerifiedPage { shell: Shell::new("核验账簿", &visitor, None, PATH), verified })
}

impl Wanted {
    fn search(&self) -> LogSearch<'_> {
        // What is no day finds nothing less.
        let day = |text: &'_ str| Date::parse(text).is_some();
        LogSearch {
            actor: self.actor.trim(),
            action: &self.action,
            subject: self.subject.trim(),
            from: if day(&self.from) { &self.from } else { "" },
            until: if day(&self.until) { &self.until } else { "" },
        }
    }

    /// As the query of an address.
    fn query(&self) -> String {
        let fields = [
            ("actor", &self.actor),
            ("action", &self.action),
            ("subject", &self.subject),
            ("from", &self.from),
            ("until", &self.until),
        ];
        let given = fields.iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| format!("{name}={}", show::query_value(value))).collect::<Vec<_>>().join("&")
    }
}

fn line(entry: &LogEntry) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let at = beijing::of_utc(&entry.at);
    let number = entry.number.to_string();
    let cells = [
        &number,
        &at,
        &entry.actor,
        &entry.action,
        &entry.subject,
        &text(&entry.before),
        &text(&entry.after),
        &entry.hash,
    ];
    cells.map(|cell| quoted(cell)).join(",") + "\r\n"
}

/// A cell of a table for spreadsheets. What begins like a formula gets a mark before it, or opening the file would run it.
fn quoted(cell: &str) -> String {
    let mark = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{mark}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula() {
        assert_eq!(quoted("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(quoted("导入"), "\"导入\"");
    }

    #[test]
    fn the_search_goes_along_to_the_next_page() {
        let wanted = Wanted { actor: "王&李".to_owned(), from: "2024-02-30".to_owned(), ..Wanted::default() };
        assert_eq!(wanted.query(), "actor=%E7%8E%8B%26%E6%9D%8E&from=2024-02-30");
        assert_eq!(wanted.search().from, "", "there is no such day");
    }
}
