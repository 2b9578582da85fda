use std::convert::Infallible;

use juesuan_amount::Fen;
use rustc_hash::FxHashMap;

use crate::import::{Place, Sink};
use crate::{
    Amounts, Balance, Books, BudgetChange, BudgetNote, ChangeKind, Facts, Fund, Indicator, Line, Nature, Record,
    Section, Unit, UnitKind, Vehicle, VehicleUse,
};

/// Adds records up to [`Books`], whether they come from files or from a database.
///
/// Records may come in any order and are taken as they are: [`crate::Import`] checks them. Texts, indicators, comparatives
/// and reasons are those of the unit that publishes; texts and indicators of the others count only where it has none.
#[derive(Debug, Default)]
pub struct BooksBuilder {
    year: u16,
    units: Vec<Unit>,
    /// Codes of units in the order in which records named them, and the place of each.
    codes: Vec<String>,
    places: FxHashMap<String, u16>,
    /// Totals by line, with units numbered as in `codes`.
    totals: FxHashMap<Line, Amounts>,
    notes: Vec<BudgetNote>,
    facts: Facts,
    passages: Vec<Of<(Section, String)>>,
    indicators: Vec<Of<Indicator>>,
    comparatives: Vec<Of<(String, Fen)>>,
    reasons: Vec<Of<(String, String)>>,
}

/// Something of a unit, which its code names.
#[derive(Debug)]
struct Of<T> {
    unit: String,
    what: T,
}

impl<T> Of<T> {
    fn new(unit: &str, what: T) -> Self {
        Self { unit: unit.to_owned(), what }
    }
}

impl BooksBuilder {
    /// Empty books of a fiscal year.
    #[must_use]
    pub fn new(year: u16) -> Self {
        Self { year, ..Self::default() }
    }

    /// Adds a record.
    pub fn add(&mut self, record: &Record<'_>) {
        match record {
            Record::Unit(unit) => self.units.push(unit.to_unit()),
            Record::Budget(change) => self.budget(change),
            Record::Receipt(r) => self.line(r.unit, r.fund, r.function, None, 0).received += r.amount,
            Record::Payment(p) => self.line(p.unit, p.fund, p.function, Some(p.nature), p.economic).spent += p.amount,
            Record::Balance(balance) => self.balance(balance),
            Record::Trip(trip) => self.facts.trips.push(trip.to_fact()),
            Record::Reception(reception) => self.facts.receptions.push(reception.to_fact()),
            Record::Vehicle(vehicle) => self.vehicle(vehicle),
            Record::Equipment(equipment) if equipment.is_large() => {
                self.facts.equipment = self.facts.equipment.saturating_add(equipment.pieces);
            }
            Record::Equipment(_) => {}
            Record::Contract(contract) => self.facts.contracts.push(contract.to_fact()),
            Record::Gathering(gathering) => self.facts.gatherings.push(gathering.to_fact()),
            // Without words it takes back what the unit wrote there before.
            Record::Passage(p) if p.text.is_empty() => {
                self.passages.retain(|of| of.unit != p.unit || of.what.0 != p.section);
            }
            Record::Passage(p) => self.passages.push(Of::new(p.unit, (p.section, p.text.to_owned()))),
            Record::Indicator(indicator) => self.indicators.push(Of::new(indicator.unit, indicator.to_fact())),
            Record::Comparative(c) => self.comparatives.push(Of::new(c.unit, (c.figure.to_owned(), c.amount))),
            Record::Reason(r) => self.reasons.push(Of::new(r.unit, (r.figure.to_owned(), r.text.to_owned()))),
            // What performance is made of; totals and facts do not come from it.
            Record::Goal(_) | Record::Target(_) | Record::Link(_) | Record::Evidence(_) | Record::Correction(_) => {}
        }
    }

    /// Adds what a line of one unit comes to, as a database may have summed it already.
    pub fn add_line(&mut self, unit: &str, line: Line, amounts: Amounts) {
        *self.line(unit, line.fund, line.function, line.nature, line.economic) += amounts;
    }

