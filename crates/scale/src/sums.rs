use std::collections::BTreeMap;

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{Decimal128Type, Int64Type};
use futures_util::TryStreamExt;
use juesuan_amount::Fen;
use juesuan_books::Amounts;

use crate::{Dataset, Error, Lake, LineKey, Result, Scope};

/// What the records of many units come to by line; all units that run an agency count as one, and all others.
pub type Sums = BTreeMap<LineKey, Amounts>;

/// From what sums are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// From the partial totals of each unit.
    Totals,
    /// From all records anew.
    Records,
}

/// A query whose columns are the line and sums.
struct Query {
    dataset: Dataset,
    sql: &'static str,
    /// Where each sum belongs.
    set: &'static [fn(&mut Amounts) -> &mut Fen],
}

const OPENING: fn(&mut Amounts) -> &mut Fen = |amounts| &mut amounts.opening;
const RECEIVED: fn(&mut Amounts) -> &mut Fen = |amounts| &mut amounts.received;
const SPENT: fn(&mut Amounts) -> &mut Fen = |amounts| &mut amounts.spent;
const INITIAL: fn(&mut Amounts) -> &mut Fen = |amounts| &mut amounts.initial;
const CHANGED: fn(&mut Amounts) -> &mut Fen = |amounts| &mut amounts.changed;
const SURPLUS_USED: fn(&mut Amounts) -> &mut Fen = |amounts| &mut amounts.surplus_used;
const DISTRIBUTED: fn(&mut Amounts) -> &mut Fen = |amounts| &mut amounts.distributed;

/// Sums of decimals have 28 digits and cannot overflow before 10¹⁰ amounts of the largest size.
const RECORDS: [Query; 4] = [
    Query { dataset: Dataset::Payments, sql: "SELECT line, SUM(amount) FROM payments GROUP BY line", set: &[SPENT] },
    Query { dataset: Dataset::Receipts, sql: "SELECT line, SUM(amount) FROM receipts GROUP BY line", set: &[RECEIVED] },
    Query {
        dataset: Dataset::Budget,
        sql: "SELECT line, SUM(amount) FILTER (WHERE initial), SUM(amount) FILTER (WHERE NOT initial) FROM budget GROUP BY line",
        set: &[INITIAL, CHANGED],
    },
    Query {
        dataset: Dataset::Balances,
        sql: "SELECT line, SUM(opening), SUM(surplus_used), SUM(distributed) FROM balances GROUP BY line",
        set: &[OPENING, SURPLUS_USED, DISTRIBUTED],
    },
];

const TOTALS: [Query; 1] = [Query {
    dataset: Dataset::Totals,
    sql: "SELECT line, SUM(opening), SUM(received), SUM(spent), SUM(initial), SUM(changed), SUM(surplus_used), \
          SUM(distributed) FROM totals GROUP BY line",
    set: &[OPENING, RECEIVED, SPENT, INITIAL, CHANGED, SURPLUS_USED, DISTRIBUTED],
}];

impl Lake {
    /// What the records of the units in scope come to.
    ///
    /// # Errors
    /// When there are none, a file is damaged, or memory and disk do not suffice.
    pub async fn sums(&self, year: u16, scope: &Scope, from: From) -> Result<Sums> {
        let queries: &[Query] = match from {
            From::Totals => &TOTALS,
            From::Records => &RECORDS,
        };
        let mut sums = Sums::new();
        let mut any = false;
        for query in queries {
            if self.offer(query.dataset, year, scope).await? {
                any = true;
                let mut rows = self.session().sql(query.sql).await?.execute_stream().await?;
                while let Some(batch) = rows.try_next().await? {
                    take(&batch, query.set, &mut sums)?;
                }
            }
        }
        if any { Ok(sums) } else { Err(Error::Nothing(year)) }
    }
}

/// Adds the rows of an answer: a line and as many sums as there are places for them.
fn take(batch: &RecordBatch, set: &[fn(&mut Amounts) -> &mut Fen], sums: &mut Sums) -> Result<()> {
    let lines = batch.column(0).as_primitive::<Int64Type>();
    for (place, column) in set.iter().zip(&batch.columns()[1..]) {
        let amounts = column.as_primitive::<Decimal128Type>();
        for (row, &line) in lines.values().iter().enumerate() {
            let amount = if amounts.is_null(row) { 0 } else { amounts.value(row) };
            let to = place(sums.entry(LineKey(line)).or_default());
            let sum = i64::try_from(amount).ok().and_then(|amount| to.0.checked_add(amount));
            *to = Fen(sum.ok_or(Error::Overflow(line))?);
        }
    }
    Ok(())
}
