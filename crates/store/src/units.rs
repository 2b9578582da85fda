use std::collections::BTreeMap;

use juesuan_books::{Kind, Record, Unit};
use rustc_hash::FxHashMap;

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
