//! Elimination of transfers (汇总抵销): what one unit of the set hands to another is neither income nor expenditure of the set.

use std::collections::BTreeMap;

use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::datatypes::{Decimal128Type, Int64Type};
use futures_util::TryStreamExt;
use juesuan_amount::Fen;
use juesuan_books::{Fund, Nature};
use serde::Serialize;

use crate::key::TRANSFERS;
use crate::sums::Sums;
use crate::texts::Texts;
use crate::{Dataset, Error, Flow, Lake, LineKey, Parts, Result, Scope, UnitId};

/// Which way money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// 上缴上级支出, which the superior receives as 附属单位上缴收入.
    Up,
    /// 对附属单位补助支出, which the unit below receives as 上级补助收入.
    Down,
}

/// What became of the transfers of a set of units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Elimination {
    /// Transfers on which both sides agree; they are taken out of income and expenditure.
    pub eliminated: Vec<Transfer>,
    /// Transfers within the set on which the sides differ; nothing is taken out.
    pub differing: Vec<Transfer>,
    /// Transfers to or from units outside the set, and those that name no unit; nothing is taken out.
    pub outside: Vec<Transfer>,
}

/// A transfer from unit to unit: all that they handed over in a year in a direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Transfer {
    /// Which way.
    pub direction: Direction,
    /// Who pays; none where the receiver does not say.
    pub payer: Option<UnitId>,
    /// Who receives; none where the payer does not say.
    pub receiver: Option<UnitId>,
    /// What the payer's books say, in 分; none if they say nothing, or are not in the set.
    #[serde(serialize_with = "fen")]
    pub paid: Option<Fen>,
    /// What the receiver's books say, in 分; none if they say nothing, or are not in the set.
    #[serde(serialize_with = "fen")]
    pub received: Option<Fen>,
}

fn fen<S: serde::Serializer>(amount: &Option<Fen>, to: S) -> std::result::Result<S::Ok, S::Error> {
    amount.map(|fen| fen.0).serialize(to)
}

/// Who hands to whom in which direction.
type Pair = (Direction, Option<UnitId>, Option<UnitId>);

/// What both sides say, line by line.
#[derive(Default)]
struct Sides {
    paid: Vec<(LineKey, Fen)>,
    received: Vec<(LineKey, Fen)>,
}

impl Lake {
    /// Takes transfers between units of the scope out of its sums, where both sides agree on what was handed over in the
    /// year. It takes out equal amounts of income and expenditure, so what is left (结转和结余) stays as it is.
    ///
    /// # Errors
    /// As [`Lake::sums`].
    pub async fn eliminate(&self, year: u16, scope: &Scope, sums: &mut Sums) -> Result<Elimination> {
        let pairs = self.transfers(year, scope).await?;
        let mut elimination = Elimination::default();
        for ((direction, payer, receiver), sides) in pairs {
            let inside = |unit: &Option<UnitId>| unit.as_ref().is_some_and(|unit| scope.takes(unit));
            let within = inside(&payer) && inside(&receiver);
            let (paid, received) = (total(&sides.paid), total(&sides.received));
            let transfer = Transfer { direction, payer, receiver, paid, received };
            match (within, transfer.paid == transfer.received) {
                (true, true) => {
                    take_out(&sides, sums)?;
                    elimination.eliminated.push(transfer);
                }
                (true, false) => elimination.differing.push(transfer),
                (false, _) => elimination.outside.push(transfer),
            }
        }
        Ok(elimination)
    }

    async fn transfers(&self, year: u16, scope: &Scope) -> Result<BTreeMap<Pair, Sides>> {
        let mut pairs = BTreeMap::new();
        if self.offer(Dataset::Totals, year, scope).await? {
            let sql = format!("SELECT unit, counterparty, line, amount FROM totals WHERE {TRANSFERS}");
            let mut rows = self.session().sql(&sql).await?.execute_stream().await?;
            while let Some(batch) = rows.try_next().await? {
                take(&batch, &mut pairs)?;
            }
        }
        Ok(pairs)
    }
}

/// Sorts rows of totals by who hands to whom.
fn take(batch: &RecordBatch, pairs: &mut BTreeMap<Pair, Sides>) -> Result<()> {
    let (units, others) = (Texts::of(batch, 0)?, Texts::of(batch, 1)?);
    let lines = batch.column(2).as_primitive::<Int64Type>();
    let amounts = batch.column(3).as_primitive::<Decimal128Type>();
    for row in 0..batch.num_rows() {
        let key = LineKey(lines.value(row));
        let Parts { flow, line, .. } = key.parts().ok_or(Error::Line(key.0))?;
        let unit = units.get(row).and_then(UnitId::parse);
        let other = others.get(row).and_then(UnitId::parse);
        let amount = i64::try_from(amounts.value(row)).map(Fen).map_err(|_| Error::Overflow(key.0))?;
        let direction = match (flow, line.nature, line.fund) {
            (Flow::Spent, Some(Nature::ToSuperior), _) | (Flow::Received, _, Fund::Affiliated) => Direction::Up,
            (Flow::Spent, Some(Nature::Affiliated), _) | (Flow::Received, _, Fund::Superior) => Direction::Down,
            _ => continue,
        };
        if flow == Flow::Spent {
            pairs.entry((direction, unit, other)).or_default().paid.push((key, amount));
        } else {
            pairs.entry((direction, other, unit)).or_default().received.push((key, amount));
        }
    }
    Ok(())
}

fn total(lines: &[(LineKey, Fen)]) -> Option<Fen> {
    (!lines.is_empty()).then(|| lines.iter().map(|(_, amount)| *amount).sum())
}

fn take_out(sides: &Sides, sums: &mut Sums) -> Result<()> {
    for (line, amount) in sides.paid.iter().chain(&sides.received) {
        *sums.get_mut(line).ok_or(Error::Line(line.0))? -= *amount;
    }
    Ok(())
}
