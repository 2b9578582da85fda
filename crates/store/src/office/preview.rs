use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use juesuan_amount::Fen;
use juesuan_books::{Import, Kind, Place, Problems, Record, Sink, Summary};

use super::limits;
use crate::import::{self, Order};
use crate::{Error, Result, Store, Upload, shape};

/// What an import of files would bring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// What was read, by kind: new records and those that the books have already.
    pub summary: Summary,
    /// Sums of the new records' (first) amounts by kind; kinds without money have 0.
    pub sums: BTreeMap<Kind, Fen>,
    /// The units to which the new records belong; an empty code stands for the books as a whole.
    pub units: BTreeSet<String>,
}

impl Store {
    /// Tells what importing files would bring, and enters nothing: every record passes the door as in an import, with those
    /// that the books hold.
    ///
    /// # Errors
    /// All problems of the files, or a limit that they pass; or when the database cannot be read.
    pub async fn preview(&mut self, year: u16, files: &[Upload]) -> Result<Preview> {
        limits::files(files.iter().map(|file| (file.name.as_str(), &*file.content)))?;
        let mut work = self.begin_reading().await?;
        let order = Order::of_uploads(year, "", files.to_vec());
        let prepared = import::prepare(work.connection(), year, order.news().await).await;
        let (import, _) = work.end(prepared.map_err(Into::into)).await?;
        let files = files.to_vec();
        let reader = tokio::task::spawn_blocking(move || read(import, &files));
        match reader.await {
            Ok(preview) => preview.map_err(Error::from),
            Err(panic) => std::panic::resume_unwind(panic.into_panic()),
        }
    }
}

fn read(mut import: Import, files: &[Upload]) -> Result<Preview, Problems> {
    let mut counter = Counter::default();
    for file in files {
        let Ok(()) = import.read_bytes(&file.name, &file.content, &mut counter);
    }
    let summary = import.finish()?;
    Ok(Preview { summary, sums: counter.sums, units: counter.units })
}

/// Adds records up and keeps none.
#[derive(Default)]
struct Counter {
    sums: BTreeMap<Kind, Fen>,
    units: BTreeSet<String>,
}

impl Sink for Counter {
    type Error = Infallible;

    fn take(&mut self, record: &Record<'_>, _: Place<'_>) -> Result<(), Infallible> {
        let sum = self.sums.entry(record.kind()).or_default();
        sum.0 = sum.0.saturating_add(shape::amount(record).0);
        if !self.units.contains(record.unit()) {
            self.units.insert(record.unit().to_owned());
        }
        Ok(())
    }
}
