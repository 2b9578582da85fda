//! Searching records page by page. Results are in the order of accounts (unit, fund, codes, budget line as they came to the
//! books), on an account as records came; those of a search by number in the order of numbers. Newest first would need
//! an index of days, which costs each import more than it gives here.

use juesuan_amount::Fen;
use juesuan_books::{Fund, Kind, Nature, Record};
use rustc_hash::FxHashMap;
use sqlx::AssertSqlSafe;

use crate::account::Account;
use crate::cursor::Cursor;
use crate::db::{self, Value};
use crate::filter::{Condition, Filter};
use crate::scan::{self, Raw, Sums};
use crate::withdraw::Withdrawn;
use crate::{Result, Store, news, shape};

/// How many rows one call looks at, so that no search blocks for long; finding where a span begins costs as much as some.
const ROWS: i64 = 100_000;
const SPAN: i64 = 4;

/// How many spans one statement goes through.
const SPANS: usize = 500;

/// How many rows a search by number takes from the database at once, and in all.
const NUMBERS: i64 = 1000;
const ALL_NUMBERS: i64 = 20_000;

/// A page of what a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What was found, at most as many as were asked for.
    pub hits: Vec<Hit>,
    /// Where to go on; none when all was looked at. With fewer hits than were asked for, the search only stopped not to
    /// take too long (继续查找).
    pub next: Option<Cursor>,
    /// How many records there are on all pages and what they come to, where accounts alone decide it.
    pub total: Option<(u64, Fen)>,
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its cells, in the order of [`Kind::columns`] and under [`Kind::headings`].
    pub cells: Vec<String>,
    /// By how much it counts: its first amount; 0 without money.
    pub amount: Fen,
    /// 单位代码
    pub unit: String,
    /// 资金性质; none for records without money.
    pub fund: Option<Fund>,
    /// 支出功能分类 code of a 项; 0 for none.
    pub function: u32,
    /// 支出性质
    pub nature: Option<Nature>,
    /// 部门预算支出经济分类 code of a 款; 0 for none.
    pub economic: u32,
    /// 指标编号; may be empty.
    pub line: String,
    /// 项目代码; may be empty.
    pub project: String,
}

/// Ids of records that lie together, from … to …, all of them on accounts that are searched.
type Span = (i64, i64);

impl Store {
    /// Searches the records of a kind of a unit and all below it: at most `limit` of them, after the place at which an earlier
    /// call ended.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub async fn search(
        &mut self,
        unit: &str,
        year: u16,
        kind: Kind,
        filter: &Filter,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<Found> {
        let accounts = self.accounts_of_year(year).await?;
        let units = self.scope(unit, year, &accounts).await?;
        let taken = |account: &&Account| units.contains(account.unit.as_str()) && filter.takes(account);
        let taken: FxHashMap<u32, &Account> = accounts.iter().filter(taken).map(|a| (a.id, a)).collect();
        let found = self.find(year, kind, filter, (&accounts, &taken), after, i64::from(limit)).await;
        found.map_err(|error| self.error(error))
    }

