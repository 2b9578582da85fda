use std::ops::{Add, Sub};

/// A running sum by day of the year; only the days on which it changed are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Daily<T> {
    /// Days, ascending, with the sum at their end.
    steps: Vec<(u16, T)>,
}

impl<T: Copy + Default + Add<Output = T> + Sub<Output = T>> Daily<T> {
    /// Adds something on a day.
    pub fn add(&mut self, day: u16, amount: T) {
        let place = self.steps.partition_point(|&(known, _)| known < day);
        if self.steps.get(place).is_none_or(|&(known, _)| known != day) {
            let before = self.before(place);
            self.steps.insert(place, (day, before));
        }
        for (_, sum) in &mut self.steps[place..] {
            *sum = *sum + amount;
        }
    }

    /// The sum at the end of a day.
    #[must_use]
    pub fn until(&self, day: u16) -> T {
        self.before(self.steps.partition_point(|&(known, _)| known <= day))
    }

    /// What was added after a day, until the end of another.
    #[must_use]
    pub fn between(&self, after: u16, until: u16) -> T {
        self.until(until) - self.until(after)
    }

    /// On how many days until the end of a day anything was added.
    #[must_use]
    pub fn days(&self, until: u16) -> usize {
        self.steps.partition_point(|&(known, _)| known <= until)
    }

    /// The last day until the end of a day on which anything was added.
    #[must_use]
    pub fn last_day(&self, until: u16) -> Option<u16> {
        let place = self.steps.partition_point(|&(known, _)| known <= until);
        place.checked_sub(1).map(|place| self.steps[place].0)
    }

    /// The last day until the end of a day on which the sum rose.
    #[must_use]
    pub fn last_rise(&self, until: u16) -> Option<u16>
    where
        T: PartialOrd,
    {
        let known = &self.steps[..self.steps.partition_point(|&(known, _)| known <= until)];
        let rises = |place: &usize| known[*place].1 > self.before(*place);
        (0..known.len()).rev().find(rises).map(|place| known[place].0)
    }

    /// The days on which anything was added, with the sum at their end.
    pub fn steps(&self) -> impl Iterator<Item = (u16, T)> {
        self.steps.iter().copied()
    }

    /// The days on which anything was added, with what was added on them.
    pub fn changes(&self) -> impl Iterator<Item = (u16, T)> {
        self.steps.iter().enumerate().map(|(place, &(day, sum))| (day, sum - self.before(place)))
    }

    fn before(&self, place: usize) -> T {
        place.checked_sub(1).map_or_else(T::default, |place| self.steps[place].1)
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
