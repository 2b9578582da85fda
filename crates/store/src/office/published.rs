//! What the public reads: only what is or was public.

use serde_json::json;
use sqlx::AssertSqlSafe;

use super::publication::{self, FigureMeasure, Publication, PublicationState, PublishedFile, SELECT};
use crate::db;
use crate::{Page, Result, Store};

/// Words of a search that count.
const WORDS: usize = 10;

/// Which public versions are looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Search<'a> {
    /// Words that title, unit's name or unit's code must contain, all of them, between blanks; empty for any.
    pub words: &'a str,
    /// Code of the unit.
    pub unit: Option<&'a str>,
    /// Fiscal year.
    pub year: Option<u16>,
}

/// The same figure in a unit's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The version that says it.
    pub publication: i64,
    /// Code of the unit.
    pub unit: String,
    /// Name of the unit.
    pub unit_name: String,
    /// Fiscal year.
    pub year: u16,
    /// The form after which the version was made.
    pub form: String,
    /// What the version calls the figure.
    pub label: String,
    /// What it counts.
    pub measure: FigureMeasure,
    /// How much.
    pub amount: i64,
}

impl Store {
    /// The versions that are public now, the latest year first, within it by unit.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn published(&mut self, search: Search<'_>, page: Page) -> Result<Vec<Publication>> {
        // A position knows no wildcards, so that every character of a word stands for itself.
        let home = self.connection.words();
        let (position, each_word) = (home.position, home.elements("$3", "word"));
        let sql = format!(
            "{SELECT} WHERE s.state = 'public' AND ($1 IS NULL OR p.unit = $1) AND ($2 IS NULL OR p.year = $2) \
             AND NOT EXISTS (SELECT 1 FROM {each_word} WHERE \
             {position}(lower(p.title || '\u{1f}' || p.unit_name || '\u{1f}' || p.unit), word.value) = 0) \
             ORDER BY p.year DESC, p.unit, p.form, p.entry DESC LIMIT $4 OFFSET $5"
        );
        // SQLite's `lower` knows ASCII only.
        let words: Vec<String> = search.words.split_whitespace().take(WORDS).map(str::to_ascii_lowercase).collect();
        if search.words.contains('\0') {
            // No text that PostgreSQL keeps has it, and it cannot even be asked for.
            return Ok(Vec::new());
        }
        let query = db::query(AssertSqlSafe(sql))
            .bind(search.unit)
            .bind(search.year)
            .bind(json!(words).to_string())
            .bind(page.limit)
            .bind(i64::try_from(page.offset).unwrap_or(i64::MAX));
        let rows = query.fetch_all(&mut self.connection).await;
        let versions = rows.and_then(|rows| rows.iter().map(publication::publication).collect());
        versions.map_err(|error| self.error(error))
    }

    /// A file of a version that is public, or was until a newer one came; none of one that is only frozen or was taken
    /// down.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn published_file(&mut self, number: i64, name: &str) -> Result<Option<PublishedFile>> {
        let mut work = self.begin_reading().await?;
        let connection = work.connection();
        let done = match publication::read(connection, number).await {
            Ok(Some(version)) if is_open(version.standing.state) => publication::file(connection, number, name).await,
            Ok(_) => Ok(None),
            Err(error) => Err(error),
        };
        work.end(done.map_err(Into::into)).await
    }

    /// A figure in the public versions of units and years (all if none are named), by unit and year.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn compare(&mut self, figure: &str, units: &[&str], years: &[u16]) -> Result<Vec<Compared>> {
        let home = self.connection.words();
        let (each_unit, each_year) = (home.elements("$2", "code"), home.elements("$3", "day"));
        let sql = format!(
            "SELECT p.entry, p.unit, p.unit_name, p.year, p.form, f.label, f.measure, f.amount \
                   FROM publication_figure AS f JOIN publication AS p ON p.entry = f.publication \
                   WHERE f.figure = $1 \
                   AND ($2 = '[]' OR p.unit IN (SELECT value FROM {each_unit})) \
                   AND ($3 = '[]' OR p.year IN (SELECT CAST(value AS BIGINT) FROM {each_year})) \
                   AND (SELECT state FROM publication_state WHERE publication = p.entry \
                   ORDER BY entry DESC LIMIT 1) = 'public' ORDER BY p.unit, p.year, p.form"
        );
        type Row = (i64, String, String, u16, String, String, String, i64);
        let query =
            db::query_as(AssertSqlSafe(sql)).bind(figure).bind(json!(units).to_string()).bind(json!(years).to_string());
        let rows: Vec<Row> = query.fetch_all(&mut self.connection).await.map_err(|error| self.error(error))?;
        let compared = |(publication, unit, unit_name, year, form, label, measure, amount): Row| {
            let measure = FigureMeasure::from_id(&measure)?;
            Ok(Compared { publication, unit, unit_name, year, form, label, measure, amount })
        };
        rows.into_iter().map(compared).collect::<sqlx::Result<_>>().map_err(|error| self.error(error))
    }
}

const fn is_open(state: PublicationState) -> bool {
    matches!(state, PublicationState::Public | PublicationState::Superseded)
}
