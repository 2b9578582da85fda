//! Days of a year.

/// How many days the year has.
pub(crate) const fn days(year: i32) -> u16 {
    if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) { 366 } else { 365 }
}

/// How many days of the year have passed before each month, and before the next year.
pub(crate) fn month_starts(year: i32) -> [u16; 13] {
    let february = days(year) - 337;
    let mut starts = [0; 13];
    for (month, length) in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].into_iter().enumerate() {
        starts[month + 1] = starts[month] + length;
    }
    starts
}

/// The day of the year (from 1), brought into it.
pub(crate) fn within(year: i32, day: u16) -> u16 {
    day.clamp(1, days(year))
}

/// The day in words: `9月30日`.
pub(crate) fn date(year: i32, day: u16) -> String {
    let day = within(year, day);
    let starts = month_starts(year);
    let month = starts.iter().take_while(|&&start| start < day).count();
    format!("{month}月{}日", day - starts[month - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_days() {
        for (year, day, text) in [
            (2023, 1, "1月1日"),
            (2023, 60, "3月1日"),
            (2024, 60, "2月29日"),
            (2024, 366, "12月31日"),
            (2023, 0, "1月1日"),
            (2023, 999, "12月31日"),
        ] {
            assert_eq!(date(year, day), text);
        }
    }
}
