//! Reading accounts and records back.

use std::ops::ControlFlow;

use csv::StringRecord;
use futures_util::TryStreamExt;
use juesuan_books::{Fund, Kind, Nature, Passage, Reason, Record};
use rustc_hash::FxHashMap;
use sqlx::AssertSqlSafe;

use crate::account::Account;
use crate::db::{self, Connection, Row, ValueKind};
use crate::shape::{self, Cell};
use crate::withdraw::Withdrawn;

/// What records come to, by kind and id of the account: how many were ever entered, and the 分 of those that count.
pub(crate) type Sums = FxHashMap<(Kind, u32), (i64, i64)>;

/// The accounts of a year in the order of their ids.
pub(crate) async fn accounts(connection: &mut Connection, year: u16) -> sqlx::Result<Vec<Account>> {
    let rows = db::query("SELECT * FROM account WHERE year = $1 ORDER BY id").bind(year);
    rows.fetch_all(connection).await?.iter().map(account).collect()
}

/// The id that the next new account gets.
pub(crate) async fn next_account(connection: &mut Connection) -> sqlx::Result<u32> {
    db::query_scalar("SELECT coalesce(max(id), 0) + 1 FROM account").fetch_one(connection).await
}

/// An account from its row.
pub(crate) fn account(row: &Row) -> sqlx::Result<Account> {
    let (fund, nature): (String, String) = (row.try_get("fund")?, row.try_get("nature")?);
    Ok(Account {
        id: row.try_get("id")?,
        unit: row.try_get("unit")?,
        fund: Fund::ALL.into_iter().find(|known| known.id() == fund),
        function: row.try_get("function")?,
        nature: Nature::ALL.into_iter().find(|known| known.name() == nature),
        economic: row.try_get("economic")?,
        budget_line: row.try_get("budget_line")?,
        project: row.try_get("project")?,
    })
}

/// What the records of each kind come to on each account of a year: (records, 分).
pub(crate) async fn totals(connection: &mut Connection, year: u16) -> sqlx::Result<Sums> {
    let sql = "SELECT kind, account, records, amount FROM total JOIN account ON id = account WHERE year = $1";
    let rows: Vec<(String, u32, i64, i64)> = db::query_as(sql).bind(year).fetch_all(connection).await?;
    let known = |(kind, account, records, amount): (String, u32, i64, i64)| {
        Some(((Kind::from_id(&kind)?, account), (records, amount)))
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// A row of a kind's table, before it is given a meaning.
pub(crate) struct Raw<'r> {
    /// Id of its account.
    pub account: u32,
    /// Its number on the account.
    pub number: i64,
    pub cells: Vec<Cell<'r>>,
}

impl Raw<'_> {
    /// Its id.
    pub fn id(&self) -> i64 {
        (i64::from(self.account) << 32) + self.number
    }
}

/// Gives the rows of a kind that count, with ids from `from` to `to`, to `each`, in the order of their ids, until it
/// breaks.
pub(crate) async fn rows(
    connection: &mut Connection,
    kind: Kind,
    span: (i64, i64),
    each: &mut (dyn for<'r> FnMut(Raw<'r>) -> ControlFlow<()> + Send),
) -> sqlx::Result<()> {
    let withdrawn = Withdrawn::of(&mut *connection, kind).await?;
    let each = &mut |raw: Raw<'_>| {
        if withdrawn.has(raw.account, raw.number) { ControlFlow::Continue(()) } else { each(raw) }
    };
    all_rows(connection, kind, span, each).await
}

/// The same with the rows that are withdrawn.
pub(crate) async fn all_rows(
    connection: &mut Connection,
    kind: Kind,
    (from, to): (i64, i64),
    each: &mut (dyn for<'r> FnMut(Raw<'r>) -> ControlFlow<()> + Send),
) -> sqlx::Result<()> {
    let columns: Vec<String> = shape::columns(kind).iter().map(|column| shape::sql_name(column)).collect();
    let sql = format!("SELECT id, {} FROM {} WHERE id >= $1 AND id <= $2 ORDER BY id", columns.join(", "), kind.id());
    let mut rows = db::query(AssertSqlSafe(sql)).bind(from).bind(to).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        if each(raw(&row)?).is_break() {
            break;
        }
    }
    Ok(())
}

/// The parts of a row that begins with an id.
pub(crate) fn raw(row: &Row) -> sqlx::Result<Raw<'_>> {
    let id: i64 = row.try_get(0)?;
    let cells: sqlx::Result<Vec<Cell<'_>>> = (1..row.len()).map(|column| cell(row, column)).collect();
    Ok(Raw { account: (id >> 32) as u32, number: id & 0xffff_ffff, cells: cells? })
}

fn cell(row: &Row, column: usize) -> sqlx::Result<Cell<'_>> {
    Ok(match row.kind(column)? {
        ValueKind::Null => Cell::Blank,
        ValueKind::Boolean => Cell::Integer(i64::from(row.try_get::<bool>(column)?)),
        ValueKind::Text => Cell::Text(row.try_get(column)?),
        ValueKind::Integer | ValueKind::Bytes => Cell::Integer(row.try_get(column)?),
    })
}

/// Gives the record of a row to `each`; whether the row was one.
pub(crate) fn with_record<T>(
    kind: Kind,
    account: &Account,
    cells: &[Cell<'_>],
    each: impl FnOnce(&Record<'_>) -> T,
) -> Option<T> {
    if kind == Kind::Payments {
        return shape::payment(account, cells).map(|payment| each(&Record::Payment(payment)));
    }
    let texts = cells.iter().zip(shape::columns(kind)).map(|(&cell, column)| shape::template_cell(column, cell));
    let mut texts: Vec<String> = texts.collect();
    // A reason or passage without words, which no file can bring, takes back what was written before.
    let words = match kind {
        Kind::Reasons => texts.get_mut(1),
        Kind::Passages => texts.get_mut(2),
        _ => None,
    };
    let wordless = words.filter(|words| words.is_empty()).map(|words| words.push('-')).is_some();
    let texts = StringRecord::from(texts);
    Record::from_cells(kind, &texts).map(|record| match record {
        Record::Reason(reason) if wordless => each(&Record::Reason(Reason { text: "", ..reason })),
        Record::Passage(passage) if wordless => each(&Record::Passage(Passage { text: "", ..passage })),
        record => each(&record),
    })
}

/// The first and the last id that a record on one of these accounts can have.
pub(crate) fn span(accounts: impl Iterator<Item = u32> + Clone) -> (i64, i64) {
    match accounts.clone().min().zip(accounts.max()) {
        Some((first, last)) => (i64::from(first) << 32, ((i64::from(last) + 1) << 32) - 1),
        None => (0, -1),
    }
}
