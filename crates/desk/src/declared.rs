use std::sync::Arc;

use juesuan_books::{Correction, CorrectionSteps, Kind, Record};
use juesuan_performance::{Plan, PlanBuilder, correct::Lines};
use juesuan_store::Store;

use crate::{Error, Result, Unclear};

/// What the books of a unit and all below it declare for a year: goals, indicators, budget lines and corrections. It does not
/// depend on how much was paid, so that it is read at once however large the books are.
#[derive(Clone, Debug)]
pub struct Declared {
    /// Fiscal year.
    pub year: u16,
    /// 单位代码 of the unit that was meant.
    pub unit: String,
    /// Goals, indicators and the money that serves them.
    pub plan: Arc<Plan>,
    /// Budget lines.
    pub lines: Lines,
    /// All steps of corrections, whatever their day.
    pub steps: CorrectionSteps,
    /// What they come to, by unit and code.
    pub corrections: Vec<Correction>,
}

impl Declared {
    /// Reads the books.
    ///
    /// # Errors
    /// When they cannot be read, or do not have the unit and the year.
    pub async fn load(store: &mut Store, unit: &str, year: u16) -> Result<Self> {
        const KINDS: [Kind; 5] = [Kind::Budget, Kind::Goals, Kind::Targets, Kind::Links, Kind::Corrections];
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
        store.records(unit, year, &KINDS, &mut each).await?;
        let corrections = steps.corrections();
        Ok(Self { year, unit: unit.to_owned(), plan: Arc::new(plan.finish()), lines, steps, corrections })
    }

    /// The correction of a code, as all its steps have made it.
    ///
    /// # Errors
    /// When there is none, or several units have one.
    pub fn correction(&self, code: &str) -> Result<&Correction> {
        find_correction(self.year, &self.corrections, code)
    }

    /// Whether the unit's 整体支出 is judged by indicators, so that its disclosure states what they have reached.
    #[must_use]
    pub fn judges_the_whole(&self) -> bool {
        self.plan.targets.iter().any(|target| target.project_code.is_empty())
    }
}

/// The correction of a code among those of a year.
///
/// # Errors
/// When there is none, or several units have one.
pub fn find_correction<'c>(year: u16, corrections: &'c [Correction], code: &str) -> Result<&'c Correction> {
    let named: Vec<&Correction> = corrections.iter().filter(|known| known.code == code).collect();
    match named.as_slice() {
        [correction] => Ok(correction),
        [] => {
            let known: Vec<&str> = corrections.iter().map(|known| known.code.as_str()).take(10).collect();
            let known = if known.is_empty() { "无".to_owned() } else { known.join("、") };
            Err(Error::NoCorrection { year, code: code.to_owned(), known })
        }
        several => {
            let units = several.iter().map(|known| known.unit.clone()).collect();
            Err(Unclear::UnitOfCorrection { code: code.to_owned(), units }.into())
        }
    }
}
