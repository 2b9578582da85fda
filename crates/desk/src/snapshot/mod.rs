mod arrived;
mod disclosed;
mod load;
mod take;

use juesuan_books::{Books, Correction, Date, Totals};
use juesuan_performance::{
    Coverage, Facts, LineMoney, Plan, Settings,
    correct::deductions,
    evaluate::{Deduction, Evaluator},
    monitor::{Change, Monitor},
};

use crate::{Declared, Result, Unclear, dates, find_correction};

pub use arrived::Arrived;
pub use take::Took;

/// A unit (and all below it) and its year, as the books stood after an entry of the log and at the end of a day.
///
/// What is dear: [`Snapshot::load`] reads every payment of the year, and keeps each with its voucher for the monitor's
/// explanations: of a million, seconds and 110 to 170 MB (`docs/BENCHMARKS.md`). So one is kept for each unit and year that
/// people look at, behind a lock; it is not cloned. [`Snapshot::take`] mostly costs some hundredths of a millisecond for what
/// happened on the day, and a tenth for what comes months late, as its later days are judged again; all getters are free.
/// [`Snapshot::books`], [`Snapshot::report`] and the views of [`crate::views`] do not depend on the number of payments but on
/// that of lines, indicators and days: milliseconds.
/// It is `Send + Sync`: many may read at once, and only `take` and `advance` need to be alone.
pub struct Snapshot {
    /// Plan, lines and corrections, whatever their day.
    declared: Declared,
    /// Number of the log's entry after which the books stood so.
    entry: i64,
    day: Date,
    /// As they stood at the end of the day.
    corrections: Vec<Correction>,
    deductions: Vec<Deduction>,
    settings: Settings,
    monitor: Monitor,
    money: LineMoney,
    /// Without what the indicators have reached, which follows from the monitor's facts.
    books: Books,
}

impl Snapshot {
    /// Fiscal year.
    #[must_use]
    pub const fn year(&self) -> u16 {
        self.declared.year
    }

    /// 单位代码 of the unit that was meant.
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.declared.unit
    }

    /// Number of the last entry of the log that is in it.
    #[must_use]
    pub const fn entry(&self) -> i64 {
        self.entry
    }

    /// The day at whose end things stand so; after the year's end where its corrections went on.
    #[must_use]
    pub const fn day(&self) -> Date {
        self.day
    }

    /// The number of that day in the fiscal year.
    #[must_use]
    pub fn day_of_year(&self) -> u16 {
        dates::of_year(self.year(), self.day)
    }

    /// Plan, lines and corrections, whatever their day: what the next step of a correction is taken from.
    #[must_use]
    pub const fn declared(&self) -> &Declared {
        &self.declared
    }

    /// Goals, indicators, and the money that serves them.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        self.monitor.plan()
    }

    /// What happened, by day.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        self.monitor.facts()
    }

    /// Lights and deviations until the day.
    #[must_use]
    pub const fn monitor(&self) -> &Monitor {
        &self.monitor
    }

    /// Thresholds and rules.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Corrections as they stood at the end of the day, by unit and code.
    #[must_use]
    pub fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// The correction of a code, as it stood at the end of the day.
    ///
    /// # Errors
    /// When there is none, or several units have one.
    pub fn correction(&self, code: &str) -> Result<&Correction> {
        find_correction(self.year(), &self.corrections, code)
    }

    /// What corrections take away from scores.
    #[must_use]
    pub fn deductions(&self) -> &[Deduction] {
        &self.deductions
    }

    /// Exact totals of the books by line.
    #[must_use]
    pub const fn totals(&self) -> &Totals {
        &self.books.totals
    }

    /// What the books come to, with what the indicators have reached over the year in the place of what was typed.
    #[must_use]
    pub fn books(&self) -> Books {
        let mut books = self.books.clone();
        if self.declared.judges_the_whole() {
            let (facts, corrections) = (self.facts(), &self.declared.corrections);
            crate::evaluated::disclose(self.plan(), facts, corrections, self.unit(), &mut books);
        }
        books
    }

    /// Scores as of the day.
    #[must_use]
    pub fn evaluator(&self) -> Evaluator<'_> {
        Evaluator::new(self.plan(), self.facts(), &self.settings.evaluation, &self.deductions).at(self.day_of_year())
    }

    /// Which money serves which goal, as of the day.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        Coverage::new(self.plan(), &self.money, self.day_of_year())
    }

    /// Budget and payments of each budget line, by day.
    #[must_use]
    pub const fn money(&self) -> &LineMoney {
        &self.money
    }

    /// Nothing, where goals or indicators are planned.
    ///
    /// # Errors
    /// Where none are.
    pub fn planned(&self) -> Result<()> {
        let plan = self.plan();
        let nothing = plan.targets.is_empty() && plan.goals.is_empty();
        if nothing { Err(Unclear::NothingPlanned(self.year()).into()) } else { Ok(()) }
    }

    /// Moves to another day of the year, and gives the lights that changed with it. Costs a judgement of everything for each
    /// day in between.
    pub fn advance(&mut self, day: Date) -> Vec<Change> {
        self.day = day;
        self.corrections = self.declared.steps.clone().until(day).corrections();
        self.deductions = deductions(&self.corrections, day, &self.settings.correction);
        self.monitor.advance(dates::of_year(self.year(), day))
    }
}
