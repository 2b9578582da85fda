//! What the commands that only show share: books read once, with the thresholds that are meant.

use std::fs;

use juesuan_amount::{Decimal, Fen};
use juesuan_books::Date;
use juesuan_performance::{
    Facts, Settings,
    correct::deductions,
    evaluate::{Deduction, Evaluator},
};

use super::loaded::Loaded;
use crate::{
    args::{ViewArgs, Which},
    books::Session,
    failure::{Failure, io_reason},
};

/// The books of a view as of a day.
pub struct View {
    /// Plan and corrections.
    pub loaded: Loaded,
    /// What happened in the year.
    pub facts: Facts,
    /// The day at whose end things stand so.
    pub day: Date,
    /// Thresholds and rules.
    pub settings: Settings,
    /// What corrections take away from scores.
    pub deductions: Vec<Deduction>,
}

impl View {
    /// Reads the books, which stay open.
    ///
    /// # Errors
    /// When they or the settings cannot be read, or nothing is planned.
    pub fn new(session: &mut Session, args: &ViewArgs) -> Result<Self, Failure> {
        let settings = settings(args)?;
        let (loaded, day) = Loaded::as_of(session, &args.as_of.which, args.as_of.date.as_deref())?;
        if loaded.plan.targets.is_empty() && loaded.plan.goals.is_empty() {
            let remedy = "请导入“绩效目标”“指标设定”“预算挂钩”（模板：juesuan template 模板.xlsx）";
            return Err(Failure::new(format!("{}年度还没有绩效目标和指标。{remedy}", loaded.year)));
        }
        Self::at(session, loaded, day, settings)
    }

    /// The only department's whole year, by the default thresholds.
    ///
    /// # Errors
    /// When the books cannot be read.
    pub fn of_year(session: &mut Session, year: u16) -> Result<Self, Failure> {
        let which = Which { unit: None, year: Some(year) };
        let settings = Settings::default();
        let (loaded, day) = Loaded::as_of(session, &which, None)?;
        Self::at(session, loaded, day, settings)
    }

    fn at(session: &mut Session, loaded: Loaded, day: Date, settings: Settings) -> Result<Self, Failure> {
        let facts = loaded.facts(session)?;
        let deductions = deductions(&loaded.corrections, day, &settings.correction);
        Ok(Self { loaded, facts, day, settings, deductions })
    }

    /// Scores as of the day.
    pub fn evaluator(&self) -> Evaluator<'_> {
        Evaluator::new(&self.loaded.plan, &self.facts, &self.settings.evaluation, &self.deductions)
            .at(self.loaded.day_of_year(self.day))
    }
}

/// The thresholds that are meant: the defaults with what a file says instead.
fn settings(args: &ViewArgs) -> Result<Settings, Failure> {
    let Some(path) = &args.settings else { return Ok(Settings::default()) };
    let told = |error: std::io::Error| Failure::new(format!("读不出 {}：{}", path.display(), io_reason(&error)));
    let text = fs::read_to_string(path).map_err(told)?;
    Settings::with(&text).map_err(|error| Failure::new(format!("{}：{error}", path.display())))
}

/// An amount in 万元 with two decimals, as people compare them.
pub fn wan(amount: Fen) -> String {
    juesuan_amount::Money::round(i128::from(amount.0), juesuan_amount::MoneyUnit::Wan, 2).value.to_string()
}

/// Hundredths of a point without trailing zeros: `9.7`.
pub fn points(hundredths: u32) -> String {
    Decimal::new(hundredths.into(), 2).trimmed().to_string()
}
