use std::collections::BTreeMap;

use juesuan_books::{Kind, Record, Unit};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::account::Account;
use crate::{Result, Store};

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

/// The codes of a unit and of all below it; `parents` has the code of each unit's parent, if it has one.
pub(crate) fn below(unit: &str, parents: &BTreeMap<String, Option<String>>) -> FxHashSet<String> {
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
