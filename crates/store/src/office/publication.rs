use std::sync::Arc;

use serde_json::json;
use sqlx::AssertSqlSafe;

use super::Refused;
use super::submission::unknown;
use super::told::Told;
use crate::db::{self, Connection, Row};
use crate::{Result, Store, digest};

/// A version of a unit's disclosure, frozen as it is to be public (公开版本). Its content never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Its number: that of the entry of the log that tells of its freezing.
    pub number: i64,
    /// Code of the unit.
    pub unit: String,
    /// Name of the unit.
    pub unit_name: String,
    /// Fiscal year.
    pub year: u16,
    /// The form after which it was made.
    pub form: String,
    /// Title, as the public reads it.
    pub title: String,
    /// 1, 2, 3 … among the versions of this unit, year and form.
    pub version: i64,
    /// The last entry of the log when the books were read for it.
    pub head: i64,
    /// SHA-256 over its files: of the text that has one line `digest  name` for each, in the order of their names, as
    /// `sha256sum` prints it.
    pub digest: String,
    /// Who froze it.
    pub by: String,
    /// When, in UTC.
    pub at: String,
    /// What became of it.
    pub standing: Standing,
}

/// What became of a frozen version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its state.
    pub state: PublicationState,
    /// Why, where it was said.
    pub reason: String,
    /// Who brought it there.
    pub by: String,
    /// When, in UTC.
    pub at: String,
}

/// The states of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicationState {
    /// Not public yet (已冻结).
    Frozen,
    /// Public (已公开).
    Public,
    /// A newer version is public in its place (已被替代).
    Superseded,
    /// Taken down (已撤下).
    TakenDown,
}

impl PublicationState {
    /// All that follow on being frozen.
    pub(super) const AFTER: [Self; 3] = [Self::Public, Self::Superseded, Self::TakenDown];

    /// Its Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Frozen => "已冻结",
            Self::Public => "已公开",
            Self::Superseded => "已被替代",
            Self::TakenDown => "已撤下",
        }
    }

    /// Its id in English: `taken-down`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Frozen => "frozen",
            Self::Public => "public",
            Self::Superseded => "superseded",
            Self::TakenDown => "taken-down",
        }
    }

    /// The action under which the log tells of it.
    pub(super) const fn action(self) -> &'static str {
        match self {
            Self::Frozen => "版本冻结",
            Self::Public => "版本公开",
            Self::Superseded => "版本替代",
            Self::TakenDown => "版本撤下",
        }
    }

    pub(super) fn from_id(id: &str) -> sqlx::Result<Self> {
        Self::AFTER.into_iter().find(|state| state.id() == id).ok_or_else(|| unknown("state", id))
    }
}

/// A file of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedFile {
    /// Its name, which no other file of the version has.
    pub name: String,
    /// Its media type: `text/html`.
    pub media: String,
    /// Its bytes.
    pub content: Arc<[u8]>,
}

/// What is told of a file without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLabel {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
}

/// A figure of a version, for comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedFigure {
    /// Its id, the same in every year and unit: `T1/total/final`.
    pub figure: String,
    /// What people call it.
    pub label: String,
    /// What it counts.
    pub measure: FigureMeasure,
    /// How much.
    pub amount: i64,
}

/// What a published figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureMeasure {
    /// 分.
    Fen,
    /// Things: persons, vehicles, batches.
    Count,
}

impl FigureMeasure {
    /// Its id in English.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Fen => "fen",
            Self::Count => "count",
        }
    }

    pub(super) fn from_id(id: &str) -> sqlx::Result<Self> {
        [Self::Fen, Self::Count].into_iter().find(|measure| measure.id() == id).ok_or_else(|| unknown("measure", id))
    }
}

impl Publication {
    /// Whether it is in a state, from which something can be done.
    pub(super) fn must_be(&self, state: PublicationState, action: &'static str) -> Result<(), Refused> {
        let found = self.standing.state;
        if found == state {
            return Ok(());
        }
        Err(Refused::WrongState { number: self.number, state: found, action })
    }

    /// What the log tells of its freezing; `files` in the order of their names, `figures` as [`figures_digest`] has them.
    pub(super) fn told(&self, files: &[FileLabel], figures: &str) -> Told {
        let files: Vec<_> = files.iter().map(|f| json!([f.name, f.media, f.digest])).collect();
        let after = json!({
            "unit_name": self.unit_name, "form": self.form, "title": self.title, "version": self.version,
            "head": self.head, "sha256": self.digest, "files": files, "figures": figures,
        });
        Told { action: PublicationState::Frozen.action(), subject: format!("{} {}", self.year, self.unit), after }
    }
}

impl FileLabel {
    pub(super) fn of(file: &PublishedFile) -> Self {
        let digest = digest::of(&file.content);
        Self { name: file.name.clone(), media: file.media.clone(), bytes: file.content.len() as u64, digest }
    }
}

/// The digest over the files of a version, which are in the order of their names.
pub(super) fn files_digest(files: &[FileLabel]) -> String {
    let lines: String = files.iter().map(|file| format!("{}  {}\n", file.digest, file.name)).collect();
    digest::of(lines.as_bytes())
}

/// The digest over the figures of a version, which are in the order of their ids.
pub(super) fn figures_digest(figures: &[PublishedFigure]) -> String {
    let mut hash = digest::Hash::default();
    for figure in figures {
        for text in [&figure.figure, &figure.label, figure.measure.id()] {
            hash.text(text);
        }
        hash.number(figure.amount);
    }
    hash.finish()
}

