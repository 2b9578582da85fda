//! Auditing what was uploaded: a few at a time, away from the threads that answer.

use std::sync::Arc;

use juesuan_findings::{Audited, Options, read};

use super::kept::{Checked, File, Outcome};
use crate::{App, WebError, visitor::Visitor};

/// Takes in a file and has it checked in the background; none when too much of the person's waits already.
pub fn enter(app: &App, person: i64, file: File, prior: Option<Arc<File>>) -> Option<u64> {
    let id = app.checks.enter(person, file, prior)?;
    let app = app.clone();
    tokio::spawn(async move {
        // Whoever cleared their list meanwhile wants no result.
        let _turn = app.checks.turns.acquire().await;
        let Some(checked) = app.checks.find(person, id) else { return };
        let outcome = match tokio::task::spawn_blocking(move || audit(&checked, false)).await {
            Ok(Ok(audited)) => Outcome::Done(audited.brief()),
            Ok(Err(problem)) => Outcome::Unreadable(problem),
            Err(broken) => Outcome::Unreadable(WebError::from(broken).to_string()),
        };
        app.checks.settle(person, id, outcome);
    });
    Some(id)
}

/// Reads and checks a file; says in Chinese why it cannot.
fn audit(checked: &Checked, figures: bool) -> Result<Audited, String> {
    let Some(file) = &checked.file else { return Err(GONE.to_owned()) };
    let prior = checked.prior.as_ref().map(|prior| {
        let document = read(&prior.name, prior.bytes.clone());
        document.map_err(|failure| format!("上年度文件“{}”：{failure}", prior.name))
    });
    let prior = prior.transpose()?;
    let options = Options { prior: prior.as_ref(), assume_kind: None, figures };
    Audited::of_bytes(&file.name, file.bytes.clone(), &options).map_err(|failure| failure.to_string())
}

/// Said of a file whose content is not kept any more.
const GONE: &str = "这份文件的原件已让位给后来上传的文件，只留下结果。要看明细请重新上传";

/// One of a visitor's own checks.
///
/// # Errors
/// When they have no such one.
pub fn own(app: &App, visitor: &Visitor, id: &str) -> Result<(i64, Checked), WebError> {
    let found = visitor.person.as_ref().zip(id.parse().ok());
    let found = found.and_then(|(person, id)| Some((person.id, app.checks.find(person.id, id)?)));
    found.ok_or_else(|| WebError::NotFound("这份审核结果。它可能已过期或被清空，请重新上传文件".to_owned()))
}

/// The whole audit of a check, with its figures.
///
/// # Errors
/// When it is not done yet, cannot be read, or its content is not kept any more.
pub async fn audited(app: &App, checked: &Checked) -> Result<Arc<Audited>, WebError> {
    if checked.is_waiting() {
        return Err(WebError::Unusable("这份文件还在排队审核，请稍后再看".to_owned()));
    }
    if let Some(problem) = checked.problem() {
        return Err(WebError::Unusable(problem.to_owned()));
    }
    if let Some(ready) = app.checks.ready(checked.id) {
        return Ok(ready);
    }
    let _turn = app.checks.turns.acquire().await;
    let wanted = checked.clone();
    let audited = tokio::task::spawn_blocking(move || audit(&wanted, true)).await?;
    let audited = Arc::new(audited.map_err(WebError::Unusable)?);
    app.checks.keep_ready(checked.id, &audited);
    Ok(audited)
}
