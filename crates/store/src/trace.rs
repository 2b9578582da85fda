use std::ops::ControlFlow;

use juesuan_amount::Fen;
use juesuan_books::{Books, ChangeKind, Kind, Line, Record};
use rustc_hash::FxHashMap;
use sqlx::AssertSqlSafe;

use crate::account::Account;
use crate::db;
use crate::withdraw::Withdrawn;
use crate::{Result, Store, scan, shape};

/// Which records a figure adds up, and which of their amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// 本年支出: payments.
    Payments,
    /// 本年收入: receipts.
    Receipts,
    /// 年初预算
    InitialBudget,
    /// 预算调整
    BudgetChanges,
    /// 年初结转和结余
    Opening,
    /// 使用非财政拨款结余
    SurplusUsed,
    /// 结余分配
    Distributed,
}

impl Source {
    /// The kind of its records.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Payments => Kind::Payments,
            Self::Receipts => Kind::Receipts,
            Self::InitialBudget | Self::BudgetChanges => Kind::Budget,
            Self::Opening | Self::SurplusUsed | Self::Distributed => Kind::Balances,
        }
    }

    /// What a record adds to it; none when it has no part in it.
    #[must_use]
    pub fn amount(self, record: &Record<'_>) -> Option<Fen> {
        let some = |amount: Fen| (!amount.is_zero()).then_some(amount);
        match (self, record) {
            (Self::Payments, Record::Payment(payment)) => Some(payment.amount),
            (Self::Receipts, Record::Receipt(receipt)) => Some(receipt.amount),
            (Self::InitialBudget, Record::Budget(b)) => (b.change == ChangeKind::Initial).then_some(b.amount),
            (Self::BudgetChanges, Record::Budget(b)) => (b.change != ChangeKind::Initial).then_some(b.amount),
            (Self::Opening, Record::Balance(balance)) => some(balance.opening),
            (Self::SurplusUsed, Record::Balance(balance)) => some(balance.surplus_used),
            (Self::Distributed, Record::Balance(balance)) => some(balance.distributed),
            _ => None,
        }
    }
}

/// A part of a long list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many come before it.
    pub offset: u64,
    /// How many it holds at most.
    pub limit: u32,
}

/// A page of the records behind a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// How many there are on all pages.
    pub count: u64,
    /// What all of them add up to.
    pub sum: Fen,
    /// Those of the page.
    pub page: Vec<Entry>,
}

/// A record behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its kind.
    pub kind: Kind,
    /// Its line of classification, with the unit numbered as in the books that were asked about.
    pub line: Line,
    /// What it adds to the figure.
    pub amount: Fen,
    /// Its cells under [`Kind::headings`].
    pub cells: Vec<String>,
}

