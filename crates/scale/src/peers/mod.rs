//! Comparison of a unit with its peers (同类比较): units of the same kind at the same level of the administrative tree.

mod measure;
mod robust;

use std::collections::BTreeMap;

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{Decimal128Type, Int32Type};
use futures_util::TryStreamExt;
use serde::Serialize;

use crate::texts::Texts;
use crate::{Dataset, Error, Lake, Result, Scope, UnitId};
pub use measure::Measure;
pub use robust::Usual;

/// Units that are compared with each other.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Group {
    /// 省本级、市本级 or 县级.
    pub level: &'static str,
    /// 行政单位、参公单位 or 事业单位.
    pub kind: String,
}

/// A unit and what it comes to.
struct Peer {
    unit: UnitId,
    name: String,
    group: Group,
    values: [Option<i64>; Measure::ALL.len()],
}

/// What is usual in a group for a measure.
#[derive(Clone, Debug)]
pub struct Standard {
    /// The group.
    pub group: Group,
    /// What is measured.
    pub measure: Measure,
    /// What is usual.
    pub usual: Usual,
}

/// A unit that is unusual in its group.
#[derive(Clone, Debug)]
pub struct Outlier {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// With whom it was compared.
    pub group: Group,
    /// In what.
    pub measure: Measure,
    /// What it comes to.
    pub value: i64,
    /// What is usual.
    pub usual: Usual,
}

/// What a comparison shows.
#[derive(Clone, Debug, Default)]
pub struct Peers {
    /// What is usual, by group and measure.
    pub standards: Vec<Standard>,
    /// What is not, the most unusual first.
    pub outliers: Vec<Outlier>,
}

impl Lake {
    /// Compares each unit of the scope with its peers in the scope. A unit has no value where its staff is not known, or
    /// where it spends nothing.
    ///
    /// # Errors
    /// As [`Lake::sums`].
    pub async fn peers(&self, year: u16, scope: &Scope) -> Result<Peers> {
        for dataset in [Dataset::Units, Dataset::Totals, Dataset::Payments] {
            if !self.offer(dataset, year, scope).await? {
                return Err(Error::Nothing(year));
            }
        }
        let mut rows = self.session().sql(&measure::query(year)).await?.execute_stream().await?;
        let mut peers = Vec::new();
        while let Some(batch) = rows.try_next().await? {
            take(&batch, &mut peers)?;
        }
        Ok(compare(&peers))
    }
}

/// Reads rows of the query: unit, name, kind, staff and the measures' amounts.
fn take(batch: &RecordBatch, peers: &mut Vec<Peer>) -> Result<()> {
    let (units, names, kinds) = (Texts::of(batch, 0)?, Texts::of(batch, 1)?, Texts::of(batch, 2)?);
    let staff = batch.column(3).as_primitive::<Int32Type>();
    for row in 0..batch.num_rows() {
        let Some(unit) = units.get(row).and_then(UnitId::parse) else { continue };
        let level = match unit.region().as_bytes() {
            [_, _, b'0', b'0', ..] => "省本级",
            [.., b'0', b'0'] => "市本级",
            _ => "县级",
        };
        let amount = |name: &str| -> Result<i64> {
            let Some(column) = batch.column_by_name(name) else { return Ok(0) };
            let column = column.as_primitive::<Decimal128Type>();
            let amount = if column.is_null(row) { 0 } else { column.value(row) };
            i64::try_from(amount).map_err(|_| Error::Overflow(0))
        };
        let persons = if staff.is_null(row) { 0 } else { i64::from(staff.value(row)) };
        let mut values = [None; Measure::ALL.len()];
        for (value, measure) in values.iter_mut().zip(Measure::ALL) {
            *value = measure.of(persons, amount)?;
        }
        let group = Group { level, kind: kinds.get(row).unwrap_or_default().to_owned() };
        peers.push(Peer { unit, name: names.get(row).unwrap_or_default().to_owned(), group, values });
    }
    Ok(())
}

fn compare(peers: &[Peer]) -> Peers {
    let mut groups: BTreeMap<&Group, Vec<&Peer>> = BTreeMap::new();
    for peer in peers {
        groups.entry(&peer.group).or_default().push(peer);
    }
    let mut found = Peers::default();
    for (group, peers) in groups {
        for (place, measure) in Measure::ALL.into_iter().enumerate() {
            let Some(usual) = Usual::of(peers.iter().filter_map(|peer| peer.values[place]).collect()) else { continue };
            found.standards.push(Standard { group: group.clone(), measure, usual });
            for peer in &peers {
                let Some(value) = peer.values[place].filter(|value| usual.is_unusual(*value)) else { continue };
                let (unit, name) = (peer.unit.clone(), peer.name.clone());
                found.outliers.push(Outlier { unit, name, group: group.clone(), measure, value, usual });
            }
        }
    }
    let unusual = |outlier: &Outlier| outlier.usual.score(outlier.value).saturating_abs();
    found.outliers.sort_by(|a, b| unusual(b).cmp(&unusual(a)).then_with(|| a.unit.cmp(&b.unit)));
    found
}
