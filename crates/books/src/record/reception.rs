use super::{Tabular, date_cell};
use crate::columns::{Choice, YesNo};
use crate::import::Row;
use crate::{Date, Reception};

/// Guests that a unit received (公务接待), one batch or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReceptionRecord<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// 批次
    pub batches: u32,
    /// 人次
    pub guests: u32,
    /// Whether they came from abroad (外宾).
    pub foreign: bool,
    /// Its day, if it is known.
    pub date: Option<Date>,
    /// Occasion; may be empty.
    pub purpose: &'a str,
}

impl ReceptionRecord<'_> {
    /// The fact that the disclosure states.
    #[must_use]
    pub fn to_fact(&self) -> Reception {
        Reception {
            batches: self.batches,
            guests: self.guests,
            foreign: self.foreign,
            purpose: self.purpose.to_owned(),
        }
    }
}

const FOREIGN: usize = 3;
pub(crate) const DATE: usize = 4;

impl<'a> Tabular<'a> for ReceptionRecord<'a> {
    const COLUMNS: &'static [&'static str] =
        &["unit", "batches", "guests", "foreign", "event-date", "reception-purpose"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self {
            unit: row.unit(0),
            batches: row.count(1),
            guests: row.count(2),
            foreign: row.given(FOREIGN) && row.choice::<YesNo>(FOREIGN) == YesNo::Yes,
            date: row.date_if_given(DATE),
            purpose: row.text(5),
        }
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.unit.to_owned(),
            self.batches.to_string(),
            self.guests.to_string(),
            YesNo::from(self.foreign).label().to_owned(),
            date_cell(self.date),
            self.purpose.to_owned(),
        ]
    }
}
