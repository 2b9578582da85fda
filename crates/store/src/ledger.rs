use juesuan_books::Kind;
use rustc_hash::FxHashMap;

use crate::account::{Account, Accounts};
use crate::batch::Batch;
use crate::digest::Hash;
use crate::scan::Sums;
use crate::shape::Cell;

/// The records of one kind that an import puts on one account.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    pub kind: Kind,
    /// Id of the account.
    pub account: u32,
    /// Number of its first record on the account.
    pub first: i64,
    pub records: i64,
    /// Sum of their amounts, 分.
    pub amount: i64,
    hash: Hash,
}

impl Segment {
    /// An empty segment.
    pub fn new(kind: Kind, year: u16, account: &Account, first: i64) -> Self {
        let mut hash = Hash::default();
        hash.text(kind.id());
        hash.text(&account.words(year));
        hash.number(first);
        Self { kind, account: account.id, first, records: 0, amount: 0, hash }
    }

    /// Adds a record.
    pub fn add<'a>(&mut self, amount: i64, cells: impl Iterator<Item = Cell<'a>>) {
        self.records += 1;
        self.amount = self.amount.saturating_add(amount);
        cells.for_each(|cell| self.hash.cell(cell));
    }

    /// The digest of its records.
    pub fn digest(&self) -> String {
        self.hash.clone().finish()
    }
}

/// Numbers the records of an import on their accounts and adds up what they come to.
#[derive(Debug)]
pub(crate) struct Ledger {
    year: u16,
    pub accounts: Accounts,
    /// How many records the database has of a kind on the account of an id.
    stored: FxHashMap<(Kind, u32), i64>,
    segments: FxHashMap<(Kind, u32), Segment>,
}

/// A batch whose records have their ids.
#[derive(Debug)]
pub(crate) struct Numbered {
    pub batch: Batch,
    /// One for each row, increasing.
    pub ids: Vec<i64>,
    /// Accounts that must be opened first.
    pub accounts: Vec<Account>,
}

impl Ledger {
    /// The state of a year's books before an import.
    pub fn new(year: u16, accounts: Accounts, sums: &Sums) -> Self {
        let stored = sums.iter().map(|(&account, &(records, _))| (account, records)).collect();
        Self { year, accounts, stored, segments: FxHashMap::default() }
    }

    /// Numbers the records of a batch.
    pub fn number(&mut self, mut batch: Batch) -> Numbered {
        batch.sort();
        let kind = batch.kind();
        let mut ids = Vec::with_capacity(batch.rows().len());
        for rows in batch.rows().chunk_by(|a, b| a.account == b.account) {
            let account = self.accounts.at(rows[0].account);
            let stored = self.stored.get(&(kind, account.id)).copied().unwrap_or_default();
            let segment = self
                .segments
                .entry((kind, account.id))
                .or_insert_with(|| Segment::new(kind, self.year, account, stored + 1));
            for &row in rows {
                ids.push((i64::from(account.id) << 32) + segment.first + segment.records);
                segment.add(row.amount, batch.cells(row));
            }
        }
        Numbered { batch, ids, accounts: self.accounts.take_new() }
    }

    /// All segments of the import, in order.
    pub fn into_segments(self) -> Vec<Segment> {
        let mut segments: Vec<Segment> = self.segments.into_values().collect();
        segments.sort_by_key(|segment| (segment.kind, segment.account));
        segments
    }
}
