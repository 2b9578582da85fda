//! The years that people look at, ready in memory.

use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
};

use juesuan_books::Date;
use juesuan_desk::Snapshot;
use juesuan_performance::Settings;
use tokio::sync::Mutex as WaitingMutex;

use crate::{App, WebError, live::News};

/// How many units' years are kept; the one that nobody has asked for longest gives way.
const MOST: usize = 16;

/// Snapshots by year and unit.
#[derive(Debug, Default)]
pub struct Years {
    kept: Mutex<HashMap<(u16, String), Arc<Kept>>>,
    /// Counts questions, to know which was asked longest ago.
    asked: AtomicU64,
}

/// One unit's year.
#[derive(Default)]
struct Kept {
    snapshot: RwLock<Option<Snapshot>>,
    /// Held while it is loaded, so that it is loaded once.
    loading: WaitingMutex<()>,
    asked: AtomicU64,
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept").field("asked", &self.asked).finish_non_exhaustive()
    }
}

impl Years {
    /// Asks something of a unit's year. It is loaded when nobody has asked before, else answered from memory: from before
    /// a change that is just being taken in, never half of it.
    ///
    /// # Errors
    /// When the books cannot be read, or have no such unit and year.
    pub async fn read<T>(
        &self,
        app: &App,
        year: u16,
        unit: &str,
        ask: impl FnOnce(&Snapshot) -> T,
    ) -> Result<T, WebError> {
        let kept = self.kept(year, unit);
        if !kept.is_loaded() {
            let _alone = kept.loading.lock().await;
            if !kept.is_loaded()
                && let Err(error) = kept.load(app, year, unit).await
            {
                self.forget(year, unit);
                return Err(error);
            }
        }
        let snapshot = kept.snapshot.read().unwrap_or_else(PoisonError::into_inner);
        let snapshot = snapshot.as_ref().ok_or_else(|| WebError::NotFound(format!("{year}年度单位“{unit}”的账")))?;
        Ok(ask(snapshot))
    }

    /// Takes in what the books got since, in all years that are kept, and tells who watches.
    ///
    /// # Errors
    /// When the books cannot be read.
    pub async fn refresh(&self, app: &App) -> Result<(), WebError> {
        let all: Vec<((u16, String), Arc<Kept>)> = {
            let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.iter().map(|(key, kept)| (key.clone(), Arc::clone(kept))).collect()
        };
        for ((year, unit), kept) in all {
            let _alone = kept.loading.lock().await;
            kept.load(app, year, &unit).await?;
            app.live.tell(News { year, unit, entry: app.head(), lights: Vec::new() });
        }
        Ok(())
    }

    fn kept(&self, year: u16, unit: &str) -> Arc<Kept> {
        let now = self.asked.fetch_add(1, Ordering::Relaxed);
        let mut all = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = Arc::clone(all.entry((year, unit.to_owned())).or_default());
        kept.asked.store(now, Ordering::Relaxed);
        if all.len() > MOST {
            let oldest = all.iter().min_by_key(|(_, kept)| kept.asked.load(Ordering::Relaxed));
            if let Some(oldest) = oldest.map(|(key, _)| key.clone()) {
                all.remove(&oldest);
            }
        }
        kept
    }

    fn forget(&self, year: u16, unit: &str) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).remove(&(year, unit.to_owned()));
    }
}

impl Kept {
    fn is_loaded(&self) -> bool {
        self.snapshot.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Loads it anew; who reads meanwhile reads what was there before.
    async fn load(&self, app: &App, year: u16, unit: &str) -> Result<(), WebError> {
        let today = app.config.today.as_deref().and_then(Date::parse);
        let mut reader = app.shelf.read().await?;
        let snapshot = Snapshot::load(&mut reader, unit, year, today, &Settings::default()).await?;
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Some(snapshot);
        Ok(())
    }
}