impl Store {
    /// The records behind a figure: those of a source on the lines of `books` that `takes` accepts.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn entries(
        &mut self,
        books: &Books,
        source: Source,
        takes: &(dyn Fn(&Line) -> bool + Sync),
        page: Page,
    ) -> Result<Entries> {
        let accounts = self.accounts_of_year(books.year).await?;
        let lines = lines(books, &accounts, takes);
        if source == Source::Payments {
            return self.payments(books.year, &lines, page).await;
        }
        let by_id: FxHashMap<u32, &Account> = lines.iter().map(|&(account, _)| (account.id, account)).collect();
        let line_of: FxHashMap<u32, Line> = lines.iter().map(|&(account, line)| (account.id, line)).collect();
        let mut entries = Entries::default();
        let kind = source.kind();
        let span = scan::span(by_id.keys().copied());
        let done = scan::rows(&mut self.connection, kind, span, &mut |raw| {
            let Some((account, &line)) = by_id.get(&raw.account).zip(line_of.get(&raw.account)) else {
                return ControlFlow::Continue(());
            };
            scan::with_record(kind, account, &raw.cells, |record| {
                let Some(amount) = source.amount(record) else { return };
                let wanted = entries.count >= page.offset && entries.page.len() < page.limit as usize;
                entries.count += 1;
                entries.sum += amount;
                if wanted {
                    entries.page.push(Entry { kind, line, amount, cells: record.cells() });
                }
            });
            ControlFlow::Continue(())
        })
        .await;
        done.map_err(|error| self.error(error))?;
        Ok(entries)
    }

    /// A page of payments. Running totals tell how many there are and on which account the page begins; its records are
    /// read by their ids.
    async fn payments(&mut self, year: u16, lines: &[(&Account, Line)], page: Page) -> Result<Entries> {
        let totals = scan::totals(&mut self.connection, year).await.map_err(|error| self.error(error))?;
        let withdrawn = Withdrawn::of(&mut self.connection, Kind::Payments).await;
        let withdrawn = withdrawn.map_err(|error| self.error(error))?;
        let mut entries = Entries::default();
        let mut ranges = Vec::new();
        for &(account, line) in lines {
            let Some(&(records, amount)) = totals.get(&(Kind::Payments, account.id)) else { continue };
            entries.sum += Fen(amount);
            ranges.extend(withdrawn.rest(account.id, records).into_iter().map(|range| (account, line, range)));
        }
        for (account, line, (from, to)) in ranges {
            let before = entries.count;
            entries.count += (to - from + 1).unsigned_abs();
            let missing = i64::from(page.limit) - entries.page.len() as i64;
            if missing <= 0 || entries.count <= page.offset {
                continue;
            }
            let from = from + page.offset.saturating_sub(before) as i64;
            let base = i64::from(account.id) << 32;
            let span = (base + from, base + to.min(from + missing - 1));
            let done = scan::rows(&mut self.connection, Kind::Payments, span, &mut |raw| {
                entries.page.extend(shape::payment(account, &raw.cells).map(|payment| Entry {
                    kind: Kind::Payments,
                    line,
                    amount: payment.amount,
                    cells: Record::Payment(payment).cells(),
                }));
                ControlFlow::Continue(())
            })
            .await;
            done.map_err(|error| self.error(error))?;
        }
        Ok(entries)
    }

    /// The payments and receipts under a voucher number, with their lines in `books`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn voucher(&mut self, books: &Books, number: &str) -> Result<Vec<Entry>> {
        let accounts = self.accounts_of_year(books.year).await?;
        let lines = lines(books, &accounts, &|_| true);
        let lines: FxHashMap<u32, (&Account, Line)> =
            lines.into_iter().map(|(account, line)| (account.id, (account, line))).collect();
        let mut entries = Vec::new();
        for (source, column) in [(Source::Payments, "voucher"), (Source::Receipts, "receipt")] {
            let kind = source.kind();
            let withdrawn = Withdrawn::of(&mut self.connection, kind).await.map_err(|error| self.error(error))?;
            let columns: Vec<String> = shape::columns(kind).iter().map(|column| shape::sql_name(column)).collect();
            let columns = columns.join(", ");
            let sql = format!("SELECT id, {columns} FROM {} WHERE {column} = $1 ORDER BY id LIMIT 1000", kind.id());
            let rows = db::query(AssertSqlSafe(sql)).bind(number).fetch_all(&mut self.connection).await;
            for row in rows.map_err(|error| self.error(error))? {
                let raw = scan::raw(&row).map_err(|error| self.error(error))?;
                let Some(&(account, line)) = lines.get(&raw.account) else { continue };
                if withdrawn.has(raw.account, raw.number) {
                    continue;
                }
                entries.extend(scan::with_record(kind, account, &raw.cells, |record| Entry {
                    kind,
                    line,
                    amount: source.amount(record).unwrap_or_default(),
                    cells: record.cells(),
                }));
            }
        }
        Ok(entries)
    }
}

/// The accounts on the lines of books that `takes` accepts.
fn lines<'a>(
    books: &Books,
    accounts: &'a [Account],
    takes: &(dyn Fn(&Line) -> bool + Sync),
) -> Vec<(&'a Account, Line)> {
    let units: FxHashMap<&str, u16> = books.units.iter().map(|unit| unit.code.as_str()).zip(0..).collect();
    let line = |account: &'a Account| {
        let line = account.line(*units.get(account.unit.as_str())?).filter(takes)?;
        Some((account, line))
    };
    accounts.iter().filter_map(line).collect()
}