    /// The books, with the unit that publishes first: the first one without a department above it among these units.
    #[must_use]
    pub fn finish(mut self) -> Books {
        self.complete_units();
        let publisher = self.units.first().map(|unit| unit.code.clone()).unwrap_or_default();
        let places: FxHashMap<&str, u16> = self.units.iter().map(|unit| unit.code.as_str()).zip(0_u16..).collect();
        let mut books = Books { year: self.year, notes: self.notes, facts: self.facts, ..Books::default() };
        for (line, amounts) in self.totals {
            let unit = places[self.codes[usize::from(line.unit)].as_str()];
            *books.totals.entry(Line { unit, ..line }).or_default() += amounts;
        }
        for (section, text) in published(self.passages, &publisher) {
            section_of(&mut books.facts, section).push(text);
        }
        books.facts.performance.indicators = published(self.indicators, &publisher);
        let own = |unit: &str| unit.is_empty() || unit == publisher;
        books.comparatives = self.comparatives.into_iter().filter(|of| own(&of.unit)).map(|of| of.what).collect();
        // What the unit itself wrote stands, also where it takes back what was written for any publisher.
        self.reasons.sort_by_key(|of| !of.unit.is_empty());
        books.reasons = self.reasons.into_iter().filter(|of| own(&of.unit)).map(|of| of.what).collect();
        books.reasons.retain(|_, text| !text.is_empty());
        books.units = self.units;
        books
    }

    fn line(&mut self, unit: &str, fund: Fund, function: u32, nature: Option<Nature>, economic: u32) -> &mut Amounts {
        let unit = match self.places.get(unit) {
            Some(&place) => place,
            None => {
                // More units than any department has share the last place.
                let place = u16::try_from(self.codes.len()).unwrap_or(u16::MAX);
                self.codes.push(unit.to_owned());
                self.places.insert(unit.to_owned(), place);
                place
            }
        };
        self.totals.entry(Line { unit, fund, function, nature, economic }).or_default()
    }

    fn budget(&mut self, change: &BudgetChange<'_>) {
        let line = self.line(change.unit, change.fund, change.function, Some(change.nature), change.economic);
        if change.change == ChangeKind::Initial {
            line.initial += change.amount;
            return;
        }
        line.changed += change.amount;
        self.notes.push(BudgetNote {
            fund: change.fund,
            function: change.function,
            amount: change.amount,
            purpose: change.purpose.to_owned(),
        });
    }

    fn balance(&mut self, balance: &Balance<'_>) {
        let line = self.line(balance.unit, balance.fund, balance.function, None, 0);
        line.opening += balance.opening;
        line.surplus_used += balance.surplus_used;
        line.distributed += balance.distributed;
    }

    fn vehicle(&mut self, vehicle: &Vehicle<'_>) {
        let vehicles = &mut self.facts.vehicles;
        let of_use = vehicles.by_use.entry(vehicle.used_for).or_default();
        *of_use = of_use.saturating_add(vehicle.count);
        if vehicle.kept {
            vehicles.kept = vehicles.kept.saturating_add(vehicle.count);
        }
        if vehicle.bought {
            vehicles.bought = vehicles.bought.saturating_add(vehicle.count);
        }
        let told = vehicles.other_means.split('、').any(|known| known == vehicle.note);
        if vehicle.used_for == VehicleUse::Other && !vehicle.note.is_empty() && !told {
            let between = if vehicles.other_means.is_empty() { "" } else { "、" };
            vehicles.other_means += &format!("{between}{}", vehicle.note);
        }
    }

    /// Puts the unit that publishes first, and adds those that records name and no unit record describes.
    fn complete_units(&mut self) {
        for code in &self.codes {
            if self.units.iter().all(|unit| unit.code != *code) {
                let (code, name) = (code.clone(), code.clone());
                self.units.push(Unit { code, name, parent: None, kind: UnitKind::Institution });
            }
        }
        let known: Vec<String> = self.units.iter().map(|unit| unit.code.clone()).collect();
        let below = |unit: &Unit| unit.parent.as_ref().is_some_and(|parent| known.contains(parent));
        self.units.sort_by_key(below);
    }
}

/// What the unit that publishes says; if it says nothing, what the others say.
fn published<T>(all: Vec<Of<T>>, publisher: &str) -> Vec<T> {
    let any = all.iter().any(|of| of.unit == publisher);
    all.into_iter().filter(|of| !any || of.unit == publisher).map(|of| of.what).collect()
}

fn section_of(facts: &mut Facts, section: Section) -> &mut Vec<String> {
    match section {
        Section::Duty => &mut facts.duties,
        Section::Office => &mut facts.offices,
        Section::Management => &mut facts.performance.management,
        Section::Overview => &mut facts.performance.overview,
        Section::Problems => &mut facts.performance.problems,
    }
}

impl Sink for BooksBuilder {
    type Error = Infallible;

    fn take(&mut self, record: &Record<'_>, _: Place<'_>) -> Result<(), Infallible> {
        self.add(record);
        Ok(())
    }
}
