use serde_json::json;
use sqlx::AssertSqlSafe;

use super::told::Told;
use crate::db::{self, Connection, Row};
use crate::{Page, Result, Store, digest};

/// Something that was handed in for a second person to decide (送审).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Its number: that of the entry of the log that tells of it.
    pub number: i64,
    /// What it is about.
    pub matter: Matter,
    /// Code of the unit that it concerns, with all below it; empty for the books as a whole.
    pub unit: String,
    /// Fiscal year.
    pub year: u16,
    /// Why, in the words of the one who handed it in.
    pub reason: String,
    /// What the one who decides is shown: JSON, as the caller made it.
    pub summary: String,
    /// Who handed it in.
    pub by: String,
    /// When, in UTC.
    pub at: String,
    /// The files of an import.
    pub files: Vec<HandedFile>,
    /// What was decided.
    pub decision: Option<Decision>,
}

/// What a submission is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Importing its files (导入).
    Import,
    /// Withdrawing the import of an entry of the log (撤销导入).
    Withdrawal(i64),
    /// Making a frozen version public (公开).
    Publication(i64),
    /// Taking a public version down (撤下).
    TakingDown(i64),
}

/// A file that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedFile {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
}

/// What was decided of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The entry of the log that tells of it.
    pub entry: i64,
    /// What it came to.
    pub state: SubmissionState,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When, in UTC.
    pub at: String,
    /// The entry of the log that tells what followed: the import, the withdrawal, the change of a version. None when it
    /// was not approved, or an import brought nothing new.
    pub brought: Option<i64>,
}

/// How a submission stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubmissionState {
    /// Waiting for a decision (待复核).
    HandedIn,
    /// Approved and carried out (已通过).
    Approved,
    /// Refused (已退回).
    Refused,
    /// Taken back by the one who handed it in (已撤回).
    TakenBack,
}

impl SubmissionState {
    /// Its Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HandedIn => "待复核",
            Self::Approved => "已通过",
            Self::Refused => "已退回",
            Self::TakenBack => "已撤回",
        }
    }

    /// Its id in English: `handed-in`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::HandedIn => "handed-in",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::TakenBack => "taken-back",
        }
    }

    /// The action under which the log tells of it.
    pub(super) const fn action(self) -> &'static str {
        match self {
            Self::HandedIn => SUBMITTED,
            Self::Approved => "复核通过",
            Self::Refused => "复核退回",
            Self::TakenBack => "送审撤回",
        }
    }

    /// What a submission can come to.
    pub(super) const DECIDED: [Self; 3] = [Self::Approved, Self::Refused, Self::TakenBack];

    fn from_id(id: &str) -> sqlx::Result<Self> {
        let known = Self::DECIDED.into_iter().find(|state| state.id() == id);
        known.ok_or_else(|| unknown("decision", id))
    }
}

/// What the log calls handing in.
pub(super) const SUBMITTED: &str = "送审";

impl Matter {
    /// Its id in English: `import`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Withdrawal(_) => "withdrawal",
            Self::Publication(_) => "publication",
            Self::TakingDown(_) => "taking-down",
        }
    }

    /// Its Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Import => "导入",
            Self::Withdrawal(_) => "撤销导入",
            Self::Publication(_) => "公开",
            Self::TakingDown(_) => "撤下",
        }
    }

    /// The number of the import or version that it is about.
    #[must_use]
    pub const fn subject(self) -> Option<i64> {
        match self {
            Self::Import => None,
            Self::Withdrawal(number) | Self::Publication(number) | Self::TakingDown(number) => Some(number),
        }
    }

    fn new(id: &str, subject: Option<i64>) -> sqlx::Result<Self> {
        match (id, subject) {
            ("import", None) => Ok(Self::Import),
            ("withdrawal", Some(entry)) => Ok(Self::Withdrawal(entry)),
            ("publication", Some(number)) => Ok(Self::Publication(number)),
            ("taking-down", Some(number)) => Ok(Self::TakingDown(number)),
            _ => Err(unknown("matter", id)),
        }
    }
}

/// A word that the program never writes.
pub(super) fn unknown(column: &str, word: &str) -> sqlx::Error {
    sqlx::Error::ColumnDecode { index: column.to_owned(), source: format!("“{word}”不认识").into() }
}

impl Submission {
    /// How it stands.
    #[must_use]
    pub fn state(&self) -> SubmissionState {
        self.decision.as_ref().map_or(SubmissionState::HandedIn, |decision| decision.state)
    }

