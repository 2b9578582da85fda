use std::cmp::Ordering;

use juesuan_books::{Correction, CorrectionSteps, Date, Kind, Record};
use juesuan_performance::{
    Facts, FactsBuilder, MonitorSettings, Plan, PlanBuilder,
    correct::{Lines, day_of_results},
    monitor::Monitor,
};

use super::dates;
use crate::{args::Which, books::Session, failure::Failure};

/// What the loop needs of the books of a unit and all below it.
pub struct Loaded {
    /// Fiscal year.
    pub year: u16,
    /// The unit that was meant.
    pub unit: String,
    /// Goals, indicators and the money that serves them.
    pub plan: Plan,
    /// Budget lines.
    pub lines: Lines,
    /// Steps of corrections.
    pub steps: CorrectionSteps,
    /// What they come to, by unit and code.
    pub corrections: Vec<Correction>,
}

impl Loaded {
    /// Reads the books.
    ///
    /// # Errors
    /// When they cannot be read, or it is not clear which are meant.
    pub fn new(session: &mut Session, which: &Which) -> Result<Self, Failure> {
        const KINDS: [Kind; 5] = [Kind::Budget, Kind::Goals, Kind::Targets, Kind::Links, Kind::Corrections];
        let year = session.year(which)?;
        let unit = session.unit(which, year)?;
        let mut plan = PlanBuilder::new(year);
        let mut lines = Lines::default();
        let mut steps = CorrectionSteps::default();
        let mut each = |record: &Record<'_>| {
            plan.add(record);
            lines.add(record);
            if let Record::Correction(step) = record {
                steps.add(step);
            }
        };
        session.wait(async |store: &mut juesuan_store::Store| store.records(&unit, year, &KINDS, &mut each).await)?;
        let corrections = steps.corrections();
        Ok(Self { year, unit, plan: plan.finish(), lines, steps, corrections })
    }

    /// The same with corrections as they stood at the end of a day: as given; else the usual one, or that of the last step
    /// where that is later.
    ///
    /// # Errors
    /// As [`Loaded::new`], and when what is given is no day.
    pub fn as_of(session: &mut Session, which: &Which, day: Option<&str>) -> Result<(Self, Date), Failure> {
        let loaded = Self::new(session, which)?;
        let day = match day {
            Some(text) => dates::given("--date", text)?,
            None => day_of_results(&loaded.corrections, dates::usual(loaded.year)),
        };
        let steps = loaded.steps.until(day);
        Ok((Self { corrections: steps.corrections(), steps, ..loaded }, day))
    }

    /// What happened in the year.
    ///
    /// # Errors
    /// When the books cannot be read.
    pub fn facts(&self, session: &mut Session) -> Result<Facts, Failure> {
        const KINDS: [Kind; 3] = [Kind::Budget, Kind::Payments, Kind::Evidence];
        let (unit, year) = (self.unit.clone(), self.year);
        let mut facts = FactsBuilder::new(&self.plan);
        let mut each = |record: &Record<'_>| facts.add(record);
        session.wait(async |store: &mut juesuan_store::Store| store.records(&unit, year, &KINDS, &mut each).await)?;
        Ok(facts.finish())
    }

    /// The number of a day in the year: 0 before its first day, the last one's after it.
    pub fn day_of_year(&self, day: Date) -> u16 {
        match day.year().cmp(&self.year) {
            Ordering::Less => 0,
            Ordering::Equal => day.day_of_year(),
            Ordering::Greater => dates::last_day(self.year),
        }
    }

    /// Watches the year until the end of a day, or its last.
    ///
    /// # Errors
    /// When the books cannot be read.
    pub fn monitor(&self, session: &mut Session, day: Date, settings: MonitorSettings) -> Result<Monitor, Failure> {
        let facts = self.facts(session)?;
        Ok(Monitor::new(self.plan.clone(), facts, settings, self.day_of_year(day)))
    }

    /// The correction of a code.
    ///
    /// # Errors
    /// When there is none, or several units have one.
    pub fn correction(&self, code: &str) -> Result<&Correction, Failure> {
        let named: Vec<&Correction> = self.corrections.iter().filter(|known| known.code == code).collect();
        match named.as_slice() {
            [correction] => Ok(correction),
            [] => {
                let known: Vec<&str> = self.corrections.iter().map(|known| known.code.as_str()).take(10).collect();
                let known = if known.is_empty() { "无".to_owned() } else { known.join("、") };
                Err(Failure::new(format!("{}年度没有整改“{code}”（有：{known}）。请核对整改编号", self.year)))
            }
            several => {
                let units: Vec<&str> = several.iter().map(|known| known.unit.as_str()).collect();
                Err(Failure::new(format!("几个单位都有整改“{code}”：{}。请用 --unit 指明", units.join("、"))))
            }
        }
    }
}
