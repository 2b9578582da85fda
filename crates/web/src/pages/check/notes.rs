//! What a unit says to findings (出错说明): kept in the books, so that it is at hand for next year's document.

use axum::{
    Form,
    extract::{Path, State},
};
use juesuan_audit::is_same_unit;
use juesuan_findings::{FindingKey, Note, Verdict, keys};
use juesuan_rights::Right;
use juesuan_store::{FindingNote, NoteVerdict};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::work;
use crate::{
    App, WebError,
    pages::{Page, go},
    show,
    units::Known,
    visitor::Visitor,
};

/// What was said of a unit's findings, and what may be.
#[derive(Debug, Default)]
pub struct Said {
    /// The code under which it is kept; of a unit that the books do not have, its name. None when it is not clear which.
    pub unit: Option<String>,
    /// The unit's name.
    pub name: String,
    /// Units among which one may choose: code and name.
    pub choices: Vec<(String, String)>,
    /// Whether the visitor may say something.
    pub may_note: bool,
    notes: Vec<FindingNote>,
}

impl Said {
    /// All notes as the findings take them.
    pub fn as_findings(&self) -> Vec<Note> {
        self.notes.iter().filter_map(as_finding).collect()
    }

    /// The note on a finding.
    pub fn note(&self, key: &str) -> Option<&FindingNote> {
        self.notes.iter().find(|note| note.finding == key)
    }
}

/// A note of the books as one on a finding; none when it was taken back, or is on no finding.
fn as_finding(note: &FindingNote) -> Option<Note> {
    let verdict = match note.verdict {
        NoteVerdict::Accepted => Verdict::Accepted,
        NoteVerdict::Explained => Verdict::Explained,
        NoteVerdict::Reopened => return None,
    };
    let key = FindingKey::try_from(note.finding.clone()).ok()?;
    let (text, author, date) = (note.text.clone(), note.by.clone(), note.at.chars().take(10).collect());
    Some(Note { key, verdict, text, author, date })
}

/// What was said of the unit that a document names, or of another that the visitor chose.
///
/// # Errors
/// When the books cannot be read.
pub async fn said(app: &App, visitor: &Visitor, printed: Option<&str>, chosen: &str) -> Result<Said, WebError> {
    let known = app.units.known(app).await?;
    let own = known.units.iter().filter(|(code, _)| visitor.may(Right::CheckDocuments, code));
    let choices: Vec<(String, String)> = own.map(|(code, (_, unit))| (code.clone(), unit.name.clone())).collect();
    let Some(unit) = unit(&choices, visitor, printed, chosen) else { return Ok(Said { choices, ..Said::default() }) };
    let may_note = visitor.may(Right::NoteFindings, &unit);
    let notes = app.shelf.read().await?.notes(&unit).await?;
    Ok(Said { name: name(&known, &unit), unit: Some(unit), choices, may_note, notes })
}

/// The code of the unit: the chosen one, or that of the name; the name itself for who reviews all units, where the books do
/// not have it.
fn unit(choices: &[(String, String)], visitor: &Visitor, printed: Option<&str>, chosen: &str) -> Option<String> {
    let everywhere = visitor.may(Right::CheckDocuments, "");
    if choices.iter().any(|(code, _)| code == chosen) {
        return Some(chosen.to_owned());
    }
    let printed = printed?;
    let same: Vec<&(String, String)> = choices.iter().filter(|(_, name)| is_same_unit(name, printed)).collect();
    match same.as_slice() {
        [(code, _)] => Some(code.clone()),
        [] if everywhere => Some(printed.to_owned()),
        // A department and its main unit may have one name: the one above all of them is meant.
        several => {
            let above = |code: &str| several.iter().all(|(other, _)| visitor.tree.covers(code, other));
            several.iter().find(|(code, _)| above(code)).map(|(code, _)| code.clone())
        }
    }
}

fn name(known: &Known, unit: &str) -> String {
    known.units.get(unit).map_or_else(|| unit.to_owned(), |(_, unit)| unit.name.clone())
}

/// What somebody says of a finding.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    finding: String,
    unit: String,
    verdict: String,
    text: String,
}

/// Keeps what was said of a finding.
pub async fn note(State(app): State<App>, visitor: Visitor, Path(id): Path<String>, Form(typed): Form<Typed>) -> Page {
    let (_, checked) = work::own(&app, &visitor, &id)?;
    let audited = work::audited(&app, &checked).await?;
    if typed.unit.is_empty() || !visitor.may(Right::NoteFindings, &typed.unit) {
        return Err(WebError::Forbidden(
            "您不能为这个单位处理问题。请在页首选择您负责的单位，或联系安全管理员授权".to_owned(),
        ));
    }
    let place = keys(&audited).iter().position(|key| key.as_str() == typed.finding);
    let place =
        place.ok_or_else(|| WebError::NotFound("这个问题。文件可能已重新上传，请从审核页重新打开".to_owned()))?;
    let Some(year) = audited.report.outline.fiscal_year else {
        return Err(WebError::Unusable(
            "看不出这份文件是哪一年度的，说明没有地方记。请检查文件标题里的年度".to_owned(),
        ));
    };
    let verdict = match typed.verdict.as_str() {
        "accepted" => NoteVerdict::Accepted,
        "explained" => NoteVerdict::Explained,
        "reopened" => NoteVerdict::Reopened,
        _ => return Err(WebError::Unusable("请选择“采纳”或“说明”".to_owned())),
    };
    let document = checked.file.as_ref().map_or_else(String::new, |file| digest(&file.bytes));
    let (unit, finding) = (typed.unit.as_str(), typed.finding.as_str());
    let note = juesuan_store::Note {
        unit,
        finding,
        verdict,
        text: typed.text.trim(),
        year,
        document: &document,
        by: visitor.login(),
    };
    app.shelf.write().await.note(note).await?;
    app.refresh().await?;
    go(&format!("/check/{}?unit={}&done=noted#f{place}", checked.id, show::query_value(&typed.unit)))
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
