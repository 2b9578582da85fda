//! Whether what happens stays within a unit and those below it.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::Refused;
use crate::db::{self, Connection};
use crate::units::{self, Parents};
use crate::work::Fault;
use crate::{Result, scan};

/// How many units an error message names.
const NAMED: usize = 10;

/// The units of a scope, in a year as it stands.
pub(super) struct Scope {
    units: FxHashSet<String>,
    /// Whether there are no other units, so that what concerns the books as a whole is theirs too.
    whole: bool,
}

impl Scope {
    /// A unit and all below it; an empty code stands for all.
    pub fn new(unit: &str, parents: &Parents) -> Self {
        let units = units::below(unit, parents);
        let whole = unit.is_empty() || parents.keys().all(|code| units.contains(code));
        Self { units, whole }
    }

    /// The same in a year as the books have it.
    pub async fn of(connection: &mut Connection, unit: &str, year: u16) -> sqlx::Result<Self> {
        let accounts = scan::accounts(&mut *connection, year).await?;
        Ok(Self::new(unit, &units::parents(connection, &accounts).await?))
    }

    /// The codes of its units; none when everything is within.
    pub fn codes(&self) -> Option<Vec<&str>> {
        (!self.whole).then(|| self.units.iter().map(String::as_str).collect())
    }

    /// Whether a record of this unit is within.
    pub fn has(&self, unit: &str) -> bool {
        self.whole || self.units.contains(unit)
    }
}

/// Refuses an import with records outside of a unit and those below it.
pub(super) async fn keeps_to(connection: &mut Connection, entry: i64, unit: &str, year: u16) -> Result<(), Fault> {
    let scope = Scope::of(&mut *connection, unit, year).await?;
    let sql = "SELECT DISTINCT account.unit FROM segment JOIN account ON account.id = segment.account \
               WHERE segment.entry = $1";
    let touched: Vec<String> = db::query_scalar(sql).bind(entry).fetch_all(connection).await?;
    let others: BTreeSet<&str> = touched.iter().filter(|code| !scope.has(code)).map(String::as_str).collect();
    if others.is_empty() {
        return Ok(());
    }
    let named = others.iter().take(NAMED).map(|code| if code.is_empty() { "未写单位" } else { code });
    let others = named.collect::<Vec<_>>().join("、") + if others.len() > NAMED { " 等" } else { "" };
    Err(Refused::Outside { unit: unit.to_owned(), others }.into())
}
