use super::{Tabular, date_cell};
use crate::import::Row;
use crate::{Date, Trip};

/// A group sent abroad (因公出国（境）团组) by a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TripRecord<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// 团组数
    pub groups: u32,
    /// 人次
    pub persons: u32,
    /// Its day, if it is known.
    pub date: Option<Date>,
    /// What the journey was for and what it paid; may be empty.
    pub purpose: &'a str,
}

impl TripRecord<'_> {
    /// The fact that the disclosure states.
    #[must_use]
    pub fn to_fact(&self) -> Trip {
        Trip { groups: self.groups, persons: self.persons, purpose: self.purpose.to_owned() }
    }
}

pub(crate) const DATE: usize = 3;

impl<'a> Tabular<'a> for TripRecord<'a> {
    const COLUMNS: &'static [&'static str] = &["unit", "groups", "travellers", "event-date", "trip-purpose"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self {
            unit: row.unit(0),
            groups: row.count(1),
            persons: row.count(2),
            date: row.date_if_given(DATE),
            purpose: row.text(4),
        }
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.unit.to_owned(),
            self.groups.to_string(),
            self.persons.to_string(),
            date_cell(self.date),
            self.purpose.to_owned(),
        ]
    }
}
