//! The performance section of a disclosure comes from the evaluation where the books have indicators with targets.

use juesuan_books::{Books, Correction, Date, Kind};
use juesuan_performance::{
    Facts, FactsBuilder, Plan, Settings,
    correct::{day_of_results, deductions},
    evaluate::Evaluator,
};
use juesuan_store::Store;

use crate::{Declared, Result};

/// What the books of a unit and all below it come to in a year, what the unit's indicators have reached in the place of what was
/// typed. Of books without targets the payments are not read.
///
/// # Errors
/// When the books cannot be read.
pub async fn books(store: &mut Store, unit: &str, year: u16) -> Result<Books> {
    let mut books = store.load(unit, year).await?;
    let declared = Declared::load(store, unit, year).await?;
    if declared.judges_the_whole() {
        const HAPPENED: [Kind; 3] = [Kind::Budget, Kind::Payments, Kind::Evidence];
        let mut facts = FactsBuilder::new(&declared.plan);
        store.records(unit, year, &HAPPENED, &mut |record| facts.add(record)).await?;
        let facts = facts.finish();
        disclose(&declared.plan, &facts, &declared.corrections, unit, &mut books);
    }
    Ok(books)
}

/// Puts what a unit's indicators have reached over the whole year into its books. Corrections count however late they came.
pub(crate) fn disclose(plan: &Plan, facts: &Facts, corrections: &[Correction], unit: &str, books: &mut Books) {
    let settings = Settings::default();
    let day = Date::new(plan.year, 12, 31).map(|last| day_of_results(corrections, last));
    let lost = day.map(|day| deductions(corrections, day, &settings.correction)).unwrap_or_default();
    Evaluator::new(plan, facts, &settings.evaluation, &lost).unit(unit).disclose(books);
}
