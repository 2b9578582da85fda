use std::ops::ControlFlow;

use juesuan_amount::Fen;
use juesuan_books::{Amounts, Books, BooksBuilder, Kind, Record};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::account::Account;
use crate::withdraw::Withdrawn;
use crate::{Error, Result, Store, scan, units};

/// How many units an error message names.
const NAMED: usize = 10;

impl Store {
    /// What the books of a unit and all units below it (of an empty code: of all units) come to in a fiscal year. Payments are not read: their running
    /// totals are.
    ///
    /// # Errors
    /// When the year or the unit is not in the books, or the database cannot be read.
    pub async fn load(&mut self, unit: &str, year: u16) -> Result<Books> {
        let accounts = self.accounts_of_year(year).await?;
        let units = self.scope(unit, year, &accounts).await?;
        let accounts: FxHashMap<u32, &Account> = accounts
            .iter()
            .filter(|account| account.unit.is_empty() || units.contains(account.unit.as_str()))
            .map(|account| (account.id, account))
            .collect();
        let mut builder = BooksBuilder::new(year);
        for kind in Kind::ALL {
            match kind {
                Kind::Payments => self.add_payments(year, &accounts, &mut builder).await?,
                Kind::Goals | Kind::Targets | Kind::Links | Kind::Evidence | Kind::Corrections => {}
                _ => self.replay(kind, &accounts, &mut |record| builder.add(record)).await?,
            }
        }
        Ok(builder.finish())
    }

    /// Gives the records of some kinds of a unit and all below it to `each`, kind by kind, each kind in the order in which
    /// its records came; of a record that replaced another, both.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub async fn records(
        &mut self,
        unit: &str,
        year: u16,
        kinds: &[Kind],
        each: &mut (dyn FnMut(&Record<'_>) + Send),
    ) -> Result<()> {
        let accounts = self.accounts_of_year(year).await?;
        let units = self.scope(unit, year, &accounts).await?;
        let own = accounts.iter().filter(|account| units.contains(account.unit.as_str()));
        let accounts: FxHashMap<u32, &Account> = own.map(|account| (account.id, account)).collect();
        for &kind in kinds {
            self.replay(kind, &accounts, each).await?;
        }
        Ok(())
    }

    pub(crate) async fn accounts_of_year(&mut self, year: u16) -> Result<Vec<Account>> {
        let accounts = scan::accounts(&mut self.connection, year).await.map_err(|error| self.error(error))?;
        if accounts.is_empty() {
            let years: Vec<String> = self.years().await?.iter().map(ToString::to_string).collect();
            let years = if years.is_empty() { "无".to_owned() } else { years.join("、") };
            return Err(Error::NoYear { year, years });
        }
        Ok(accounts)
    }

    /// The codes of a unit and of all below it; an empty code stands for all.
    pub(crate) async fn scope(&mut self, unit: &str, year: u16, accounts: &[Account]) -> Result<FxHashSet<String>> {
        let parents = units::parents(&mut self.connection, accounts).await.map_err(|error| self.error(error))?;
        if unit.is_empty() {
            return Ok(parents.into_keys().collect());
        }
        if !parents.contains_key(unit) {
            let units: Vec<&str> = parents.keys().map(String::as_str).take(NAMED).collect();
            let more = if parents.len() > NAMED { " 等" } else { "" };
            return Err(Error::NoUnit { year, unit: unit.to_owned(), units: units.join("、") + more });
        }
        Ok(units::below(unit, &parents))
    }

    /// Gives all records of a kind on these accounts to `each`.
    pub(crate) async fn replay(
        &mut self,
        kind: Kind,
        accounts: &FxHashMap<u32, &Account>,
        each: &mut (dyn FnMut(&Record<'_>) + Send),
    ) -> Result<()> {
        let span = scan::span(accounts.keys().copied());
        let mut unread = None;
        let done = scan::rows(&mut self.connection, kind, span, &mut |raw| {
            let Some(account) = accounts.get(&raw.account) else { return ControlFlow::Continue(()) };
            if scan::with_record(kind, account, &raw.cells, &mut *each).is_some() {
                return ControlFlow::Continue(());
            }
            unread = Some(raw.number);
            ControlFlow::Break(())
        })
        .await;
        done.map_err(|error| self.error(error))?;
        unread.map_or(Ok(()), |number| {
            let detail = format!("“{}”第{number}条记录读不出", kind.name());
            Err(Error::Damaged { file: self.home.clone(), detail })
        })
    }

    async fn add_payments(
        &mut self,
        year: u16,
        accounts: &FxHashMap<u32, &Account>,
        builder: &mut BooksBuilder,
    ) -> Result<()> {
        let totals = scan::totals(&mut self.connection, year).await.map_err(|error| self.error(error))?;
        let withdrawn = Withdrawn::of(&mut self.connection, Kind::Payments).await;
        let withdrawn = withdrawn.map_err(|error| self.error(error))?;
        for ((kind, account), (records, amount)) in totals {
            let counts = kind == Kind::Payments && !withdrawn.rest(account, records).is_empty();
            let account = accounts.get(&account).filter(|_| counts);
            if let Some((account, line)) = account.and_then(|account| Some((account, account.line(0)?))) {
                builder.add_line(&account.unit, line, Amounts { spent: Fen(amount), ..Amounts::default() });
            }
        }
        Ok(())
    }
}
