use std::collections::BTreeMap;
use std::ops::ControlFlow;

use juesuan_books::{Kind, Record, Unit};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::account::Account;
use crate::db::Connection;
use crate::{Result, Store, scan};

impl Store {
    /// The units of a fiscal year in the order of their codes.
    ///
    /// # Errors
    /// When the year is not in the books, or the database cannot be read.
    pub async fn units(&mut self, year: u16) -> Result<Vec<Unit>> {
        let accounts = self.accounts_of_year(year).await?;
        let by_id: FxHashMap<u32, &Account> = accounts.iter().map(|account| (account.id, account)).collect();
        let mut units = BTreeMap::new();
        self.replay(Kind::Units, &by_id, &mut |record| {
            if let Record::Unit(unit) = record {
                units.insert(unit.unit.to_owned(), unit.to_unit());
            }
        })
        .await?;
        Ok(units.into_values().collect())
    }
}

/// The code of each unit's parent, if it has one.
pub(crate) type Parents = BTreeMap<String, Option<String>>;

/// The units of a year that has these accounts, and their parents.
pub(crate) async fn parents(connection: &mut Connection, accounts: &[Account]) -> sqlx::Result<Parents> {
    let by_id: FxHashMap<u32, &Account> = accounts.iter().map(|account| (account.id, account)).collect();
    let own = accounts.iter().filter(|account| !account.unit.is_empty());
    let mut parents: Parents = own.map(|account| (account.unit.clone(), None)).collect();
    scan::rows(connection, Kind::Units, scan::span(by_id.keys().copied()), &mut |raw| {
        if let Some(account) = by_id.get(&raw.account) {
            scan::with_record(Kind::Units, account, &raw.cells, |record| add(&mut parents, record));
        }
        ControlFlow::Continue(())
    })
    .await?;
    Ok(parents)
}

/// Adds the unit of a record, and its parent where the record tells it.
pub(crate) fn add(parents: &mut Parents, record: &Record<'_>) {
    match record {
        Record::Unit(unit) => drop(parents.insert(unit.unit.to_owned(), unit.parent.map(str::to_owned))),
        other if other.unit().is_empty() || parents.contains_key(other.unit()) => {}
        other => drop(parents.insert(other.unit().to_owned(), None)),
    }
}

/// The codes of a unit and of all below it.
pub(crate) fn below(unit: &str, parents: &Parents) -> FxHashSet<String> {
    let mut scope = FxHashSet::from_iter([unit.to_owned()]);
    // One pass for each level; a cycle of units ends it too.
    loop {
        let below = parents.iter().filter(|(_, parent)| parent.as_ref().is_some_and(|p| scope.contains(p)));
        let new: Vec<String> = below.map(|(code, _)| code).filter(|code| !scope.contains(*code)).cloned().collect();
        if new.is_empty() {
            return scope;
        }
        scope.extend(new);
    }
}
