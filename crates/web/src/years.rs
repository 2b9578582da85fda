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
use juesuan_desk::{
    Arrived, Snapshot, Took, usual,
    views::{LightChange, light_changes, lights_between},
};
use juesuan_performance::Settings;
use tokio::{runtime::Handle, sync::Mutex as WaitingMutex, task::spawn_blocking};

use crate::{
    App, WebError,
    live::{ChangedLight, News},
    reports::Reports,
};

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
    held: RwLock<Option<Held>>,
    /// Held while it is brought up to date, so that it is done once.
    loading: WaitingMutex<()>,
    /// Its disclosures.
    reports: Arc<Reports>,
    asked: AtomicU64,
}

/// A snapshot, and the day that was today when it was loaded.
struct Held {
    snapshot: Snapshot,
    today: Date,
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
        let held = kept.held.read().unwrap_or_else(PoisonError::into_inner);
        let held = held.as_ref().ok_or_else(|| WebError::NotFound(format!("{year}年度单位“{unit}”的账")))?;
        Ok(ask(&held.snapshot))
    }

    /// Takes in what the books got until an entry of the log, in all years that are kept, and tells who watches.
    ///
    /// # Errors
    /// When the books cannot be read.
    pub async fn refresh(&self, app: &App, head: i64) -> Result<(), WebError> {
        let all: Vec<((u16, String), Arc<Kept>)> = {
            let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.iter().map(|(key, kept)| (key.clone(), Arc::clone(kept))).collect()
        };
        for ((year, unit), kept) in all {
            if let Some(changes) = kept.catch_up(app, year, &unit, head).await? {
                app.live.tell(News { year, unit, entry: head, lights: changes.into_iter().map(told).collect() });
            }
        }
        Ok(())
    }

    /// Whether a unit's year is in memory, so that its changes are told by its name.
    pub fn keeps(&self, year: u16, unit: &str) -> bool {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&(year, unit.to_owned()))
    }

    /// The disclosures of a unit's year.
    pub fn reports(&self, year: u16, unit: &str) -> Arc<Reports> {
        Arc::clone(&self.kept(year, unit).reports)
    }

    /// Asks something of a unit's year if it is in memory; nothing is loaded, and nothing gives way.
    pub fn peek<T>(&self, year: u16, unit: &str, ask: impl FnOnce(&Snapshot) -> T) -> Option<T> {
        let all = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = Arc::clone(all.get(&(year, unit.to_owned()))?);
        drop(all);
        let held = kept.held.read().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().map(|held| ask(&held.snapshot))
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
        self.held.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// From which entry of the log on something is to be taken in; none where it is up to date, or not loaded. Of a day that
    /// has passed it is all.
    fn behind(&self, year: u16, head: i64, today: Option<Date>) -> Option<(i64, bool)> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        let held = held.as_ref()?;
        let passed = held.today != today.unwrap_or_else(|| usual(year));
        (passed || held.snapshot.entry() < head).then(|| (held.snapshot.entry(), passed))
    }

    /// Takes in what came until an entry of the log, and gives the lights that changed with it; none where nothing came that
    /// concerns it. Who reads meanwhile waits for calculations of milliseconds, never for the books.
    async fn catch_up(
        self: &Arc<Self>,
        app: &App,
        year: u16,
        unit: &str,
        head: i64,
    ) -> Result<Option<Vec<LightChange>>, WebError> {
        if self.behind(year, head, today(app)).is_none() {
            return Ok(None);
        }
        let _alone = self.loading.lock().await;
        let Some((entry, passed)) = self.behind(year, head, today(app)) else { return Ok(None) };
        if passed {
            return self.load(app, year, unit).await.map(Some);
        }
        let arrived = Arrived::since(&mut *app.shelf.read().await?, unit, year, entry).await?;
        let nothing = arrived.is_nothing();
        let kept = Arc::clone(self);
        match spawn_blocking(move || kept.take(&arrived)).await? {
            Some(changes) => Ok((!nothing).then_some(changes)),
            None => self.load(app, year, unit).await.map(Some),
        }
    }

    /// Takes in a few records; none where that cannot be.
    fn take(&self, arrived: &Arrived) -> Option<Vec<LightChange>> {
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        let snapshot = &mut held.as_mut()?.snapshot;
        match snapshot.catch_up(arrived) {
            Took::Changed(changes) => Some(light_changes(snapshot, &changes)),
            Took::Reload => None,
        }
    }

    /// Loads it anew, on a thread of its own; who reads meanwhile reads what was there before. Gives the lights that differ.
    async fn load(self: &Arc<Self>, app: &App, year: u16, unit: &str) -> Result<Vec<LightChange>, WebError> {
        let (app, kept, unit) = (app.clone(), Arc::clone(self), unit.to_owned());
        let done = spawn_blocking(move || {
            let held = Handle::current().block_on(Held::load(&app, year, &unit))?;
            Ok(kept.put(held))
        });
        done.await?
    }

    /// Puts a snapshot in the place of the one before, whose memory is given back only when nobody waits any more.
    fn put(&self, held: Held) -> Vec<LightChange> {
        let old = self.held.write().unwrap_or_else(PoisonError::into_inner).replace(held);
        let new = self.held.read().unwrap_or_else(PoisonError::into_inner);
        old.zip(new.as_ref()).map(|(old, new)| lights_between(&old.snapshot, &new.snapshot)).unwrap_or_default()
    }
}

impl Held {
    async fn load(app: &App, year: u16, unit: &str) -> Result<Self, WebError> {
        let set = today(app);
        let today = set.unwrap_or_else(|| usual(year));
        // The reader goes back at once: reading millions of payments takes seconds.
        let mut frozen = app.shelf.read().await?.frozen().await?;
        let snapshot = Snapshot::read(&mut frozen, unit, year, set, &Settings::default()).await?;
        frozen.close().await?;
        Ok(Self { snapshot, today })
    }
}

/// The day that the server is told to take for today.
pub fn today(app: &App) -> Option<Date> {
    app.config.today.as_deref().and_then(Date::parse)
}

fn told(change: LightChange) -> ChangedLight {
    let LightChange { what, kind, before, after } = change;
    ChangedLight { what, kind: kind.name(), before: before.name(), after: after.name() }
}
