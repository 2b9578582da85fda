use std::collections::BTreeMap;

use juesuan_books::{Correction, CorrectionState, Date, Unit};
use juesuan_performance::{Money, correct::day_of_results};
use juesuan_store::Store;

use crate::{Declared, Result, dates, views::Spending};

/// What the year of a unit and all below it comes to, as far as running totals tell: no payment is read for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitYear {
    /// The unit.
    pub unit: Unit,
    /// How many units are above it.
    pub depth: usize,
    /// Budget and payments, with those of the units below.
    pub money: Spending,
    /// Corrections that are not closed.
    pub open: usize,
    /// Those of them that are overdue.
    pub overdue: usize,
}

/// All units of a year side by side (部门总览), in the order of their codes. Without a day, that is meant which a snapshot of each
/// unit would mean.
///
/// # Errors
/// When the books cannot be read, or do not have the year.
pub async fn overview(store: &mut Store, year: u16, day: Option<Date>) -> Result<Vec<UnitYear>> {
    let units = store.units(year).await?;
    let parents: BTreeMap<&str, &str> =
        units.iter().filter_map(|unit| Some((unit.code.as_str(), unit.parent.as_deref()?))).collect();
    let mut money: BTreeMap<&str, Money> = BTreeMap::new();
    let books = store.load("", year).await?;
    for (line, amounts) in &books.totals {
        let Some(unit) = books.units.get(usize::from(line.unit)) else { continue };
        for above in chain(&unit.code, &parents) {
            let Some(unit) = units.binary_search_by(|unit| unit.code.as_str().cmp(above)).ok() else { continue };
            let sum = money.entry(&units[unit].code).or_default();
            *sum += Money { budget: amounts.adjusted(), paid: amounts.spent };
        }
    }
    let declared = Declared::load(store, "", year).await?;
    let stood = day.map(|day| declared.steps.clone().until(day).corrections());
    let stood = stood.as_ref().unwrap_or(&declared.corrections);
    let of = |unit: &Unit| {
        let own = stood.iter().filter(|it| chain(&it.unit, &parents).any(|code| code == unit.code));
        let (open, overdue) = counts(own, year, day);
        let depth = chain(&unit.code, &parents).count() - 1;
        let money = money.get(unit.code.as_str()).copied().unwrap_or_default().into();
        UnitYear { unit: unit.clone(), depth, money, open, overdue }
    };
    Ok(units.iter().map(of).collect())
}

/// How many corrections are open, and how many of those are overdue.
fn counts<'a>(own: impl Iterator<Item = &'a Correction>, year: u16, day: Option<Date>) -> (usize, usize) {
    let own: Vec<Correction> = own.cloned().collect();
    let day = day.unwrap_or_else(|| day_of_results(&own, dates::usual(year)));
    let open = own.iter().filter(|it| it.state() != CorrectionState::Closed);
    (open.clone().count(), open.filter(|it| it.overdue_days(day) > 0).count())
}

/// A unit and those above it. Books whose units stand in a circle do not hold us up.
fn chain<'a>(unit: &'a str, parents: &BTreeMap<&str, &'a str>) -> impl Iterator<Item = &'a str> {
    let all = std::iter::successors(Some(unit), |code| parents.get(code).copied());
    all.take(DEPTH)
}

/// No department has more levels.
const DEPTH: usize = 16;