    async fn find(
        &mut self,
        year: u16,
        kind: Kind,
        filter: &Filter,
        (accounts, taken): (&[Account], &FxHashMap<u32, &Account>),
        after: Option<&Cursor>,
        limit: i64,
    ) -> sqlx::Result<Found> {
        let withdrawn = Withdrawn::of(&mut self.connection, kind).await?;
        if !filter.number.is_empty() {
            return self.find_numbers(kind, filter, taken, &withdrawn, after, limit).await;
        }
        let sums = scan::totals(&mut self.connection, year).await?;
        let all = spans(kind, accounts, taken, &sums, &withdrawn);
        let mut found = Found::default();
        if filter.is_by_account() {
            let count = all.iter().map(|(from, to)| (to - from + 1).unsigned_abs()).sum();
            let sum = taken.keys().filter_map(|&id| sums.get(&(kind, id))).map(|&(_, amount)| Fen(amount)).sum();
            found.total = Some((count, sum));
        }
        let condition = filter.condition(self.connection.words(), kind, 2);
        let begin = after.map_or(0, |cursor| cursor.id.saturating_add(1));
        let mut rest = Spans::new(all, begin);
        let (mut looked, mut at_once) = (0, limit.saturating_mul(4).clamp(200, ROWS));
        while !rest.is_empty() {
            let at = rest.before();
            if looked >= ROWS || found.hits.len() as i64 >= limit {
                found.next = Some(Cursor { id: at, number: None });
                break;
            }
            let spans = rest.next(at_once.min(ROWS - looked));
            if let Some(id) = self.take(kind, taken, &spans, &condition, limit, &mut found).await? {
                found.next = Some(Cursor { id, number: None });
                break;
            }
            looked += spans.iter().map(cost).sum::<i64>();
            at_once *= 4;
        }
        Ok(found)
    }

    /// Takes the records of some spans that fulfil a condition, as far as there is room for them; then the id of the last one,
    /// if there are more.
    async fn take(
        &mut self,
        kind: Kind,
        taken: &FxHashMap<u32, &Account>,
        spans: &[Span],
        condition: &Condition,
        limit: i64,
        found: &mut Found,
    ) -> sqlx::Result<Option<i64>> {
        let room = limit - found.hits.len() as i64;
        let first = condition.values.len() + 2;
        let places: Vec<String> =
            (0..spans.len()).map(|n| format!("(${}, ${})", first + 2 * n, first + 2 * n + 1)).collect();
        let sql = format!(
            "WITH span (low, high) AS (VALUES {}) SELECT id, {} FROM span CROSS JOIN {} \
             WHERE id BETWEEN low AND high AND {} ORDER BY id LIMIT $1",
            places.join(", "),
            columns(kind),
            kind.id(),
            condition.sql
        );
        let mut values = vec![Value::from(room + 1)];
        values.extend(condition.values.iter().cloned());
        values.extend(spans.iter().flat_map(|&(low, high)| [Value::from(low), Value::from(high)]));
        let query = db::query(AssertSqlSafe(sql)).bind_all(values).persistent(false);
        let mut last = 0;
        for (row, place) in query.fetch_all(&mut self.connection).await?.iter().zip(0..) {
            if place == room {
                return Ok(Some(last));
            }
            let raw = scan::raw(row)?;
            last = raw.id();
            found.hits.extend(taken.get(&raw.account).and_then(|account| hit(kind, account, &raw)));
        }
        Ok(None)
    }

    /// Searches by the beginning of the number, with its index.
    async fn find_numbers(
        &mut self,
        kind: Kind,
        filter: &Filter,
        taken: &FxHashMap<u32, &Account>,
        withdrawn: &Withdrawn,
        after: Option<&Cursor>,
        limit: i64,
    ) -> sqlx::Result<Found> {
        let mut found = Found::default();
        let Some(number) = news::columns(kind).first() else { return Ok(found) };
        let condition = filter.condition(self.connection.words(), kind, 5);
        let sql = format!(
            "SELECT id, {}, {} FROM {} WHERE {number} >= $1 AND {number} < $2 AND ({number} > $1 OR id > $3) \
             ORDER BY {number}, id LIMIT $4",
            columns(kind),
            condition.sql,
            kind.id()
        );
        // No character comes after the last one, so no number that begins so comes after this.
        let end = format!("{}\u{10ffff}", filter.number);
        let begins = |cursor: &&Cursor| cursor.number.as_ref().is_some_and(|number| number.starts_with(&filter.number));
        let first = Cursor { id: i64::MIN, number: Some(filter.number.clone()) };
        let mut at = after.filter(begins).cloned().unwrap_or(first);
        for _ in 0..ALL_NUMBERS / NUMBERS {
            let from = at.number.clone().unwrap_or_default();
            let mut bound = vec![Value::from(from), Value::from(end.clone())];
            bound.extend([Value::from(at.id), Value::from(NUMBERS)]);
            bound.extend(condition.values.iter().cloned());
            let query = db::query(AssertSqlSafe(sql.clone())).bind_all(bound).persistent(false);
            let rows = query.fetch_all(&mut self.connection).await?;
            let place = shape::columns(kind).iter().position(|column| column == number).unwrap_or_default();
            for row in &rows {
                let mut raw = scan::raw(row)?;
                if found.hits.len() as i64 == limit {
                    found.next = Some(at);
                    return Ok(found);
                }
                let fits = raw.cells.pop() == Some(shape::Cell::Integer(1));
                at.id = raw.id();
                if let Some(&shape::Cell::Text(text)) = raw.cells.get(place) {
                    at.number = Some(text.to_owned());
                }
                let account = taken.get(&raw.account).filter(|_| fits && !withdrawn.has(raw.account, raw.number));
                found.hits.extend(account.and_then(|account| hit(kind, account, &raw)));
            }
            if (rows.len() as i64) < NUMBERS {
                return Ok(found);
            }
        }
        found.next = Some(at);
        Ok(found)
    }
}

