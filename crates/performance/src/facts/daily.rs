use std::ops::{Add, Sub};

/// A running sum by day of the year; only the days on which it changed are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Daily<T> {
    /// The days, ascending.
    days: Vec<u16>,
    /// The sum at the end of each.
    sums: Vec<T>,
}

impl<T: Copy + Default + Add<Output = T> + Sub<Output = T>> Daily<T> {
    /// Adds something on a day.
    pub fn add(&mut self, day: u16, amount: T) {
        let place = self.days.partition_point(|&known| known < day);
        if self.days.get(place) != Some(&day) {
            let before = self.before(place);
            self.days.insert(place, day);
            self.sums.insert(place, before);
        }
        for sum in &mut self.sums[place..] {
            *sum = *sum + amount;
        }
    }

    /// The sum at the end of a day.
    #[must_use]
    pub fn until(&self, day: u16) -> T {
        self.before(self.days(day))
    }

    /// What was added after a day, until the end of another.
    #[must_use]
    pub fn between(&self, after: u16, until: u16) -> T {
        self.until(until) - self.until(after)
    }

    /// On how many days until the end of a day anything was added.
    #[must_use]
    pub fn days(&self, until: u16) -> usize {
        self.days.partition_point(|&known| known <= until)
    }

    /// The last day until the end of a day on which anything was added.
    #[must_use]
    pub fn last_day(&self, until: u16) -> Option<u16> {
        self.days(until).checked_sub(1).map(|place| self.days[place])
    }

    /// The last day until the end of a day on which the sum rose.
    #[must_use]
    pub fn last_rise(&self, until: u16) -> Option<u16>
    where
        T: PartialOrd,
    {
        let rises = |place: &usize| self.sums[*place] > self.before(*place);
        (0..self.days(until)).rev().find(rises).map(|place| self.days[place])
    }

    /// The days on which anything was added, with the sum at their end.
    pub fn steps(&self) -> impl Iterator<Item = (u16, T)> {
        self.days.iter().copied().zip(self.sums.iter().copied())
    }

    /// The days on which anything was added, with what was added on them.
    pub fn changes(&self) -> impl Iterator<Item = (u16, T)> {
        self.steps().enumerate().map(|(place, (day, sum))| (day, sum - self.before(place)))
    }

    fn before(&self, place: usize) -> T {
        place.checked_sub(1).map_or_else(T::default, |place| self.sums[place])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_do_not_depend_on_the_order() {
        let mut sums = Daily::default();
        for (day, amount) in [(30, 5), (10, 1), (20, -2), (10, 3)] {
            sums.add(day, amount);
        }
        assert_eq!([9, 10, 19, 20, 366].map(|day| sums.until(day)), [0, 4, 4, 2, 7]);
        assert_eq!(sums.between(10, 30), 3);
        assert_eq!((sums.last_day(9), sums.last_day(29)), (None, Some(20)));
        let mut again = Daily::default();
        for (day, amount) in [(10, 3), (10, 1), (20, -2), (30, 5)] {
            again.add(day, amount);
        }
        assert_eq!(sums, again);
    }
}
