//! Days as people give them.

use std::time::{SystemTime, UNIX_EPOCH};

use juesuan_books::Date;

use crate::failure::Failure;

/// How far Chinese time is ahead of UTC, in seconds.
const AHEAD: u64 = 8 * 3600;

/// A day that an option gives.
///
/// # Errors
/// When it is none.
pub fn given(option: &str, text: &str) -> Result<Date, Failure> {
    Date::parse(text).ok_or_else(|| Failure::new(format!("{option} 不能是“{text}”，应为日期，如 2024-06-30")))
}

/// The day that is meant where none is given: today; the last day of the year when it has passed.
pub fn usual(year: u16) -> Date {
    in_year(today(), year)
}

/// The number of a year's last day.
pub fn last_day(year: u16) -> u16 {
    Date::new(year, 12, 31).map_or(366, Date::day_of_year)
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
fn today() -> Option<Date> {
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
}
