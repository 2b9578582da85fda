//! Which books are meant where nobody says.

use juesuan_books::Unit;
use juesuan_store::Store;

use crate::{Result, Unclear};

/// The year that is meant: as given, else the only one of the books.
///
/// # Errors
/// When several could be meant, or there is none.
pub async fn year(store: &mut Store, given: Option<u16>) -> Result<u16> {
    if let Some(year) = given {
        return Ok(year);
    }
    let years = store.years().await?;
    match years.as_slice() {
        [year] => Ok(*year),
        [] => Err(Unclear::NoBooks.into()),
        _ => Err(Unclear::Year(years).into()),
    }
}

/// The code of the unit that is meant: as given, else the only department of the year, which is a unit without one above it.
///
/// # Errors
/// When several could be meant, or there is none.
pub async fn unit(store: &mut Store, given: Option<&str>, year: u16) -> Result<String> {
    if let Some(unit) = given {
        return Ok(unit.to_owned());
    }
    let units = store.units(year).await?;
    let known: Vec<String> = units.iter().map(|unit| unit.code.clone()).collect();
    let top = |unit: &Unit| unit.parent.as_ref().is_none_or(|parent| !known.contains(parent));
    let mut departments: Vec<Unit> = units.into_iter().filter(top).collect();
    match departments.len() {
        0 => Err(Unclear::NoUnits(year).into()),
        1 => Ok(departments.remove(0).code),
        _ => Err(Unclear::Unit(departments).into()),
    }
}
