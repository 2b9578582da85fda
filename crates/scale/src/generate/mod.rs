//! Whole regions of units with consistent books and known totals, of any size: units are made one after the other and kept
//! nowhere, and any one can be made again by itself.

mod codes;
mod rng;
mod tree;
mod unit;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, thread};

use juesuan_amount::Fen;
use juesuan_books::{Kind, Record, write_csv_head, write_csv_rows};
use serde::{Deserialize, Serialize};

use crate::error::at;
use crate::lake::BASE;
use crate::{Region, Result, UnitFiles, UnitId, UnitRecords};
use codes::Codes;

/// What to make. The same plan makes the same records everywhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Plan {
    /// Fiscal year.
    pub year: u16,
    /// How many units.
    pub units: u64,
    /// How many payments, transfers between units not counted.
    pub payments: u64,
    /// Another seed makes other units.
    pub seed: u64,
    /// Another edition makes other amounts for the same units.
    pub edition: u64,
}

/// What all records made come to: what a consolidation must find.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "counts of records, and sums of amounts in 分")]
pub struct Known {
    pub units: u64,
    pub payments: u64,
    pub receipts: u64,
    pub budget: u64,
    pub balances: u64,
    pub paid: i64,
    pub received: i64,
    pub budgeted: i64,
    pub opening: i64,
    pub surplus_used: i64,
    pub distributed: i64,
    /// Transfers on which both sides agree, and what they come to.
    pub transfers: u64,
    pub transferred: i64,
    /// Transfers on which they do not.
    pub disputed: u64,
}

/// What `manifest.json` says.
#[derive(Serialize, Deserialize)]
struct Manifest<P, K = serde_json::Value> {
    plan: P,
    known: K,
}

const MANIFEST: &str = "manifest.json";

/// About how many units a region has.
const OF_REGION: u64 = 700;

impl Plan {
    /// How many regions the units live in.
    #[must_use]
    pub fn regions(&self) -> usize {
        let few = self.units.min(4);
        let regions = (self.units / OF_REGION).max(few).max(1);
        usize::try_from(regions).unwrap_or(usize::MAX).min(tree::MOST_REGIONS)
    }

    /// The plan by which a store was made.
    ///
    /// # Errors
    /// When no plan made it.
    pub fn read(store: &Path) -> Result<Self> {
        let manifest = store.join(MANIFEST);
        let text = fs::read(&manifest).map_err(at(&manifest))?;
        Ok(serde_json::from_slice::<Manifest<Self>>(&text)?.plan)
    }

    /// The n-th region's code.
    #[must_use]
    pub fn region(&self, number: usize) -> Region {
        tree::region(number)
    }

    /// The units of the n-th region.
    #[must_use]
    pub fn units_of(&self, number: usize) -> Vec<UnitId> {
        tree::members(self, number).into_iter().map(|member| member.id).collect()
    }
}

/// Writes all regions of a plan into a store, `threads` at a time, and beside them `manifest.json` with the plan and what it
/// comes to.
///
/// # Errors
/// When the disk is full, or the store cannot be written.
pub fn generate(plan: &Plan, store: &Path, threads: usize) -> Result<Known> {
    let codes = Codes::of(plan.year);
    let (next, known) = (AtomicUsize::new(0), Mutex::new(Known::default()));
    let work = || -> Result<()> {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= plan.regions() {
                return Ok(());
            }
            let of_region = write_region(plan, &codes, store, number)?;
            if let Ok(mut known) = known.lock() {
                known.add(&of_region);
            }
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        let join = |worker: thread::ScopedJoinHandle<'_, Result<()>>| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        workers.into_iter().try_for_each(join)
    })?;
    let known = known.into_inner().unwrap_or_default();
    let manifest = store.join(MANIFEST);
    let text = serde_json::to_vec_pretty(&Manifest { plan, known: &known })?;
    fs::write(&manifest, text).map_err(at(&manifest))?;
    Ok(known)
}

