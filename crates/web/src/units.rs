//! Units and years of the books, for rights that hold for a unit and all below it, and for choosing.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use juesuan_books::Unit;
use juesuan_rights::UnitTree;

use crate::{App, WebError};

/// What is known of all years, read again when the log has grown.
#[derive(Debug, Default)]
pub struct Units {
    known: Mutex<Arc<Known>>,
}

/// The units of all years, each as the newest year has it.
#[derive(Debug, Default)]
pub struct Known {
    /// The last entry of the log when they were read.
    head: i64,
    /// The years of the books, latest first.
    pub years: Vec<u16>,
    /// By code, with the newest year that has it.
    pub units: BTreeMap<String, (u16, Unit)>,
    /// Which is above which.
    pub tree: Arc<UnitTree>,
}

impl Units {
    /// What is known now.
    ///
    /// # Errors
    /// When the books cannot be read.
    pub async fn known(&self, app: &App) -> Result<Arc<Known>, WebError> {
        let head = app.head();
        let known = Arc::clone(&self.known.lock().unwrap_or_else(PoisonError::into_inner));
        if known.head == head {
            return Ok(known);
        }
        let known = Arc::new(Known::read(app, head).await?);
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&known);
        Ok(known)
    }
}

impl Known {
    async fn read(app: &App, head: i64) -> Result<Self, WebError> {
        let mut store = app.shelf.read().await?;
        let mut years = store.years().await?;
        let mut units = BTreeMap::new();
        for &year in &years {
            for unit in store.units(year).await? {
                units.insert(unit.code.clone(), (year, unit));
            }
        }
        years.reverse();
        let all: Vec<Unit> = units.values().map(|(_, unit)| unit.clone()).collect();
        Ok(Self { head, years, units, tree: Arc::new(UnitTree::new(&all)) })
    }
}
