use csv::StringRecord;
use juesuan_books::{Kind, Record};
use juesuan_store::Store;

use super::{Snapshot, Took};
use crate::Result;

/// How many records are taken in one by one: each re-evaluates some lights, while whoever reads the snapshot waits. More
/// of them are read sooner with all the others.
const FEW: usize = 200;

/// What the books of a unit and year got since an entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    /// The last entry that was looked at.
    entry: i64,
    /// Kinds and cells of the records; none where they are too many, or something was withdrawn.
    rows: Option<Vec<(Kind, StringRecord)>>,
}

impl Arrived {
    /// Reads what came after an entry; the snapshot that it is for may be in use meanwhile.
    ///
    /// # Errors
    /// When the books cannot be read.
    pub async fn since(store: &mut Store, unit: &str, year: u16, entry: i64) -> Result<Self> {
        let (mut rows, mut more) = (Vec::new(), false);
        let each = &mut |record: &Record<'_>| {
            if rows.len() < FEW {
                rows.push((record.kind(), StringRecord::from(record.cells())));
            } else {
                more = true;
            }
        };
        let last = store.records_since(unit, year, entry, &Kind::ALL, each).await?;
        Ok(Self { entry: last.unwrap_or(entry), rows: last.filter(|_| !more).map(|_| rows) })
    }

    /// Whether nothing came that concerns the unit and year.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.rows.as_ref().is_some_and(Vec::is_empty)
    }
}

impl Snapshot {
    /// Takes in what arrived since its own entry, all or nothing.
    pub fn catch_up(&mut self, arrived: &Arrived) -> Took {
        let Some(rows) = &arrived.rows else { return Took::Reload };
        let records: Option<Vec<Record<'_>>> =
            rows.iter().map(|(kind, cells)| Record::from_cells(*kind, cells)).collect();
        records.map_or(Took::Reload, |records| self.take(arrived.entry, &records))
    }
}
