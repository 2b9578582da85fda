use std::ops::{Add, Sub};

use juesuan_amount::Quantity;
use juesuan_books::EvidenceRecord;

use super::Daily;
use crate::Target;

/// What a register says of one indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterFacts {
    /// Sums over its items.
    pub sums: Daily<Sums>,
    /// Its items by day and number.
    pub items: Vec<Item>,
}

/// An item of a register.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Day of the year, from 1.
    pub day: u16,
    /// 登记号
    pub number: Box<str>,
    /// 数值
    pub value: Quantity,
    /// Whether somebody typed it.
    pub manual: bool,
}

/// Sums over items of a register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many there are.
    pub items: i64,
    /// How many somebody typed.
    pub manual: i64,
    /// How many reach the threshold.
    pub passing: i64,
    /// Sum of their values.
    pub value: Quantity,
    /// Sum of their bases.
    pub base: Quantity,
}

impl RegisterFacts {
    /// Counts an item, and puts it at the end of the list.
    pub(super) fn add(&mut self, record: &EvidenceRecord<'_>, target: &Target) {
        let passing = target.threshold.is_some_and(|threshold| record.value >= threshold);
        let one = Sums {
            items: 1,
            manual: i64::from(record.manual),
            passing: i64::from(passing),
            value: record.value,
            base: record.base,
        };
        let day = record.date.day_of_year();
        self.sums.add(day, one);
        self.items.push(Item { day, number: record.item.into(), value: record.value, manual: record.manual });
    }

    /// The latest item until the end of a day.
    #[must_use]
    pub fn latest(&self, day: u16) -> Option<&Item> {
        self.items[..self.items.partition_point(|item| item.day <= day)].last()
    }
}

impl Add for Sums {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            items: self.items + other.items,
            manual: self.manual + other.manual,
            passing: self.passing + other.passing,
            value: self.value + other.value,
            base: self.base + other.base,
        }
    }
}

impl Sub for Sums {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            items: self.items - other.items,
            manual: self.manual - other.manual,
            passing: self.passing - other.passing,
            value: self.value - other.value,
            base: self.base - other.base,
        }
    }
}
