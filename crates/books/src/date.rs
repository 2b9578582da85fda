use std::fmt;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The first day that can be named.
    pub(crate) const FIRST: Self = Self { year: 1900, month: 1, day: 1 };

    /// The day of a year, month (1–12) and day (1–31); none if there is no such day, or before 1900 or after 2200.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > days_in(year, month) {
            return None;
        }
        Some(Self { year, month, day })
    }

    /// The day that spreadsheets number so (1 is 1900-01-01; they believe in 1900-02-29, which is 60).
    #[must_use]
    pub fn from_serial(serial: u32) -> Option<Self> {
        let mut left = match serial {
            0 | 60 => return None,
            1..60 => serial,
            _ => serial - 1,
        };
        for year in 1900..=2200 {
            for month in 1..=12 {
                let days = u32::from(days_in(year, month));
                if left <= days {
                    return Self::new(year, month, u8::try_from(left).ok()?);
                }
                left -= days;
            }
        }
        None
    }

    /// The n-th day of a year, from 1; none if the year has no such day.
    #[must_use]
    pub fn of_year(year: u16, mut day: u16) -> Option<Self> {
        for month in 1..=12 {
            let days = u16::from(days_in(year, month));
            if day <= days {
                return Self::new(year, month, u8::try_from(day).ok()?);
            }
            day -= days;
        }
        None
    }

    /// Which day of its year it is, from 1.
    #[must_use]
    pub fn day_of_year(self) -> u16 {
        (1..self.month).map(|month| u16::from(days_in(self.year, month))).sum::<u16>() + u16::from(self.day)
    }

    /// How many days its year has.
    #[must_use]
    pub const fn days_of_year(self) -> u16 {
        337 + days_in(self.year, 2) as u16
    }

    /// Reads a day as files write it: `2024-03-05`, `20240305`, `2024年3月5日` …
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        crate::value::date(text.as_bytes())
    }

    /// How many days it is after another; negative when it is before.
    #[must_use]
    pub fn days_since(self, other: Self) -> i32 {
        self.number() - other.number()
    }

    /// The day that is so many days later; none after 2200.
    #[must_use]
    pub fn plus_days(self, days: u16) -> Option<Self> {
        let mut year = self.year;
        let mut day = u32::from(self.day_of_year()) + u32::from(days);
        loop {
            let length = u32::from(Self::new(year, 1, 1)?.days_of_year());
            if day <= length {
                return Self::of_year(year, u16::try_from(day).ok()?);
            }
            day -= length;
            year += 1;
        }
    }

    /// Days since the first day that can be named.
    fn number(self) -> i32 {
        let (before, first) = (i32::from(self.year) - 1, i32::from(Self::FIRST.year) - 1);
        let leap = |year: i32| year / 4 - year / 100 + year / 400;
        (before - first) * 365 + leap(before) - leap(first) + i32::from(self.day_of_year()) - 1
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1–12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1–31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }
}

/// How many days a month (1–12) has.
pub(crate) const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    /// `2024-03-05`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_days() {
        let date = |serial| Date::from_serial(serial).map(|d| d.to_string());
        assert_eq!(date(1).as_deref(), Some("1900-01-01"));
        assert_eq!(date(59).as_deref(), Some("1900-02-28"));
        assert_eq!(date(60), None);
        assert_eq!(date(61).as_deref(), Some("1900-03-01"));
        assert_eq!(date(45_356).as_deref(), Some("2024-03-05"));
        assert_eq!(date(u32::MAX), None);
    }

    #[test]
    fn days_of_a_year_are_counted_from_one() {
        for year in [2023, 2024] {
            let days = Date::new(year, 1, 1).unwrap().days_of_year();
            assert_eq!(days, if year == 2024 { 366 } else { 365 });
            for day in 1..=days {
                assert_eq!(Date::of_year(year, day).unwrap().day_of_year(), day);
            }
            assert_eq!(Date::of_year(year, days).unwrap().to_string(), format!("{year}-12-31"));
            assert_eq!((Date::of_year(year, 0), Date::of_year(year, days + 1)), (None, None));
        }
    }

    #[test]
    fn days_between_days_are_counted_over_years() {
        let day = |text| Date::parse(text).unwrap();
        let first = day("1900-01-01");
        let mut date = first;
        for count in 1..=3000 {
            let next = date.plus_days(37).unwrap();
            assert_eq!((next.days_since(date), next.days_since(first)), (37, 37 * count));
            if next.year() >= 2190 {
                break;
            }
            date = next;
        }
        assert_eq!(day("2025-01-03").days_since(day("2024-12-30")), 4);
        assert_eq!(day("2024-02-28").days_since(day("2024-03-01")), -2);
        assert_eq!(day("2200-12-31").plus_days(1), None);
    }

    #[test]
    fn there_are_only_days_of_the_calendar() {
        assert!(Date::new(2024, 2, 29).is_some());
        assert!(Date::new(2023, 2, 29).is_none());
        assert!(Date::new(2024, 4, 31).is_none());
        assert!(Date::new(2024, 13, 1).is_none());
    }
}
