use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use juesuan_amount::Fen;
use juesuan_books::{Import, Kind, Place, Problems, Record, Sink, Summary};

use super::limits;
use super::scope::Scope;
use crate::db::Connection;
use crate::import::{self, Order};
use crate::units::{self, Parents};
use crate::work::Fault;
use crate::{Error, Result, Store, Upload, scan, shape};

/// What an import of files would bring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// What was read, by kind: new records and those that the books have already.
    pub summary: Summary,
    /// Sums of the new records' (first) amounts by kind; kinds without money have 0.
    pub sums: BTreeMap<Kind, Fen>,
    /// The units to which the new records belong; an empty code stands for the books as a whole.
    pub units: BTreeSet<String>,
    /// Those of them that are not the unit for which the files are handed in, nor below it: with them, the import will not
    /// be let in.
    pub outside: BTreeSet<String>,
}

impl Store {
    /// Tells what importing files for a unit (empty for the books as a whole) would bring, and enters nothing: every record
    /// passes the door as in an import, with those that the books hold.
    ///
    /// # Errors
    /// All problems of the files, or a limit that they pass; or when the database cannot be read.
    pub async fn preview(&mut self, unit: &str, year: u16, files: &[Upload]) -> Result<Preview> {
        limits::files(files.iter().map(|file| (file.name.as_str(), &*file.content)))?;
        let mut work = self.begin_reading().await?;
        let order = Order::of_uploads(year, "", files.to_vec());
        let known = known(work.connection(), &order).await.map_err(Fault::from);
        let (import, parents) = work.end(known).await?;
        let (unit, files) = (unit.to_owned(), files.to_vec());
        let reader = tokio::task::spawn_blocking(move || read(import, parents, &unit, &files));
        match reader.await {
            Ok(preview) => preview.map_err(Error::from),
            Err(panic) => std::panic::resume_unwind(panic.into_panic()),
        }
    }
}

/// An import that knows of the books what matters to it, and the units that there are.
async fn known(connection: &mut Connection, order: &Order<'_>) -> sqlx::Result<(Import, Parents)> {
    let (import, _) = import::prepare(&mut *connection, order.year, order.news().await).await?;
    let accounts = scan::accounts(&mut *connection, order.year).await?;
    Ok((import, units::parents(connection, &accounts).await?))
}

fn read(mut import: Import, parents: Parents, unit: &str, files: &[Upload]) -> Result<Preview, Problems> {
    let mut counter = Counter { sums: BTreeMap::new(), units: BTreeSet::new(), parents };
    for file in files {
        let Ok(()) = import.read_bytes(&file.name, &file.content, &mut counter);
    }
    let summary = import.finish()?;
    let Counter { sums, units, parents } = counter;
    let scope = Scope::new(unit, &parents);
    let outside = units.iter().filter(|code| !scope.has(code)).cloned().collect();
    Ok(Preview { summary, sums, units, outside })
}

/// Adds records up and keeps none.
struct Counter {
    sums: BTreeMap<Kind, Fen>,
    units: BTreeSet<String>,
    parents: Parents,
}

impl Sink for Counter {
    type Error = Infallible;

    fn take(&mut self, record: &Record<'_>, _: Place<'_>) -> Result<(), Infallible> {
        let sum = self.sums.entry(record.kind()).or_default();
        sum.0 = sum.0.saturating_add(shape::amount(record).0);
        if !self.units.contains(record.unit()) {
            self.units.insert(record.unit().to_owned());
        }
        units::add(&mut self.parents, record);
        Ok(())
    }
}
