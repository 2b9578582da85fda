use crate::clock;
use crate::db::{self, Connection, FromRow, Row};
use crate::digest::Hash;

/// An entry of the log: something that was done to the books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// 1, 2, 3 …
    pub number: i64,
    /// When, in UTC: `2025-03-01T08:30:00Z`.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What: `导入`, `修改原因`.
    pub action: String,
    /// To what: a year, a figure.
    pub subject: String,
    /// How it was before.
    pub before: Option<String>,
    /// How it was after.
    pub after: Option<String>,
    /// Digest of the records that it brought.
    pub digest: Option<String>,
    /// SHA-256 of the entry and of the hash before it, in hexadecimal.
    pub hash: String,
}

impl FromRow for LogEntry {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            number: row.try_get("number")?,
            at: row.try_get("at")?,
            actor: row.try_get("actor")?,
            action: row.try_get("action")?,
            subject: row.try_get("subject")?,
            before: row.try_get("before")?,
            after: row.try_get("after")?,
            digest: row.try_get("digest")?,
            hash: row.try_get("hash")?,
        })
    }
}

/// What an entry says, before it has a number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deed<'a> {
    pub actor: &'a str,
    pub action: &'a str,
    pub subject: &'a str,
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
    pub digest: Option<&'a str>,
}

impl LogEntry {
    /// What its hash must be after an entry with the hash `previous` (empty before the first one).
    pub(crate) fn expected_hash(&self, previous: &str) -> String {
        let mut hash = Hash::default();
        hash.text(previous);
        hash.number(self.number);
        for text in [&self.at, &self.actor, &self.action, &self.subject] {
            hash.text(text);
        }
        for text in [&self.before, &self.after, &self.digest] {
            hash.optional(text.as_deref());
        }
        hash.finish()
    }
}

/// The last entry; none in new books.
pub(crate) async fn last(connection: &mut Connection) -> sqlx::Result<Option<LogEntry>> {
    db::query_as("SELECT * FROM log ORDER BY number DESC LIMIT 1").fetch_optional(connection).await
}

/// Adds an entry after the last one. Call it in the transaction that it tells of.
pub(crate) async fn append(connection: &mut Connection, deed: Deed<'_>) -> sqlx::Result<LogEntry> {
    let last = last(&mut *connection).await?;
    let (number, previous) = last.map_or((0, String::new()), |entry| (entry.number, entry.hash));
    let mut entry = LogEntry {
        number: number + 1,
        at: clock::now(),
        actor: deed.actor.to_owned(),
        action: deed.action.to_owned(),
        subject: deed.subject.to_owned(),
        before: deed.before.map(str::to_owned),
        after: deed.after.map(str::to_owned),
        digest: deed.digest.map(str::to_owned),
        hash: String::new(),
    };
    entry.hash = entry.expected_hash(&previous);
    db::query("INSERT INTO log VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind(entry.number)
        .bind(&entry.at)
        .bind(&entry.actor)
        .bind(&entry.action)
        .bind(&entry.subject)
        .bind(&entry.before)
        .bind(&entry.after)
        .bind(&entry.digest)
        .bind(&entry.hash)
        .execute(connection)
        .await?;
    Ok(entry)
}
