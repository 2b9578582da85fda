//! The disclosures of a unit's year as they are filled now, each filled once after a change.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use juesuan_books::{Books, Date};
use juesuan_report::{Report, Rounding};
use tokio::sync::Mutex as WaitingMutex;

use crate::{App, WebError};

/// A disclosure and the books it was filled from.
#[derive(Debug)]
pub struct Filled {
    /// What the books come to.
    pub books: Books,
    /// Its tables, text and figures.
    pub report: Report,
    /// As of which entry of the log and which day.
    as_of: (i64, Date),
}

impl Filled {
    /// The last entry of the log that is in it.
    #[must_use]
    pub const fn entry(&self) -> i64 {
        self.as_of.0
    }
}

/// Disclosures by form and rounding; forms that are unknown are not kept, so there are few.
#[derive(Debug, Default)]
pub struct Reports {
    kept: Mutex<HashMap<(String, bool), Arc<Filled>>>,
    /// Those of other years, to compare, as of an entry of the log.
    others: Mutex<Option<(i64, Arc<Vec<Report>>)>>,
    /// Held while one is filled, so that it is filled once.
    filling: WaitingMutex<()>,
}

/// How many years before one are compared with it.
const BEFORE: usize = 4;

impl Reports {
    /// The disclosure of a unit's year by a form, filled when nobody has asked since the last change, else from memory.
    ///
    /// # Errors
    /// When the books cannot be read, have no such unit and year, or there is no such form.
    pub async fn filled(
        &self,
        app: &App,
        (year, unit): (u16, &str),
        form: &str,
        rounding: Rounding,
    ) -> Result<Arc<Filled>, WebError> {
        let key = (form.to_owned(), rounding == Rounding::Additive);
        let now = app.years.read(app, year, unit, |snapshot| (snapshot.entry(), snapshot.day())).await?;
        if let Some(filled) = self.known(&key, now) {
            return Ok(filled);
        }
        let _alone = self.filling.lock().await;
        if let Some(filled) = self.known(&key, now) {
            return Ok(filled);
        }
        let ask = |snapshot: &juesuan_desk::Snapshot| ((snapshot.entry(), snapshot.day()), snapshot.books());
        let (as_of, books) = app.years.read(app, year, unit, ask).await?;
        let form = form.to_owned();
        let fill = move || {
            let report = juesuan_desk::disclosure(&books, Some(&form), rounding)?;
            Ok::<_, juesuan_desk::Error>(Filled { books, report, as_of })
        };
        let filled = Arc::new(tokio::task::spawn_blocking(fill).await??);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        // What was filled before the change will not be asked for again.
        kept.retain(|_, old| old.as_of == as_of);
        kept.insert(key, Arc::clone(&filled));
        Ok(filled)
    }

    /// The disclosures of the years before that the books have of the unit, by the national form.
    ///
    /// # Errors
    /// When the books cannot be read.
    pub async fn before(&self, app: &App, year: u16, unit: &str) -> Result<Arc<Vec<Report>>, WebError> {
        let head = app.head();
        let known = || self.others.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, others)) = known().filter(|(as_of, _)| *as_of >= head) {
            return Ok(others);
        }
        let years = app.units.known(app).await?.years.clone();
        let mut others = Vec::new();
        for other in years.into_iter().filter(|&other| other < year).take(BEFORE) {
            let books = match app.shelf.read().await?.load(unit, other).await {
                Ok(books) => books,
                // It is a newer unit than that.
                Err(juesuan_store::Error::NoUnit { .. } | juesuan_store::Error::NoYear { .. }) => continue,
                Err(error) => return Err(error.into()),
            };
            let fill = move || juesuan_desk::disclosure(&books, None, Rounding::Honest);
            others.push(tokio::task::spawn_blocking(fill).await??);
        }
        let others = Arc::new(others);
        *self.others.lock().unwrap_or_else(PoisonError::into_inner) = Some((head, Arc::clone(&others)));
        Ok(others)
    }

    fn known(&self, key: &(String, bool), as_of: (i64, Date)) -> Option<Arc<Filled>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).filter(|filled| filled.as_of >= as_of).cloned()
    }
}