/// The columns of a kind for SQL.
fn columns(kind: Kind) -> String {
    let columns: Vec<String> = shape::columns(kind).iter().map(|column| shape::sql_name(column)).collect();
    columns.join(", ")
}

/// What remains to be searched.
struct Spans {
    /// The next one last.
    rest: Vec<Span>,
}

impl Spans {
    /// What of these spans, in order, begins at an id.
    fn new(all: Vec<Span>, begin: i64) -> Self {
        let rest = all.into_iter().rev().map(|(low, high)| (low.max(begin), high)).filter(|(low, high)| low <= high);
        Self { rest: rest.collect() }
    }

    fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The id before the next one.
    fn before(&self) -> i64 {
        self.rest.last().map_or(i64::MAX, |&(low, _)| low - 1)
    }

    /// The next spans, which cost about so much, and at least a record.
    fn next(&mut self, mut budget: i64) -> Vec<Span> {
        let mut spans = Vec::new();
        while spans.len() < SPANS
            && let Some((low, high)) = self.rest.pop()
        {
            let end = high.min(low + (budget - SPAN).max(1) - 1);
            spans.push((low, end));
            if end < high {
                self.rest.push((end + 1, high));
            }
            budget -= cost(&(low, end));
            if budget <= 0 || end < high {
                break;
            }
        }
        spans
    }
}

/// How many rows going through a span costs.
const fn cost(&(low, high): &Span) -> i64 {
    high - low + 1 + SPAN
}

/// Where the records lie that count, on each account that is searched, in the order of accounts.
fn spans(
    kind: Kind,
    accounts: &[Account],
    taken: &FxHashMap<u32, &Account>,
    sums: &Sums,
    withdrawn: &Withdrawn,
) -> Vec<Span> {
    let mut spans = Vec::new();
    for account in accounts.iter().filter(|account| taken.contains_key(&account.id)) {
        let Some(&(records, _)) = sums.get(&(kind, account.id)) else { continue };
        let base = i64::from(account.id) << 32;
        spans.extend(withdrawn.rest(account.id, records).iter().map(|(from, to)| (base + from, base + to)));
    }
    spans
}

/// A record as a hit; none when it cannot be read.
fn hit(kind: Kind, account: &Account, raw: &Raw<'_>) -> Option<Hit> {
    let Account { unit, fund, function, nature, economic, budget_line, project, .. } = account;
    scan::with_record(kind, account, &raw.cells, |record: &Record<'_>| Hit {
        cells: record.cells(),
        amount: shape::amount(record),
        unit: unit.clone(),
        fund: *fund,
        function: *function,
        nature: *nature,
        economic: *economic,
        line: budget_line.clone(),
        project: project.clone(),
    })
}
