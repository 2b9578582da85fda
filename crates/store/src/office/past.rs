//! What was imported so far, to look at and to withdraw.

use std::collections::BTreeMap;

use juesuan_amount::Fen;
use juesuan_books::Kind;
use serde_json::json;
use sqlx::AssertSqlSafe;

use super::scope::Scope;
use crate::db::{self, Connection};
use crate::work::Fault;
use crate::{Page, Result, Store};

/// An import of files that is in the books, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastImport {
    /// Its entry of the log.
    pub entry: i64,
    /// When, in UTC.
    pub at: String,
    /// Who.
    pub actor: String,
    /// The names of its files.
    pub files: Vec<String>,
    /// How many records it brought, and what their (first) amounts come to, by kind.
    pub brought: BTreeMap<Kind, (u64, Fen)>,
    /// The entry of the log that withdrew it.
    pub withdrawn: Option<i64>,
}

impl Store {
    /// The imports of files into a year, the latest first: those that brought no record of another unit than this one and
    /// those below it, so that it is theirs to withdraw.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn imports(&mut self, unit: &str, year: u16, page: Page) -> Result<Vec<PastImport>> {
        let mut work = self.begin_reading().await?;
        let found = read(work.connection(), unit, year, page).await.map_err(Fault::from);
        work.end(found).await
    }
}

async fn read(connection: &mut Connection, unit: &str, year: u16, page: Page) -> sqlx::Result<Vec<PastImport>> {
    let units = Scope::of(&mut *connection, unit, year).await?.codes().map(|codes| json!(codes).to_string());
    let codes = connection.words().elements("$2", "code");
    let sql = format!(
        "SELECT import.entry, log.at, log.actor, withdrawal.log_entry FROM import \
               JOIN log ON log.number = import.entry LEFT JOIN withdrawal ON withdrawal.entry = import.entry \
               WHERE import.year = $1 AND log.action = '导入' AND ($2 IS NULL OR NOT EXISTS ( \
               SELECT 1 FROM segment JOIN account ON account.id = segment.account WHERE segment.entry = import.entry \
               AND account.unit NOT IN (SELECT value FROM {codes}))) \
               ORDER BY import.entry DESC LIMIT $3 OFFSET $4"
    );
    let offset = i64::try_from(page.offset).unwrap_or(i64::MAX);
    let rows = db::query_as(AssertSqlSafe(sql)).bind(year).bind(units).bind(page.limit).bind(offset);
    let rows: Vec<(i64, String, String, Option<i64>)> = rows.fetch_all(&mut *connection).await?;
    let mut imports = Vec::new();
    for (entry, at, actor, withdrawn) in rows {
        let files = db::query_scalar("SELECT name FROM import_file WHERE entry = $1 ORDER BY name");
        let files = files.bind(entry).fetch_all(&mut *connection).await?;
        let brought = brought(&mut *connection, entry).await?;
        imports.push(PastImport { entry, at, actor, files, brought, withdrawn });
    }
    Ok(imports)
}

async fn brought(connection: &mut Connection, entry: i64) -> sqlx::Result<BTreeMap<Kind, (u64, Fen)>> {
    let sql = "SELECT kind, CAST(sum(records) AS BIGINT), CAST(sum(amount) AS BIGINT) FROM segment WHERE entry = $1 GROUP BY kind";
    let rows: Vec<(String, i64, i64)> = db::query_as(sql).bind(entry).fetch_all(connection).await?;
    let kind = |(kind, records, amount): &(String, i64, i64)| {
        Some((Kind::from_id(kind)?, (records.unsigned_abs(), Fen(*amount))))
    };
    Ok(rows.iter().filter_map(kind).collect())
}
