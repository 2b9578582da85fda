//! The office's part of a verification: every row against the log, every file against its digest, and the log against
//! the rows.

use sqlx::AssertSqlSafe;

use super::note::{self, NOTED};
use super::publication::{self, FileLabel, PublicationState};
use super::submission::{self, HandedFile, SUBMITTED, Submission, SubmissionState};
use super::told::Told;
use super::{publish, staged};
use crate::db::{self, Connection};
use crate::verify::Check;
use crate::{LogEntry, digest};

/// Tables that refuse changes.
pub(crate) const GUARDED: [&str; 8] = [
    "submission",
    "submission_file",
    "decision",
    "publication",
    "publication_file",
    "publication_figure",
    "publication_state",
    "finding_note",
];

/// Checks everything of the office.
pub(crate) async fn check(connection: &mut Connection, check: &mut Check) -> sqlx::Result<()> {
    submissions(&mut *connection, check).await?;
    publications(&mut *connection, check).await?;
    states(&mut *connection, check).await?;
    notes(&mut *connection, check).await?;
    untold(connection, check).await
}

/// Whether an entry of the log tells of a row what the row itself says.
async fn compare(
    connection: &mut Connection,
    check: &mut Check,
    entry: i64,
    told: &Told,
    what: &str,
) -> sqlx::Result<()> {
    let sql = "SELECT * FROM log WHERE number = $1";
    let logged: Option<LogEntry> = db::query_as(sql).bind(entry).fetch_optional(connection).await?;
    if !logged.is_some_and(|logged| told.is(&logged)) {
        check.flaw(Some(entry), format!("{what}的内容与日志所记不符"));
    }
    Ok(())
}

/// Submissions with what was decided of them, and the files that still wait.
async fn submissions(connection: &mut Connection, check: &mut Check) -> sqlx::Result<()> {
    let numbers = db::query_scalar("SELECT entry FROM submission ORDER BY entry");
    let numbers: Vec<i64> = numbers.fetch_all(&mut *connection).await?;
    for number in numbers {
        // One whose row of the log is gone is told of by the chain.
        let Some(submission) = submission::read(&mut *connection, number).await? else { continue };
        compare(&mut *connection, check, number, &submission.told(), "送审").await?;
        match &submission.decision {
            Some(decision) => {
                compare(&mut *connection, check, decision.entry, &decision.told(number), "复核").await?;
            }
            None => waiting(&mut *connection, check, &submission).await?,
        }
    }
    Ok(())
}

async fn waiting(connection: &mut Connection, check: &mut Check, submission: &Submission) -> sqlx::Result<()> {
    for (HandedFile { name, digest, .. }, place) in submission.files.iter().zip(0_i64..) {
        let content = staged::content(&mut *connection, submission.number, place).await?;
        if content.is_none_or(|content| digest::of(&content) != *digest) {
            check.flaw(Some(submission.number), format!("待复核的文件“{name}”缺失或被改动"));
        }
    }
    Ok(())
}

/// Versions, with the digests of their files computed anew.
async fn publications(connection: &mut Connection, check: &mut Check) -> sqlx::Result<()> {
    let numbers = db::query_scalar("SELECT entry FROM publication ORDER BY entry");
    let numbers: Vec<i64> = numbers.fetch_all(&mut *connection).await?;
    for number in numbers {
        let Some(version) = publication::read(&mut *connection, number).await? else { continue };
        let labels = publication::labels(&mut *connection, number).await?;
        for FileLabel { name, digest, .. } in &labels {
            // One file at a time is in memory.
            let file = publication::file(&mut *connection, number, name).await?;
            if file.is_none_or(|file| digest::of(&file.content) != *digest) {
                check.flaw(Some(number), format!("公开版本的文件“{name}”被改动"));
            }
        }
        if publication::files_digest(&labels) != version.digest {
            check.flaw(Some(number), "公开版本的文件与其摘要不符".to_owned());
        }
        let figures = publication::figures(&mut *connection, number).await?;
        let told = version.told(&labels, &publication::figures_digest(&figures));
        compare(&mut *connection, check, number, &told, "公开版本").await?;
    }
    Ok(())
}

/// What became of versions.
async fn states(connection: &mut Connection, check: &mut Check) -> sqlx::Result<()> {
    let sql = "SELECT entry, publication, state, reason FROM publication_state ORDER BY entry";
    let rows: Vec<(i64, i64, String, String)> = db::query_as(sql).fetch_all(&mut *connection).await?;
    for (entry, number, state, reason) in rows {
        match PublicationState::from_id(&state) {
            Ok(state) => {
                let told = publish::told(number, state, &reason);
                compare(&mut *connection, check, entry, &told, "公开版本的状态").await?;
            }
            Err(_) => check.flaw(Some(entry), format!("公开版本的状态“{state}”不认识")),
        }
    }
    Ok(())
}

async fn notes(connection: &mut Connection, check: &mut Check) -> sqlx::Result<()> {
    let sql = AssertSqlSafe(format!("{} ORDER BY n.entry", note::SELECT));
    for row in db::query(sql).fetch_all(&mut *connection).await? {
        let (unit, note) = note::read(&row)?;
        compare(&mut *connection, check, note.entry, &note.told(&unit), "出错说明").await?;
    }
    Ok(())
}

/// Entries of the log whose row is gone.
async fn untold(connection: &mut Connection, check: &mut Check) -> sqlx::Result<()> {
    let decided = SubmissionState::DECIDED.map(|state| (state.action(), "decision"));
    let states = PublicationState::AFTER.map(|state| (state.action(), "publication_state"));
    let others =
        [(SUBMITTED, "submission"), (PublicationState::Frozen.action(), "publication"), (NOTED, "finding_note")];
    for (action, table) in others.into_iter().chain(decided).chain(states) {
        // The name of the table is one of the above.
        let sql = format!("SELECT number FROM log WHERE action = $1 AND number NOT IN (SELECT entry FROM {table})");
        let lost = db::query_scalar(AssertSqlSafe(sql)).bind(action).fetch_all(&mut *connection).await?;
        for entry in lost {
            check.flaw(Some(entry), format!("所记的“{action}”已不在账簿中（表 {table}）"));
        }
    }
    Ok(())
}