    /// What the log tells of its being handed in.
    pub(super) fn told(&self) -> Told {
        let files: Vec<_> =
            self.files.iter().map(|f| json!({ "name": f.name, "bytes": f.bytes, "sha256": f.digest })).collect();
        let after = json!({
            "matter": self.matter.id(), "subject": self.matter.subject(), "reason": self.reason,
            "summary": digest::of(self.summary.as_bytes()), "files": files,
        });
        Told { action: SUBMITTED, subject: format!("{} {}", self.year, self.unit), after }
    }
}

impl Decision {
    /// What the log tells of it.
    pub(super) fn told(&self, submission: i64) -> Told {
        let after = json!({ "reason": self.reason, "brought": self.brought });
        Told { action: self.state.action(), subject: submission.to_string(), after }
    }
}

impl Store {
    /// Submissions, the newest first: of units (all if none are named), in a state or in any. Their files are not listed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn submissions(
        &mut self,
        units: Option<&[&str]>,
        state: Option<SubmissionState>,
        page: Page,
    ) -> Result<Vec<Submission>> {
        let units_named = self.connection.words().elements("$1", "code");
        let sql = format!(
            "{SELECT} WHERE ($1 IS NULL OR s.unit IN (SELECT value FROM {units_named})) \
             AND ($2 IS NULL OR coalesce(d.verdict, 'handed-in') = $2) ORDER BY s.entry DESC LIMIT $3 OFFSET $4"
        );
        let query = db::query(AssertSqlSafe(sql))
            .bind(units.map(|units| json!(units).to_string()))
            .bind(state.map(SubmissionState::id))
            .bind(page.limit)
            .bind(i64::try_from(page.offset).unwrap_or(i64::MAX));
        let rows = query.fetch_all(&mut self.connection).await.map_err(|error| self.error(error))?;
        rows.iter().map(submission).collect::<sqlx::Result<_>>().map_err(|error| self.error(error))
    }

    /// A submission with the names of its files; none if there is no such one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn submission(&mut self, number: i64) -> Result<Option<Submission>> {
        read(&mut self.connection, number).await.map_err(|error| self.error(error))
    }
}

const SELECT: &str = "SELECT s.entry, s.matter, s.subject, s.unit, s.year, s.reason, s.summary, l.actor, l.at, \
                      d.entry, d.verdict, d.reason, d.brought, m.actor, m.at \
                      FROM submission AS s JOIN log AS l ON l.number = s.entry \
                      LEFT JOIN decision AS d ON d.submission = s.entry LEFT JOIN log AS m ON m.number = d.entry";

/// A submission with its files.
pub(super) async fn read(connection: &mut Connection, number: i64) -> sqlx::Result<Option<Submission>> {
    let sql = AssertSqlSafe(format!("{SELECT} WHERE s.entry = $1"));
    let Some(row) = db::query(sql).bind(number).fetch_optional(&mut *connection).await? else { return Ok(None) };
    let mut submission = submission(&row)?;
    let files = db::query("SELECT name, bytes, digest FROM submission_file WHERE submission = $1 ORDER BY place");
    for row in files.bind(number).fetch_all(connection).await? {
        let bytes: i64 = row.try_get(1)?;
        let file = HandedFile { name: row.try_get(0)?, bytes: bytes.unsigned_abs(), digest: row.try_get(2)? };
        submission.files.push(file);
    }
    Ok(Some(submission))
}

fn submission(row: &Row) -> sqlx::Result<Submission> {
    Ok(Submission {
        number: row.try_get(0)?,
        matter: Matter::new(row.try_get(1)?, row.try_get(2)?)?,
        unit: row.try_get(3)?,
        year: row.try_get(4)?,
        reason: row.try_get(5)?,
        summary: row.try_get(6)?,
        by: row.try_get(7)?,
        at: row.try_get(8)?,
        files: Vec::new(),
        decision: decision(row)?,
    })
}

fn decision(row: &Row) -> sqlx::Result<Option<Decision>> {
    let Some(entry) = row.try_get(9)? else { return Ok(None) };
    let state = SubmissionState::from_id(row.try_get(10)?)?;
    let (reason, brought) = (row.try_get(11)?, row.try_get(12)?);
    Ok(Some(Decision { entry, state, reason, by: row.try_get(13)?, at: row.try_get(14)?, brought }))
}