fn write_region(plan: &Plan, codes: &Codes, store: &Path, number: usize) -> Result<Known> {
    let members = tree::members(plan, number);
    let mut known = Known::default();
    if members.is_empty() {
        return Ok(known);
    }
    let mut files = UnitFiles::create(store, plan.year, &plan.region(number), BASE)?;
    for (place, member) in members.iter().enumerate() {
        known.transfers_of(member);
        let mut made: Option<UnitRecords> = None;
        unit::records(plan, codes, &members, place, &mut |record, counterparty| {
            known.count(record);
            match (record, &mut made) {
                (Record::Unit(unit), _) => {
                    let parent = member.head.map(|head| &members[head].id);
                    made = Some(UnitRecords::new(member.id.clone(), unit, parent, Some(member.staff)));
                    Ok(())
                }
                (_, Some(made)) => made.add(record, counterparty),
                (_, None) => Ok(()),
            }
        })?;
        if let Some(made) = made {
            files.write(made)?;
        }
    }
    files.finish()?;
    Ok(known)
}

/// Writes the records of some units of the n-th region as files that a book of theirs can be made from: a CSV file for each
/// kind of records.
///
/// # Errors
/// When the folder cannot be written.
pub fn unit_csv(plan: &Plan, number: usize, wanted: impl Fn(&UnitId) -> bool, folder: &Path) -> Result<()> {
    const KINDS: [Kind; 5] = [Kind::Units, Kind::Budget, Kind::Receipts, Kind::Payments, Kind::Balances];
    let (codes, members) = (Codes::of(plan.year), tree::members(plan, number));
    fs::create_dir_all(folder).map_err(at(folder))?;
    let mut files = Vec::with_capacity(KINDS.len());
    for kind in KINDS {
        let path = folder.join(format!("{}.csv", kind.name()));
        let mut file = std::io::BufWriter::new(fs::File::create(&path).map_err(at(&path))?);
        write_csv_head(&mut file, kind)?;
        files.push((kind, file));
    }
    for place in (0..members.len()).filter(|&place| wanted(&members[place].id)) {
        unit::records(plan, &codes, &members, place, &mut |record, _| {
            let file = files.iter_mut().find(|(kind, _)| *kind == record.kind());
            file.map_or(Ok(()), |(_, file)| Ok(write_csv_rows(file, [record.cells()])?))
        })?;
    }
    Ok(())
}

impl Known {
    fn count(&mut self, record: &Record<'_>) {
        match record {
            Record::Unit(_) => self.units += 1,
            Record::Budget(change) => {
                self.budget += 1;
                self.budgeted += change.amount.0;
            }
            Record::Receipt(receipt) => {
                self.receipts += 1;
                self.received += receipt.amount.0;
            }
            Record::Payment(payment) => {
                self.payments += 1;
                self.paid += payment.amount.0;
            }
            Record::Balance(balance) => {
                self.balances += 1;
                self.opening += balance.opening.0;
                self.surplus_used += balance.surplus_used.0;
                self.distributed += balance.distributed.0;
            }
            _ => {}
        }
    }

    /// Counts a unit's transfers, those with the unit above it, once.
    fn transfers_of(&mut self, member: &tree::Member) {
        for amount in [member.up, member.down].into_iter().filter(|amount| *amount != Fen::ZERO) {
            if member.disputed {
                self.disputed += 1;
            } else {
                self.transfers += 1;
                self.transferred += amount.0;
            }
        }
    }

    fn add(&mut self, other: &Self) {
        let Self { units, payments, receipts, budget, balances, transfers, disputed, .. } = other;
        self.units += units;
        self.payments += payments;
        self.receipts += receipts;
        self.budget += budget;
        self.balances += balances;
        self.transfers += transfers;
        self.disputed += disputed;
        self.paid += other.paid;
        self.received += other.received;
        self.budgeted += other.budgeted;
        self.opening += other.opening;
        self.surplus_used += other.surplus_used;
        self.distributed += other.distributed;
        self.transferred += other.transferred;
    }
}
