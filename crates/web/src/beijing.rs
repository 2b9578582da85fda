//! Points of time as people in China read them (北京时间), whatever the clock of the server.

use juesuan_books::Date;

/// 1970-01-01 as the serial number of a day in spreadsheets.
const EPOCH: i64 = 25_569;
/// Hours from UTC.
const HOURS: u8 = 8;

/// A second since 1970: `2024-06-30 09:15`.
#[must_use]
pub fn moment(seconds: &i64) -> String {
    let local = seconds.saturating_add(i64::from(HOURS) * 3600);
    let (days, second) = (local.div_euclid(86_400), local.rem_euclid(86_400));
    let day = u32::try_from(days.saturating_add(EPOCH)).ok().and_then(Date::from_serial);
    day.map_or_else(|| "—".to_owned(), |day| format!("{day} {:02}:{:02}", second / 3600, second / 60 % 60))
}

/// A time of the log, `2024-06-30T01:15:00Z`, to the second: `2024-06-30 09:15:00`. What is none stays as it is.
#[must_use]
pub fn of_utc(at: &str) -> String {
    local(at).unwrap_or_else(|| at.to_owned())
}

fn local(at: &str) -> Option<String> {
    let (day, time) = at.strip_suffix('Z')?.split_once('T')?;
    let (hour, rest) = time.split_once(':')?;
    let hour = hour.parse::<u8>().ok()?.checked_add(HOURS)?;
    let day = Date::parse(day)?.plus_days(u16::from(hour / 24))?;
    Some(format!("{day} {:02}:{rest}", hour % 24))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_those_of_china() {
        assert_eq!(moment(&1_735_689_599), "2025-01-01 07:59");
        assert_eq!(moment(&i64::MAX), "—");
        assert_eq!(of_utc("2024-12-31T23:59:59Z"), "2025-01-01 07:59:59");
        assert_eq!(of_utc("2024-06-30T01:15:00Z"), "2024-06-30 09:15:00");
        assert_eq!(of_utc("gestern"), "gestern");
    }
}
