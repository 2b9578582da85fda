//! What the door is told of the books before new records come to it.
//!
//! To many records all of the books is told. To a few, what can matter to them, so that one payment does not cost the
//! reading of a million. What the books hold has passed the door, so a rule can find fault only through a new record:
//!
//! - whether a record is there already depends on those with the same key alone, which an index finds;
//! - what a budget line holds, and what comes and goes under a code, are sums by account; so is what there is at all:
//!   lines, projects, units. The running totals have them;
//! - goals, targets, links, corrections, registers and pauses of payments depend on each other, and on nothing of
//!   payments or evidence but what is new. Only a new target can meet evidence that does not fit it: a negative value in a
//!   register that it counts;
//! - of the other kinds each depends on itself alone.

use std::ops::ControlFlow;

use futures_util::TryStreamExt;
use juesuan_books::{Import, Kind, Record, Remedy};
use rustc_hash::FxHashMap;
use sqlx::AssertSqlSafe;

use crate::account::Account;
use crate::db::{self, Connection};
use crate::news::{self, News};
use crate::scan::{self, Raw, Sums};
use crate::shape;
use crate::withdraw::Withdrawn;

/// A way of telling of a record.
type How = fn(&mut Import, &Record<'_>);

/// How many values one statement looks for.
const AT_ONCE: usize = 500;

/// Kinds whose rules look at sums by account.
const SUMMED: [Kind; 3] = [Kind::Budget, Kind::Receipts, Kind::Payments];

/// Kinds that describe what is aimed at; each names others of them.
const PLAN: [Kind; 3] = [Kind::Goals, Kind::Targets, Kind::Links];

/// An import of a year that is told of what the books hold.
pub(crate) struct Memory<'a> {
    connection: &'a mut Connection,
    year: u16,
    by_id: FxHashMap<u32, &'a Account>,
    withdrawn: FxHashMap<Kind, Withdrawn>,
    import: Import,
}

impl<'a> Memory<'a> {
    /// One that knows nothing yet of the accounts of a year.
    pub async fn new(connection: &'a mut Connection, year: u16, accounts: &'a [Account]) -> sqlx::Result<Self> {
        let by_id = accounts.iter().map(|account| (account.id, account)).collect();
        let withdrawn = Withdrawn::all(&mut *connection).await?;
        Ok(Self { connection, year, by_id, withdrawn, import: Import::new(year) })
    }

    /// An import that knows all.
    pub async fn whole(mut self) -> sqlx::Result<Import> {
        for kind in Kind::ALL {
            self.all(kind).await?;
        }
        Ok(self.import)
    }

    /// An import that knows what can matter to some new records.
    pub async fn near(mut self, news: &News, sums: &Sums) -> sqlx::Result<Import> {
        let corrections = self.corrections_matter(news).await?;
        let plan = corrections || news.any(&PLAN) || news.any(&[Kind::Evidence]);
        for kind in Kind::ALL {
            match kind {
                Kind::Budget | Kind::Receipts | Kind::Payments => {
                    self.sums(kind, sums);
                    self.alike(kind, news, Import::remember_part).await?;
                }
                Kind::Units => self.all(kind).await?,
                Kind::Balances if news.any(&SUMMED) || news.any(&[kind]) => self.all(kind).await?,
                Kind::Goals | Kind::Targets | Kind::Links if plan => self.all(kind).await?,
                Kind::Corrections if corrections => self.all(kind).await?,
                Kind::Evidence => {
                    if news.any(&[Kind::Targets]) {
                        self.found(kind, "value LIKE '-%'", &[], Import::remember).await?;
                    }
                    self.alike(kind, news, Import::remember).await?;
                }
                _ if news.any(&[kind]) => self.all(kind).await?,
                _ => {}
            }
        }
        Ok(self.import)
    }

