//! The performance section of a disclosure comes from the evaluation where the books have indicators with targets.

use juesuan_books::{Books, Kind, Record};
use juesuan_performance::{Facts, PlanBuilder, Settings, evaluate::Evaluator};
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
    store.records(unit, year, &[Kind::Goals, Kind::Links, Kind::Budget], &mut |record| plan.add(record)).await?;
    let plan = plan.finish();
    let mut facts = Facts::new(&plan);
    let happened = [Kind::Budget, Kind::Payments, Kind::Evidence];
    store.records(unit, year, &happened, &mut |record| drop(facts.take(&plan, record))).await?;
    let settings = Settings::default().evaluation;
    Evaluator::new(&plan, &facts, &settings, &[]).unit(unit).disclose(books);
    Ok(())
}
