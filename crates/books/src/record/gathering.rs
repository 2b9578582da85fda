use juesuan_amount::Fen;

use super::{Tabular, date_cell};
use crate::columns::Choice;
use crate::import::Row;
use crate::{Date, Gathering, GatheringKind};

/// A meeting, training or event of a unit (一般性支出).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GatheringRecord<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// Which of the three.
    pub gathering: GatheringKind,
    /// Its name.
    pub name: &'a str,
    /// What it cost.
    pub amount: Fen,
    /// Who took part; 0 where it was not counted.
    pub persons: u32,
    /// Its day, if it is known.
    pub date: Option<Date>,
    /// What it was about; may be empty.
    pub content: &'a str,
}

impl GatheringRecord<'_> {
    /// The fact that the disclosure states.
    #[must_use]
    pub fn to_fact(&self) -> Gathering {
        Gathering {
            kind: self.gathering,
            name: self.name.to_owned(),
            persons: self.persons,
            content: self.content.to_owned(),
            amount: self.amount,
        }
    }
}

pub(crate) const AMOUNT: usize = 3;
pub(crate) const DATE: usize = 5;

impl<'a> Tabular<'a> for GatheringRecord<'a> {
    const COLUMNS: &'static [&'static str] =
        &["unit", "gathering", "gathering-name", "gathering-cost", "attendants", "event-date", "gathering-content"];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self {
            unit: row.unit(0),
            gathering: row.choice(1),
            name: row.text(2),
            amount: row.amount(AMOUNT),
            persons: row.count(4),
            date: row.date_if_given(DATE),
            content: row.text(6),
        }
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.unit.to_owned(),
            self.gathering.label().to_owned(),
            self.name.to_owned(),
            self.amount.to_string(),
            self.persons.to_string(),
            date_cell(self.date),
            self.content.to_owned(),
        ]
    }
}
