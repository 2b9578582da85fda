use std::collections::BTreeMap;

use juesuan_books::Kind;
use rustc_hash::FxHashMap;

use crate::account::Account;
use crate::db::{self, Connection, Row};
use crate::ledger::Segment;
use crate::shape::{self, Cell};
use crate::verify::Check;

/// A segment as the database tells of it.
pub(crate) struct Told {
    account: u32,
    first: i64,
    records: i64,
    amount: i64,
    entry: i64,
    digest: String,
}

/// The segments of a kind that the database tells of, in the order of their records.
pub(crate) async fn told(connection: &mut Connection, kind: Kind) -> sqlx::Result<Vec<Told>> {
    let sql = "SELECT account, first, records, amount, entry, digest FROM segment WHERE kind = $1 \
               ORDER BY account, first";
    let rows = db::query(sql).bind(kind.id()).fetch_all(connection).await?;
    let told = |row: &Row| {
        Ok(Told {
            account: row.try_get(0)?,
            first: row.try_get(1)?,
            records: row.try_get(2)?,
            amount: row.try_get(3)?,
            entry: row.try_get(4)?,
            digest: row.try_get(5)?,
        })
    };
    rows.iter().map(told).collect()
}

/// A walk over the records of a kind beside the segments that should hold them.
pub(crate) struct Walk<'a> {
    kind: Kind,
    /// All accounts with their years, by id.
    accounts: &'a FxHashMap<u32, (u16, Account)>,
    told: &'a [Told],
    /// Number of the told segment that is walked through.
    at: usize,
    /// What was found of it.
    open: Option<Segment>,
    check: &'a mut Check,
    /// What was found, by entry of the log.
    entered: &'a mut BTreeMap<i64, Vec<Segment>>,
}

impl<'a> Walk<'a> {
    /// A walk that has yet to begin.
    pub fn new(
        kind: Kind,
        accounts: &'a FxHashMap<u32, (u16, Account)>,
        told: &'a [Told],
        check: &'a mut Check,
        entered: &'a mut BTreeMap<i64, Vec<Segment>>,
    ) -> Self {
        Self { kind, accounts, told, at: 0, open: None, check, entered }
    }

    /// Passes a record; they come in the order of their ids.
    pub fn row(&mut self, account: u32, number: i64, cells: &[Cell<'_>]) {
        self.check.verified.records += 1;
        let amount = shape::amount_column(self.kind).and_then(|column| cells.get(column));
        let amount = if let Some(&Cell::Integer(amount)) = amount { amount } else { 0 };
        while let Some(told) = self.told.get(self.at) {
            if (account, number) < (told.account, told.first) {
                break;
            }
            if account == told.account && number < told.first + told.records {
                let counts = !self.check.withdrawn.contains(&told.entry);
                self.count(account, if counts { amount } else { 0 });
                let segment = self.open.get_or_insert_with(|| open(self.kind, told, self.accounts));
                segment.add(amount, cells.iter().copied());
                return;
            }
            self.next();
        }
        self.count(account, amount);
        let name = self.kind.name();
        self.check.flaw(None, format!("“{name}”表账户{account}第{number}条记录不属于任何一次入账"));
    }

    /// Adds a record to the sums with which the running totals are compared.
    fn count(&mut self, account: u32, amount: i64) {
        let sum = self.check.sums.entry((self.kind, account)).or_default();
        *sum = (sum.0 + 1, sum.1.saturating_add(amount));
    }

    /// Compares the segment that was walked through with what is told of it, and turns to the next one.
    fn next(&mut self) {
        let Some(told) = self.told.get(self.at) else { return };
        self.at += 1;
        let found = self.open.take().unwrap_or_else(|| open(self.kind, told, self.accounts));
        let last = told.first + told.records - 1;
        let place = format!("“{}”表账户{}第{}至{last}条记录", self.kind.name(), told.account, told.first);
        if found.records != told.records {
            self.check.flaw(Some(told.entry), format!("{place}应有{}条，现有{}条", told.records, found.records));
        } else if found.digest() != told.digest || found.amount != told.amount {
            self.check.flaw(Some(told.entry), format!("{place}或其科目被改动"));
        }
        self.entered.entry(told.entry).or_default().push(found);
    }

    /// Passes what is left after the last record.
    pub fn end(&mut self) {
        while self.at < self.told.len() {
            self.next();
        }
    }
}

/// An empty segment where one is told of.
fn open(kind: Kind, told: &Told, accounts: &FxHashMap<u32, (u16, Account)>) -> Segment {
    match accounts.get(&told.account) {
        Some((year, account)) => Segment::new(kind, *year, account, told.first),
        None => Segment::new(kind, 0, &Account::missing(told.account), told.first),
    }
}
