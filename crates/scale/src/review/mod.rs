//! Bulk review (批量审核): all disclosures below a folder or the URL of an object store are audited as `juesuan check` audits one,
//! and what was found becomes tables, which any number of years and regions can be asked together.

mod ranking;
mod rows;
mod tables;

use std::path::Path;
use std::sync::Arc;

use datafusion::datasource::listing::ListingTableUrl;
use datafusion::error::DataFusionError;
use datafusion::object_store::{self, ObjectMeta, ObjectStore, ObjectStoreExt, path::Path as Place};
use datafusion::prelude::SessionContext;
use futures_util::{StreamExt, TryStreamExt, stream};
use juesuan_findings::{Audited, Options};

use crate::{Error, Result};
pub use ranking::{Ranking, rank};
use rows::Rows;
use tables::Tables;

/// What a bulk review came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// Documents that were read.
    pub documents: u64,
    /// Files that could not be read; the table of documents says why.
    pub unreadable: u64,
    /// Findings that are proven.
    pub errors: u64,
    /// Other findings on content.
    pub warnings: u64,
    /// Findings on wording and form.
    pub infos: u64,
}

/// Audits every disclosure below `root` and writes `documents.parquet`, `findings.parquet` and `figures.parquet` into a folder, in
/// the order of the files' names whatever was ready first. A file that cannot be read is a row that says why.
///
/// # Errors
/// When the place cannot be listed or has no disclosure, or the tables cannot be written; then earlier ones stay.
pub async fn review(session: &SessionContext, root: &str, out: &Path) -> Result<Reviewed> {
    let root = ListingTableUrl::parse(if root.ends_with('/') { root.to_owned() } else { format!("{root}/") })?;
    let store = session.runtime_env().object_store(&root)?;
    let files = disclosures(&store, root.prefix()).await?;
    if files.is_empty() {
        return Err(Error::NoDisclosures(juesuan_read::ENDINGS.join("、")));
    }
    let mut tables = Tables::create(out)?;
    // The workers that audit are as many as there are processors; what waits for them has been fetched already.
    let at_once = 2 * std::thread::available_parallelism().map_or(1, usize::from);
    let mut audits = stream::iter(files).map(|file| audit(Arc::clone(&store), root.prefix(), file)).buffered(at_once);
    let mut reviewed = Reviewed::default();
    while let Some(rows) = audits.next().await {
        let rows = rows?;
        reviewed.count(&rows);
        tables.write(rows)?;
    }
    tables.finish()?;
    Ok(reviewed)
}

/// The files that may be disclosures, by name.
async fn disclosures(store: &Arc<dyn ObjectStore>, below: &Place) -> Result<Vec<ObjectMeta>> {
    let mut files: Vec<_> = store.list(Some(below)).try_collect().await.map_err(engine)?;
    files.retain(|file| is_disclosure(&file.location));
    files.sort_by(|a, b| a.location.cmp(&b.location));
    Ok(files)
}

/// Hidden files and Office's lock files (`~$…`) are none.
fn is_disclosure(file: &Place) -> bool {
    let name = file.filename().unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let hidden = name.starts_with('.') || name.starts_with('~') || name.starts_with("%7E");
    !hidden && juesuan_read::ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Reads and audits one file.
async fn audit(store: Arc<dyn ObjectStore>, below: &Place, file: ObjectMeta) -> Result<Rows> {
    let path = file.location.as_ref();
    let name = path.strip_prefix(below.as_ref()).unwrap_or(path).trim_start_matches('/').to_owned();
    if let Err(refused) = juesuan_read::check_size(file.size) {
        return Ok(Rows::unreadable(&name, &refused.to_string()));
    }
    let content = store.get(&file.location).await.map_err(engine)?.bytes().await.map_err(engine)?;
    let work = move || match Audited::of_bytes(&name, content.into(), &Options { figures: true, ..Options::default() })
    {
        Ok(audited) => Rows::of(&audited),
        Err(failure) => Rows::unreadable(&name, &failure.to_string()),
    };
    tokio::task::spawn_blocking(work).await.map_err(|broken| Error::Engine(DataFusionError::External(broken.into())))
}

fn engine(error: object_store::Error) -> Error {
    Error::Engine(error.into())
}

impl Reviewed {
    fn count(&mut self, rows: &Rows) {
        match rows.found {
            None => self.unreadable += 1,
            Some([errors, warnings, infos]) => {
                self.documents += 1;
                self.errors += u64::from(errors);
                self.warnings += u64::from(warnings);
                self.infos += u64::from(infos);
            }
        }
    }
}
