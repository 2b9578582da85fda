use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::object_store::path::Path;
use datafusion::prelude::{DataFrame, SessionContext, col, lit};
use futures_util::TryStreamExt;

use crate::{Dataset, Region, Result, Scope, UnitId};

/// Where the tables are: a folder, or the URL of an object store that the session knows.
///
/// A region's units lie in `region=R/base.parquet`. Of a unit that was handed in again all is in
/// `region=R/unit-CODE.N.parquet`, the highest N of [`Dataset::Totals`] counts, and base says nothing about it any more.
pub struct Lake {
    session: SessionContext,
    root: ListingTableUrl,
}

/// The files that count for a table.
#[derive(Debug, Default)]
struct Files {
    /// Those of regions in which nothing was handed in again.
    whole: Vec<String>,
    /// Base files of other regions.
    base: Vec<String>,
    /// What stands instead of parts of these.
    instead: Vec<String>,
    /// Units that stand instead.
    units: Vec<UnitId>,
}

/// The newest hand-in of each unit.
type Newest = BTreeMap<UnitId, u32>;

/// The name of the file that holds all units of a region.
pub(crate) const BASE: &str = "base";

impl Lake {
    /// The tables in a folder or at a URL.
    ///
    /// # Errors
    /// When it is neither.
    pub fn open(session: SessionContext, root: &str) -> Result<Self> {
        let root = if root.ends_with('/') { root.to_owned() } else { format!("{root}/") };
        Ok(Self { session, root: ListingTableUrl::parse(root)? })
    }

    /// The session in which queries run.
    #[must_use]
    pub const fn session(&self) -> &SessionContext {
        &self.session
    }

    /// Makes the rows of the units in scope known to queries under the table's name.
    ///
    /// # Errors
    /// When the store cannot be listed. Whether there are such rows.
    pub async fn offer(&self, dataset: Dataset, year: u16, scope: &Scope) -> Result<bool> {
        let files = self.files(dataset, year, scope).await?;
        self.session.deregister_table(dataset.name())?;
        let Some(rows) = self.rows(dataset, files, scope)? else { return Ok(false) };
        self.session.register_table(dataset.name(), rows.into_view())?;
        Ok(true)
    }

    /// The number that a unit's next hand-in gets.
    ///
    /// # Errors
    /// When the store cannot be listed.
    pub async fn next(&self, year: u16, unit: &UnitId) -> Result<u32> {
        let scope = Scope::default();
        let paths = self.list(Dataset::Totals, year, &scope).await?;
        Ok(newest(&paths).get(unit).map_or(1, |newest| newest + 1))
    }

    fn rows(&self, dataset: Dataset, files: Files, scope: &Scope) -> Result<Option<DataFrame>> {
        let mut rows = self.scan(dataset, files.whole)?;
        if let Some(base) = self.scan(dataset, files.base)? {
            let again = files.units.iter().map(|unit| lit(unit.as_str())).collect();
            rows = both(rows, base.filter(col("unit").in_list(again, true))?)?;
        }
        if let Some(instead) = self.scan(dataset, files.instead)? {
            rows = both(rows, instead)?;
        }
        let Some(units) = scope.units() else { return Ok(rows) };
        let chosen = units.iter().map(|unit| lit(unit.as_str())).collect();
        Ok(rows.map(|rows| rows.filter(col("unit").in_list(chosen, false))).transpose()?)
    }

    fn scan(&self, dataset: Dataset, files: Vec<String>) -> Result<Option<DataFrame>> {
        if files.is_empty() {
            return Ok(None);
        }
        let urls = files.iter().map(ListingTableUrl::parse).collect::<std::result::Result<Vec<_>, _>>()?;
        let format = ParquetFormat::default().with_enable_pruning(true);
        let options = ListingOptions::new(Arc::new(format));
        let config =
            ListingTableConfig::new_with_multi_paths(urls).with_listing_options(options).with_schema(dataset.schema());
        Ok(Some(self.session.read_table(Arc::new(ListingTable::try_new(config)?))?))
    }

    async fn files(&self, dataset: Dataset, year: u16, scope: &Scope) -> Result<Files> {
        let newest = newest(&self.list(Dataset::Totals, year, scope).await?);
        let touched: BTreeSet<&str> = newest.keys().map(UnitId::region).collect();
        let store = self.root.object_store();
        let mut files = Files { units: newest.keys().cloned().collect(), ..Files::default() };
        for path in self.list(dataset, year, scope).await? {
            let url = format!("{}{path}", store.as_str());
            match Part::of(&path) {
                Some(Part { region, unit: None }) if touched.contains(region) => files.base.push(url),
                Some(Part { unit: None, .. }) => files.whole.push(url),
                Some(Part { unit: Some((unit, number)), .. }) if newest.get(&unit) == Some(&number) => {
                    files.instead.push(url);
                }
                _ => {}
            }
        }
        Ok(files)
    }

    /// The files of a table and year in the regions of a scope, in order.
    async fn list(&self, dataset: Dataset, year: u16, scope: &Scope) -> Result<Vec<Path>> {
        let store = self.session.runtime_env().object_store(&self.root)?;
        let prefix = self.root.prefix().clone().join(dataset.name()).join(format!("year={year}"));
        let listed: Vec<_> =
            store.list(Some(&prefix)).try_collect().await.map_err(datafusion::error::DataFusionError::from)?;
        let mut paths: Vec<Path> = listed.into_iter().map(|file| file.location).collect();
        paths.retain(|path| Part::of(path).is_some_and(|part| scope.takes_region(part.region)));
        paths.sort();
        Ok(paths)
    }
}

/// What a file's path says of it.
struct Part<'a> {
    region: &'a str,
    unit: Option<(UnitId, u32)>,
}

impl<'a> Part<'a> {
    fn of(path: &'a Path) -> Option<Self> {
        let (folder, name) = path.as_ref().rsplit_once('/')?;
        let region = folder.rsplit_once("/region=")?.1;
        let name = name.strip_suffix(".parquet")?;
        if name == BASE {
            return Some(Self { region, unit: None });
        }
        let (code, number) = name.strip_prefix("unit-")?.rsplit_once('.')?;
        let unit = UnitId::new(&Region::parse(region)?, code);
        Some(Self { region, unit: Some((unit, number.parse().ok()?)) })
    }
}

fn newest(paths: &[Path]) -> Newest {
    let mut newest = Newest::new();
    for (unit, number) in paths.iter().filter_map(|path| Part::of(path)?.unit) {
        let known = newest.entry(unit).or_default();
        *known = number.max(*known);
    }
    newest
}

fn both(some: Option<DataFrame>, more: DataFrame) -> Result<Option<DataFrame>> {
    Ok(Some(match some {
        Some(rows) => rows.union(more)?,
        None => more,
    }))
}
