use std::collections::BTreeMap;

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{Decimal128Type, Int64Type};
use futures_util::TryStreamExt;
use juesuan_amount::Fen;

use crate::{Dataset, Error, Lake, LineKey, Result, Scope};

/// What the records of many units come to by line; all units that run an agency count as one, and all others.
pub type Sums = BTreeMap<LineKey, Fen>;

/// From what sums are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// From the partial totals of each unit.
    Totals,
    /// From all records anew.
    Records,
}

impl From {
    /// The tables that are added up.
    const fn datasets(self) -> &'static [Dataset] {
        match self {
            Self::Totals => &[Dataset::Totals],
            Self::Records => &[Dataset::Payments, Dataset::Receipts, Dataset::Budget, Dataset::Balances],
        }
    }
}

impl Lake {
    /// What the records of the units in scope come to. Sums of amounts of 18 digits have 28, so that they are exact and cannot
    /// overflow before 10¹⁰ of the largest.
    ///
    /// # Errors
    /// When there are none, a sum is no amount any more, a file is damaged, or memory and disk do not suffice.
    pub async fn sums(&self, year: u16, scope: &Scope, from: From) -> Result<Sums> {
        let mut sums = Sums::new();
        let mut any = false;
        for dataset in from.datasets() {
            if self.offer(*dataset, year, scope).await? {
                any = true;
                let sql = format!("SELECT line, SUM(amount) FROM {} GROUP BY line", dataset.name());
                let mut rows = self.session().sql(&sql).await?.execute_stream().await?;
                while let Some(batch) = rows.try_next().await? {
                    take(&batch, &mut sums)?;
                }
            }
        }
        if any { Ok(sums) } else { Err(Error::Nothing(year)) }
    }
}

/// Adds the rows of an answer: lines and sums.
fn take(batch: &RecordBatch, sums: &mut Sums) -> Result<()> {
    let lines = batch.column(0).as_primitive::<Int64Type>();
    let amounts = batch.column(1).as_primitive::<Decimal128Type>();
    for (row, &line) in lines.values().iter().enumerate().filter(|(row, _)| amounts.is_valid(*row)) {
        let to = sums.entry(LineKey(line)).or_default();
        let sum = i64::try_from(amounts.value(row)).ok().and_then(|amount| to.0.checked_add(amount));
        *to = Fen(sum.ok_or(Error::Overflow(line))?);
    }
    Ok(())
}
