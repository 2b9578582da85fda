//! The performance section of a disclosure comes from the evaluation where the books have indicators with targets.

use juesuan_books::{Books, CorrectionSteps, Date, Kind, Record};
use juesuan_performance::{
    FactsBuilder, PlanBuilder, Settings,
    correct::{day_of_results, deductions},
    evaluate::Evaluator,
};
use juesuan_store::{Result, Store};

/// Puts what the unit's indicators have reached in the place of what was typed. Books without targets stay as they are, and
/// their payments are not read.
///
/// # Errors
/// When the books cannot be read.
pub async fn disclose(store: &mut Store, unit: &str, year: u16, books: &mut Books) -> Result<()> {
    let mut plan = PlanBuilder::new(year);
    let mut declared = false;
    store
        .records(unit, year, &[Kind::Targets], &mut |record| {
            declared |= matches!(record, Record::Target(target) if target.project.is_empty());
            plan.add(record);
        })
        .await?;
    if !declared {
        return Ok(());
    }
    let mut steps = CorrectionSteps::default();
    let declared = [Kind::Goals, Kind::Links, Kind::Budget, Kind::Corrections];
    store
        .records(unit, year, &declared, &mut |record| {
            plan.add(record);
            if let Record::Correction(step) = record {
                steps.add(step);
            }
        })
        .await?;
    let plan = plan.finish();
    let mut facts = FactsBuilder::new(&plan);
    let happened = [Kind::Budget, Kind::Payments, Kind::Evidence];
    store.records(unit, year, &happened, &mut |record| facts.add(record)).await?;
    let settings = Settings::default();
    let corrections = steps.corrections();
    let day = Date::new(year, 12, 31).map(|last| day_of_results(&corrections, last));
    let lost = day.map(|day| deductions(&corrections, day, &settings.correction)).unwrap_or_default();
    Evaluator::new(&plan, &facts.finish(), &settings.evaluation, &lost).unit(unit).disclose(books);
    Ok(())
}
