use std::ops::ControlFlow;

use juesuan_books::{Kind, Record};
use rustc_hash::FxHashMap;

use crate::account::Account;
use crate::db;
use crate::{Error, Result, Store, scan};

impl Store {
    /// Gives those records of some kinds of a unit and all below it to `each` that came with entries of the log after the one
    /// of a number, entry by entry. The number of the last entry that was looked at, to ask again from there; none, and no
    /// record, when an import was withdrawn since, so that what was known before does not hold any more.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub async fn records_since(
        &mut self,
        unit: &str,
        year: u16,
        entry: i64,
        kinds: &[Kind],
        each: &mut (dyn FnMut(&Record<'_>) + Send),
    ) -> Result<Option<i64>> {
        // Nothing of an entry changes later, so all that follows sees the books as they are at this one.
        let head = self.head().await?;
        let sql = "SELECT EXISTS (SELECT 1 FROM withdrawal WHERE log_entry > $1 AND log_entry <= $2)";
        let withdrawn = db::query_scalar(sql).bind(entry).bind(head).fetch_one(&mut self.connection).await;
        if withdrawn.map_err(|error| self.error(error))? {
            return Ok(None);
        }
        let sql = "SELECT kind, account, first, records FROM segment WHERE entry > $1 AND entry <= $2 ORDER BY entry, account";
        let segments = db::query_as(sql).bind(entry).bind(head).fetch_all(&mut self.connection).await;
        let mut segments: Vec<(String, u32, i64, i64)> = segments.map_err(|error| self.error(error))?;
        segments.retain(|(kind, ..)| kinds.iter().any(|known| known.id() == kind));
        if segments.is_empty() {
            return Ok(Some(head));
        }
        let accounts = self.accounts_of_year(year).await?;
        let units = self.scope(unit, year, &accounts).await?;
        let own = accounts.iter().filter(|account| units.contains(account.unit.as_str()));
        let accounts: FxHashMap<u32, &Account> = own.map(|account| (account.id, account)).collect();
        for (kind, account, first, records) in segments {
            if let Some((kind, account)) = Kind::from_id(&kind).zip(accounts.get(&account)) {
                self.segment(kind, account, (first, first + records - 1), each).await?;
            }
        }
        Ok(Some(head))
    }

    /// Gives the records of an account with these numbers to `each`.
    async fn segment(
        &mut self,
        kind: Kind,
        account: &Account,
        (from, to): (i64, i64),
        each: &mut (dyn FnMut(&Record<'_>) + Send),
    ) -> Result<()> {
        let base = i64::from(account.id) << 32;
        let mut unread = None;
        let done = scan::all_rows(&mut self.connection, kind, (base + from, base + to), &mut |raw| {
            if scan::with_record(kind, account, &raw.cells, &mut *each).is_none() {
                unread = Some(raw.number);
            }
            ControlFlow::Continue(())
        })
        .await;
        done.map_err(|error| self.error(error))?;
        unread.map_or(Ok(()), |number| {
            let detail = format!("“{}”第{number}条记录读不出", kind.name());
            Err(Error::Damaged { file: self.home.clone(), detail })
        })
    }
}
