//! Days of a fiscal year.

use std::{
    cmp::Ordering,
    time::{SystemTime, UNIX_EPOCH},
};

use juesuan_books::Date;

/// How far Chinese time is ahead of UTC, in seconds.
const AHEAD: u64 = 8 * 3600;

/// The day that is meant where none is given: today; the last day of the year when it has passed.
#[must_use]
pub fn usual(year: u16) -> Date {
    in_year(today(), year)
}

/// The number of a year's last day.
#[must_use]
pub fn last_day(year: u16) -> u16 {
    Date::new(year, 12, 31).map_or(366, Date::day_of_year)
}

/// The number of a day in a fiscal year: 0 before its first day, the last one's after it.
#[must_use]
pub fn of_year(year: u16, day: Date) -> u16 {
    match day.year().cmp(&year) {
        Ordering::Less => 0,
        Ordering::Equal => day.day_of_year(),
        Ordering::Greater => last_day(year),
    }
}

/// The day of a year that is nearest to a day.
fn in_year(day: Option<Date>, year: u16) -> Date {
    let ends = Date::new(year, 1, 1).zip(Date::new(year, 12, 31));
    match (day, ends) {
        (Some(day), Some((first, last))) => day.clamp(first, last),
        (day, ends) => ends.map(|(_, last)| last).or(day).unwrap_or_else(epoch),
    }
}

/// Today in China; none when the clock is out of order.
#[must_use]
pub fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    epoch().plus_days(u16::try_from((since.as_secs() + AHEAD) / 86_400).ok()?)
}

fn epoch() -> Date {
    // A day of the calendar.
    Date::new(1970, 1, 1).expect("1970-01-01 is a day")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_day_lies_in_the_year() {
        let day = |text: &str| Date::parse(text);
        let meant = |text: &str| in_year(day(text), 2024).to_string();
        assert_eq!(meant("2024-06-30"), "2024-06-30");
        assert_eq!(meant("2026-01-05"), "2024-12-31");
        assert_eq!(meant("2023-01-05"), "2024-01-01");
        assert!(today().is_some_and(|today| today.year() >= 2024));
    }

    #[test]
    fn days_outside_the_year_count_as_its_ends() {
        let of = |text: &str| of_year(2024, Date::parse(text).unwrap());
        assert_eq!([of("2023-12-31"), of("2024-03-01"), of("2025-02-01")], [0, 61, 366]);
    }
}
