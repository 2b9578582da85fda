use serde_json::json;
use sqlx::AssertSqlSafe;

use super::limits;
use super::submission::unknown;
use super::told::Told;
use crate::db::{self, Connection, Row};
use crate::work::Fault;
use crate::{LogEntry, Result, Store};

/// What a unit says to a finding of an audit (出错说明).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingNote {
    /// What the audit calls the finding, the same from year to year.
    pub finding: String,
    /// What is said.
    pub verdict: NoteVerdict,
    /// In words.
    pub text: String,
    /// The fiscal year in which it was said.
    pub year: u16,
    /// Digest of the document that was checked.
    pub document: String,
    /// Who said it.
    pub by: String,
    /// When, in UTC.
    pub at: String,
    /// The entry of the log that tells of it.
    pub entry: i64,
}

/// What is said of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteVerdict {
    /// It is right, and will be put right (已采纳).
    Accepted,
    /// There is a reason for what it found (已说明).
    Explained,
    /// What was said before does not stand (重新打开).
    Reopened,
}

impl NoteVerdict {
    const ALL: [Self; 3] = [Self::Accepted, Self::Explained, Self::Reopened];

    /// Its Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "已采纳",
            Self::Explained => "已说明",
            Self::Reopened => "重新打开",
        }
    }

    /// Its id in English: `accepted`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Explained => "explained",
            Self::Reopened => "reopened",
        }
    }

    fn from_id(id: &str) -> sqlx::Result<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.id() == id).ok_or_else(|| unknown("verdict", id))
    }
}

/// What is to be said to a finding.
#[derive(Clone, Copy, Debug)]
pub struct Note<'a> {
    /// Code of the unit.
    pub unit: &'a str,
    /// What the audit calls the finding.
    pub finding: &'a str,
    /// What is said.
    pub verdict: NoteVerdict,
    /// In words; an explanation must have some.
    pub text: &'a str,
    /// The fiscal year of the document.
    pub year: u16,
    /// Digest of the document that was checked.
    pub document: &'a str,
    /// Who says it.
    pub by: &'a str,
}

/// What the log calls it.
pub(super) const NOTED: &str = "出错说明";

impl FindingNote {
    /// What the log tells of it.
    pub(super) fn told(&self, unit: &str) -> Told {
        let after = json!({
            "finding": self.finding, "verdict": self.verdict.id(), "text": self.text, "document": self.document,
        });
        Told { action: NOTED, subject: format!("{} {unit}", self.year), after }
    }
}

impl Store {
    /// Says something to a finding, in place of what the unit said to it before; that stays in the log.
    ///
    /// # Errors
    /// When an explanation has no words, a text is too long, or the database cannot take it.
    pub async fn note(&mut self, note: Note<'_>) -> Result<FindingNote> {
        limits::actor(note.by)?;
        for (what, text) in [("单位代码", note.unit), ("问题编号", note.finding), ("文件摘要", note.document)]
        {
            limits::text(what, text, limits::NAME)?;
        }
        match note.verdict {
            NoteVerdict::Explained => limits::reason(note.text)?,
            NoteVerdict::Accepted | NoteVerdict::Reopened => limits::text("说明", note.text, limits::REASON)?,
        }
        let mut work = self.begin().await?;
        let done = write(work.connection(), &note).await.map_err(Fault::from);
        work.end(done).await
    }

    /// What stands of what a unit said to findings, from all years, in the order of the findings.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn notes(&mut self, unit: &str) -> Result<Vec<FindingNote>> {
        let sql = format!(
            "{SELECT} WHERE n.unit = $1 AND n.verdict <> 'reopened' AND n.entry = \
             (SELECT max(entry) FROM finding_note WHERE unit = n.unit AND finding = n.finding) ORDER BY n.finding"
        );
        let rows = db::query(AssertSqlSafe(sql)).bind(unit).fetch_all(&mut self.connection).await;
        let notes = rows.and_then(|rows| rows.iter().map(|row| Ok(read(row)?.1)).collect());
        notes.map_err(|error| self.error(error))
    }
}

async fn write(connection: &mut Connection, note: &Note<'_>) -> sqlx::Result<FindingNote> {
    let mut written = FindingNote {
        finding: note.finding.to_owned(),
        verdict: note.verdict,
        text: note.text.to_owned(),
        year: note.year,
        document: note.document.to_owned(),
        by: note.by.to_owned(),
        at: String::new(),
        entry: 0,
    };
    let LogEntry { number, at, .. } = written.told(note.unit).log(&mut *connection, note.by).await?;
    (written.entry, written.at) = (number, at);
    db::query("INSERT INTO finding_note VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(written.entry)
        .bind(note.unit)
        .bind(note.finding)
        .bind(note.verdict.id())
        .bind(note.text)
        .bind(note.year)
        .bind(note.document)
        .execute(connection)
        .await?;
    Ok(written)
}

/// The columns of [`read`].
pub(super) const SELECT: &str = "SELECT n.unit, n.finding, n.verdict, n.text, n.year, n.document, l.actor, l.at, n.entry \
                                 FROM finding_note AS n JOIN log AS l ON l.number = n.entry";

/// A unit and what it said.
pub(super) fn read(row: &Row) -> sqlx::Result<(String, FindingNote)> {
    let note = FindingNote {
        finding: row.try_get(1)?,
        verdict: NoteVerdict::from_id(row.try_get(2)?)?,
        text: row.try_get(3)?,
        year: row.try_get(4)?,
        document: row.try_get(5)?,
        by: row.try_get(6)?,
        at: row.try_get(7)?,
        entry: row.try_get(8)?,
    };
    Ok((row.try_get(0)?, note))
}
