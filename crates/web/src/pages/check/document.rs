//! One document with its findings beside it.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{Html, IntoResponse},
};
use juesuan_findings::{
    Audited, apply,
    view::{Block, Content, Found, Mark, Role, View},
};
use juesuan_read::Format;
use juesuan_store::FindingNote;
use serde::Deserialize;

use super::{
    class_of,
    kept::Checked,
    notes::{self, Said},
    work,
};
use crate::{App, WebError, pages::Page, shell::Shell, visitor::Visitor};

/// Paragraphs and cells that the page shows; longer documents are read in the report.
const SHOWN: usize = 60_000;
/// Findings that the page lists.
const LISTED: usize = 1_000;

/// What the page is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The unit whose notes are shown, where it is not the document's own.
    pub unit: String,
    done: String,
}

#[derive(Template)]
#[template(path = "check/document.html")]
struct DocumentPage<'a> {
    shell: Shell,
    checked: &'a Checked,
    view: &'a View<'a>,
    /// As many blocks as are shown.
    blocks: &'a [Block<'a>],
    findings: &'a [Found<'a>],
    said: &'a Said,
    /// Notes on findings that this document does not have.
    others: Vec<&'a FindingNote>,
}

/// The page.
pub async fn page(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Page {
    let (_, checked) = work::own(&app, &visitor, &id)?;
    let audited = work::audited(&app, &checked).await?;
    let said = notes::said(&app, &visitor, audited.report.outline.unit_name.as_deref(), &asked.unit).await?;
    let notice = (asked.done == "noted").then(|| "已记下，这个单位下一年的文件再出现同一问题时会显示出来。".to_owned());
    let shell = Shell::new(&checked.name, &visitor, None, "/check").with_notice(notice);
    // A document may have tens of thousands of cells.
    let html = tokio::task::spawn_blocking(move || render(shell, &checked, &audited, &said)).await??;
    Ok(Html(html).into_response())
}

fn render(shell: Shell, checked: &Checked, audited: &Arc<Audited>, said: &Said) -> Result<String, WebError> {
    let mut view = View::of(audited);
    let notes = said.as_findings();
    let unused = apply(&notes, &mut view);
    let others = unused.iter().filter_map(|note| said.note(note.key.as_str())).collect();
    let blocks = &view.blocks[..shown(&view.blocks)];
    let findings = &view.findings[..view.findings.len().min(LISTED)];
    Ok(DocumentPage { shell, checked, view: &view, blocks, findings, said, others }.render()?)
}

/// How many blocks fit a page.
fn shown(blocks: &[Block<'_>]) -> usize {
    let mut left = SHOWN;
    let fits = |block: &&Block<'_>| {
        let size = match &block.content {
            Content::Paragraph(_) => 1,
            Content::Table(table) => table.rows.iter().map(|row| row.cells.len()).sum(),
        };
        left.checked_sub(size).map(|rest| left = rest).is_some()
    };
    blocks.iter().take_while(fits).count()
}

impl DocumentPage<'_> {
    fn is_docx(&self) -> bool {
        self.view.format == Format::Docx
    }

    /// The findings that are not listed.
    fn unlisted(&self) -> usize {
        self.view.findings.len() - self.findings.len()
    }

    fn is_cut(&self) -> bool {
        self.blocks.len() < self.view.blocks.len()
    }

    /// How many findings nobody has said anything of.
    fn open(&self) -> usize {
        self.view.findings.iter().filter(|finding| finding.note.is_none()).count()
    }
}

/// The class of a marked piece of text.
fn classes(mark: &Mark) -> String {
    let numeral = if mark.figure.is_some() { "numeral" } else { "" };
    let unread = if mark.unread { "unread" } else { "" };
    let found = mark.severity.as_ref().map_or_else(String::new, |severity| format!("mark {}", class_of(severity)));
    [numeral, unread, &found].into_iter().filter(|class| !class.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Numbers of findings, with blanks between them.
fn numbers(findings: &[usize]) -> String {
    findings.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// The class of a paragraph.
fn role(role: &Role) -> String {
    match role {
        Role::Heading(level) => format!("heading level{}", (*level).clamp(1, 4)),
        Role::Contents => "contents".to_owned(),
        Role::Text => "text".to_owned(),
    }
}