    /// Corrections matter to each other, to the targets that they revise, and to payments while some are paused.
    async fn corrections_matter(&mut self, news: &News) -> sqlx::Result<bool> {
        if news.any(&[Kind::Corrections, Kind::Targets]) {
            return Ok(true);
        }
        if !news.any(&[Kind::Payments]) {
            return Ok(false);
        }
        let pause = db::query_scalar("SELECT EXISTS (SELECT 1 FROM corrections WHERE corrective = $1)");
        pause.bind(Remedy::Pause.name()).fetch_one(&mut *self.connection).await
    }

    /// Tells of all records of a kind.
    async fn all(&mut self, kind: Kind) -> sqlx::Result<()> {
        let Self { connection, by_id, import, withdrawn, .. } = self;
        let withdrawn = withdrawn.get(&kind);
        let span = scan::span(by_id.keys().copied());
        scan::all_rows(connection, kind, span, &mut |raw| {
            tell(kind, by_id, withdrawn, &raw, import, Import::remember);
            ControlFlow::Continue(())
        })
        .await
    }

    /// Tells what the records of a kind come to on each account, in the order of the accounts, as that of their records.
    fn sums(&mut self, kind: Kind, sums: &Sums) {
        let none = Withdrawn::default();
        let withdrawn = self.withdrawn.get(&kind).unwrap_or(&none);
        let mut accounts: Vec<&Account> = self.by_id.values().copied().collect();
        accounts.sort_unstable_by_key(|account| account.id);
        for account in accounts {
            let Some(&(records, amount)) = sums.get(&(kind, account.id)) else { continue };
            if !withdrawn.rest(account.id, records).is_empty() {
                shape::with_sum(kind, account, amount, self.year, |record| self.import.remember_sum(record));
            }
        }
    }

    /// Tells in some way of the records that may be the same as a new one.
    async fn alike(&mut self, kind: Kind, news: &News, how: How) -> sqlx::Result<()> {
        let Some((first, others)) = news.names(kind).and_then(<[_]>::split_first) else { return Ok(()) };
        let first: Vec<&str> = first.iter().map(String::as_str).collect();
        for part in first.chunks(AT_ONCE) {
            let mut values = part.to_vec();
            let mut condition = format!("{} IN ({})", news::columns(kind)[0], places(1, part.len()));
            for (column, names) in news::columns(kind)[1..].iter().zip(others) {
                condition += &format!(" AND {column} IN ({})", places(values.len() + 1, names.len()));
                values.extend(names.iter().map(String::as_str));
            }
            self.found(kind, &condition, &values, how).await?;
        }
        Ok(())
    }

    /// Tells in some way of the records that a condition finds.
    async fn found(&mut self, kind: Kind, condition: &str, values: &[&str], how: How) -> sqlx::Result<()> {
        let Self { connection, by_id, import, withdrawn, .. } = self;
        let withdrawn = withdrawn.get(&kind);
        let columns: Vec<String> = shape::columns(kind).iter().map(|column| shape::sql_name(column)).collect();
        let sql = format!("SELECT id, {} FROM {} WHERE {condition} ORDER BY id", columns.join(", "), kind.id());
        let mut query = db::query(AssertSqlSafe(sql)).persistent(false);
        for value in values {
            query = query.bind(*value);
        }
        let mut rows = query.fetch(connection);
        while let Some(row) = rows.try_next().await? {
            tell(kind, by_id, withdrawn, &scan::raw(&row)?, import, how);
        }
        Ok(())
    }
}

/// Tells of a record that is on one of the accounts, and counts.
fn tell(
    kind: Kind,
    accounts: &FxHashMap<u32, &Account>,
    withdrawn: Option<&Withdrawn>,
    raw: &Raw<'_>,
    import: &mut Import,
    how: How,
) {
    let counts = !withdrawn.is_some_and(|withdrawn| withdrawn.has(raw.account, raw.number));
    if let Some(account) = accounts.get(&raw.account).filter(|_| counts) {
        scan::with_record(kind, account, &raw.cells, |record| how(import, record));
    }
}

/// So many numbered places for values: `$3,$4`.
fn places(first: usize, count: usize) -> String {
    (first..first + count).map(|number| format!("${number}")).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests;
