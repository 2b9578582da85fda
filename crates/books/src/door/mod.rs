//! The door to the books: what every record must satisfy. One rule is one file.

mod doubles;

use doubles::Doubles;

use crate::Record;
use crate::import::{Journal, Spot};

/// What became of a record that is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is new; if something is wrong with it, that is noted.
    New,
    /// The books have it already.
    Repeated,
}

/// All rules, with what they have seen so far.
pub(crate) struct Door {
    doubles: Doubles,
}

impl Door {
    /// A door to empty books.
    pub fn new(year: u16) -> Self {
        let _ = year;
        Self { doubles: Doubles::default() }
    }

    /// Checks a record.
    pub fn see(&mut self, record: &Record<'_>, spot: Spot, journal: &mut Journal) -> Verdict {
        self.doubles.see(record, spot, journal)
    }

    /// Makes the checks that need all records.
    pub fn close(&mut self, journal: &mut Journal) {
        let _ = journal;
    }
}