/// The columns of [`publication`]; conditions may speak of `p`, the version, and `s`, its last state, if any.
pub(super) const SELECT: &str = "SELECT p.entry, p.unit, p.unit_name, p.year, p.form, p.title, p.version, p.head, p.digest, l.actor, l.at, \
     s.state, s.reason, m.actor, m.at \
     FROM publication AS p JOIN log AS l ON l.number = p.entry \
     LEFT JOIN publication_state AS s ON s.entry = (SELECT max(entry) FROM publication_state WHERE publication = p.entry) \
     LEFT JOIN log AS m ON m.number = s.entry";

pub(super) fn publication(row: &Row) -> sqlx::Result<Publication> {
    let (by, at): (String, String) = (row.try_get(9)?, row.try_get(10)?);
    let state: Option<String> = row.try_get(11)?;
    let standing = match state {
        None => Standing { state: PublicationState::Frozen, reason: String::new(), by: by.clone(), at: at.clone() },
        Some(state) => Standing {
            state: PublicationState::from_id(&state)?,
            reason: row.try_get(12)?,
            by: row.try_get(13)?,
            at: row.try_get(14)?,
        },
    };
    Ok(Publication {
        number: row.try_get(0)?,
        unit: row.try_get(1)?,
        unit_name: row.try_get(2)?,
        year: row.try_get(3)?,
        form: row.try_get(4)?,
        title: row.try_get(5)?,
        version: row.try_get(6)?,
        head: row.try_get(7)?,
        digest: row.try_get(8)?,
        by,
        at,
        standing,
    })
}

/// A version as it stands.
pub(super) async fn read(connection: &mut Connection, number: i64) -> sqlx::Result<Option<Publication>> {
    let sql = AssertSqlSafe(format!("{SELECT} WHERE p.entry = $1"));
    db::query(sql).bind(number).fetch_optional(connection).await?.as_ref().map(publication).transpose()
}

/// What is told of the files of a version, in the order of their names.
pub(super) async fn labels(connection: &mut Connection, number: i64) -> sqlx::Result<Vec<FileLabel>> {
    let sql = "SELECT name, media, CAST(length(content) AS BIGINT), digest FROM publication_file WHERE publication = $1 ORDER BY name";
    let rows: Vec<(String, String, i64, String)> = db::query_as(sql).bind(number).fetch_all(connection).await?;
    let label = |(name, media, bytes, digest): (String, String, i64, String)| FileLabel {
        name,
        media,
        bytes: bytes.unsigned_abs(),
        digest,
    };
    Ok(rows.into_iter().map(label).collect())
}

/// A file of a version.
pub(super) async fn file(connection: &mut Connection, number: i64, name: &str) -> sqlx::Result<Option<PublishedFile>> {
    let sql = "SELECT name, media, content FROM publication_file WHERE publication = $1 AND name = $2";
    let row: Option<(String, String, Vec<u8>)> =
        db::query_as(sql).bind(number).bind(name).fetch_optional(connection).await?;
    Ok(row.map(|(name, media, content)| PublishedFile { name, media, content: content.into() }))
}

/// The figures of a version in the order of their ids.
pub(super) async fn figures(connection: &mut Connection, number: i64) -> sqlx::Result<Vec<PublishedFigure>> {
    let sql = "SELECT figure, label, measure, amount FROM publication_figure WHERE publication = $1 ORDER BY figure";
    let rows: Vec<(String, String, String, i64)> = db::query_as(sql).bind(number).fetch_all(connection).await?;
    let figure = |(figure, label, measure, amount): (String, String, String, i64)| {
        Ok(PublishedFigure { figure, label, measure: FigureMeasure::from_id(&measure)?, amount })
    };
    rows.into_iter().map(figure).collect()
}

impl Store {
    /// A version as it stands, public or not; none if there is no such one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn publication(&mut self, number: i64) -> Result<Option<Publication>> {
        read(&mut self.connection, number).await.map_err(|error| self.error(error))
    }

    /// All versions of a unit's disclosures of a year, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn publications(&mut self, unit: &str, year: u16) -> Result<Vec<Publication>> {
        let sql = AssertSqlSafe(format!("{SELECT} WHERE p.unit = $1 AND p.year = $2 ORDER BY p.entry DESC"));
        let rows = db::query(sql).bind(unit).bind(year).fetch_all(&mut self.connection).await;
        let versions = rows.and_then(|rows| rows.iter().map(publication).collect());
        versions.map_err(|error| self.error(error))
    }

    /// All versions of a year's disclosures, of whatever unit, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn publications_of_year(&mut self, year: u16) -> Result<Vec<Publication>> {
        let sql = AssertSqlSafe(format!("{SELECT} WHERE p.year = $1 ORDER BY p.entry DESC"));
        let rows = db::query(sql).bind(year).fetch_all(&mut self.connection).await;
        let versions = rows.and_then(|rows| rows.iter().map(publication).collect());
        versions.map_err(|error| self.error(error))
    }

    /// What is told of the files of a version, public or not, in the order of their names.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn publication_files(&mut self, number: i64) -> Result<Vec<FileLabel>> {
        labels(&mut self.connection, number).await.map_err(|error| self.error(error))
    }

    /// A file of a version, public or not, for those who prepare and approve it; none if there is no such file.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn publication_file(&mut self, number: i64, name: &str) -> Result<Option<PublishedFile>> {
        file(&mut self.connection, number, name).await.map_err(|error| self.error(error))
    }

    /// The figures of a version, public or not, in the order of their ids.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn publication_figures(&mut self, number: i64) -> Result<Vec<PublishedFigure>> {
        figures(&mut self.connection, number).await.map_err(|error| self.error(error))
    }
}
