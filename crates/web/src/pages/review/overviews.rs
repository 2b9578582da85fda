//! All units of a year, computed once for each state of the books.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use juesuan_desk::{UnitYear, overview};
use juesuan_store::PublicationState;

use crate::{App, WebError, years::today};

/// Years that are kept.
const MOST: usize = 4;

/// What is known of years, by year.
#[derive(Debug, Default)]
pub struct Overviews {
    known: Mutex<BTreeMap<u16, Arc<Overview>>>,
}

/// A year of all units, as the books stood after an entry of the log.
#[derive(Debug)]
pub struct Overview {
    head: i64,
    /// The units in the order of their codes.
    pub units: Vec<UnitYear>,
    /// What became of the disclosure of each unit that froze a version: what is public, else the newest.
    pub disclosed: BTreeMap<String, PublicationState>,
}

impl Overviews {
    /// A year as the books have it now.
    ///
    /// # Errors
    /// When they cannot be read, or do not have the year.
    pub async fn of(&self, app: &App, year: u16) -> Result<Arc<Overview>, WebError> {
        let head = app.head();
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&year).map(Arc::clone);
        if let Some(known) = known.filter(|known| known.head == head) {
            return Ok(known);
        }
        let overview = Arc::new(Overview::read(app, year, head).await?);
        let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(year, Arc::clone(&overview));
        while all.len() > MOST {
            all.pop_first();
        }
        Ok(overview)
    }
}

impl Overview {
    async fn read(app: &App, year: u16, head: i64) -> Result<Self, WebError> {
        let mut store = app.shelf.read().await?;
        let units = overview(&mut store, year, today(app)).await?;
        let mut disclosed = BTreeMap::new();
        for version in store.publications_of_year(year).await? {
            let state = version.standing.state;
            let known = disclosed.entry(version.unit).or_insert(state);
            if state == PublicationState::Public {
                *known = state;
            }
        }
        Ok(Self { head, units, disclosed })
    }
}
