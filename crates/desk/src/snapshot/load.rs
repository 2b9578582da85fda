use juesuan_books::{Books, Date, Kind};
use juesuan_performance::{
    Facts, FactsBuilder, LineMoney, Settings,
    correct::{day_of_results, deductions},
    monitor::Monitor,
};
use juesuan_store::Store;

use super::Snapshot;
use crate::{Declared, Result, dates};

/// What is read, before it is judged.
struct Loaded {
    declared: Declared,
    entry: i64,
    facts: Facts,
    money: LineMoney,
    books: Books,
}

impl Snapshot {
    /// Reads a unit and all below it as they are now, through a connection of its own, so that what others write meanwhile
    /// is either wholly in it or not at all. Without a day, today is meant; after the year its last day, or that of the last
    /// step of a correction where that is later.
    ///
    /// # Errors
    /// When the books cannot be read, or do not have the unit and the year.
    pub async fn load(
        store: &mut Store,
        unit: &str,
        year: u16,
        day: Option<Date>,
        settings: &Settings,
    ) -> Result<Self> {
        let mut frozen = store.frozen().await?;
        let snapshot = Self::read(&mut frozen, unit, year, day, settings).await;
        frozen.close().await?;
        snapshot
    }

    /// The same from books that do not change meanwhile ([`Store::frozen`]): whoever shares a store need not hold it so long.
    ///
    /// # Errors
    /// As [`Snapshot::load`].
    pub async fn read(
        store: &mut Store,
        unit: &str,
        year: u16,
        day: Option<Date>,
        settings: &Settings,
    ) -> Result<Self> {
        let loaded = Loaded::read(store, unit, year).await?;
        let settings = settings.clone();
        // Judging a year is seconds of pure calculation where there is very much of it: not on a thread that serves others.
        let judged = tokio::task::spawn_blocking(move || loaded.judged(day, settings));
        match judged.await {
            Ok(snapshot) => Ok(snapshot),
            // It is never cancelled.
            Err(panic) => std::panic::resume_unwind(panic.into_panic()),
        }
    }
}

impl Loaded {
    async fn read(store: &mut Store, unit: &str, year: u16) -> Result<Self> {
        const HAPPENED: [Kind; 3] = [Kind::Budget, Kind::Payments, Kind::Evidence];
        let entry = store.head().await?;
        let books = store.load(unit, year).await?;
        let declared = Declared::load(store, unit, year).await?;
        let plan = &*declared.plan;
        let mut facts = FactsBuilder::new(plan);
        let mut money = LineMoney::new(plan);
        let each = &mut |record: &juesuan_books::Record<'_>| {
            facts.add(record);
            money.take(plan, record);
        };
        store.records(unit, year, &HAPPENED, each).await?;
        let facts = facts.finish();
        Ok(Self { declared, entry, facts, money, books })
    }

    fn judged(self, day: Option<Date>, settings: Settings) -> Snapshot {
        let Self { declared, entry, facts, money, books } = self;
        let day = day.unwrap_or_else(|| day_of_results(&declared.corrections, dates::usual(declared.year)));
        let corrections = declared.steps.clone().until(day).corrections();
        let deductions = deductions(&corrections, day, &settings.correction);
        let today = dates::of_year(declared.year, day);
        let monitor = Monitor::new(declared.plan.clone(), facts, settings.monitor.clone(), today);
        Snapshot { declared, entry, day, corrections, deductions, settings, monitor, money, books }
    }
}
