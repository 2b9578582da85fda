use crate::Date;

/// A date as files write it: `2024-03-05`, `20240305`, `2024/3/5`, `2024.3.5`, `2024年3月5日`, each perhaps with a time behind,
/// `20240305102030123` (yyyyMMddHHmmssSSS), or the serial number of spreadsheets. None for anything else.
pub(crate) fn date(field: &[u8]) -> Option<Date> {
    iso(field).or_else(|| compact(field)).or_else(|| unusual(field))
}

fn number(digits: &[u8]) -> Option<u16> {
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    digits.iter().try_fold(0_u16, |sum, &byte| byte.is_ascii_digit().then(|| sum * 10 + u16::from(byte - b'0')))
}

fn day(year: &[u8], month: &[u8], day: &[u8]) -> Option<Date> {
    Date::new(number(year)?, u8::try_from(number(month)?).ok()?, u8::try_from(number(day)?).ok()?)
}

/// The commonest: `2024-03-05`.
fn iso(field: &[u8]) -> Option<Date> {
    match field {
        [year @ .., b'-', m1, m2, b'-', d1, d2] if year.len() == 4 => day(year, &[*m1, *m2], &[*d1, *d2]),
        _ => None,
    }
}

/// Eight digits, or more with a time behind them.
fn compact(field: &[u8]) -> Option<Date> {
    let digits = field.iter().all(u8::is_ascii_digit);
    if !digits || !matches!(field.len(), 8 | 12 | 14 | 17) {
        return None;
    }
    day(&field[..4], &field[4..6], &field[6..8])
}

fn unusual(field: &[u8]) -> Option<Date> {
    let text = std::str::from_utf8(field).ok()?.trim();
    // The time behind a blank or a T is left out.
    let text = text.split([' ', 'T', '\u{3000}']).next().unwrap_or(text);
    let text = super::plain(text.as_bytes())?;
    let text = text.strip_suffix('日').unwrap_or(&text);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    match parts.as_slice() {
        [year, month, date] if year.len() == 4 && month.len() <= 2 && date.len() <= 2 => {
            day(year.as_bytes(), month.as_bytes(), date.as_bytes())
        }
        [only] => compact(only.as_bytes()).or_else(|| serial(only)),
        // A serial number with a time of day.
        [serial_day, fraction] if fraction.bytes().all(|b| b.is_ascii_digit()) => serial(serial_day),
        _ => None,
    }
}

/// Five digits: from 1927 to 2173. Fewer are days that no book of this kind knows.
fn serial(text: &str) -> Option<Date> {
    if text.len() != 5 {
        return None;
    }
    Date::from_serial(text.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_all_their_ways() {
        for text in [
            "2024-03-05",
            "2024-3-5",
            "20240305",
            "2024/3/5",
            "2024/03/05",
            "2024.3.5",
            "2024年3月5日",
            "2024年03月05日",
            "２０２４年３月５日",
            "20240305102030123",
            "20240305102030",
            "202403051020",
            "2024-03-05 10:20:30",
            "2024-03-05T10:20:30",
            "2024/3/5 0:00",
            "45356",
            "45356.5",
        ] {
            assert_eq!(date(text.as_bytes()), Date::new(2024, 3, 5), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in
            ["", "2024-13-05", "2024-02-30", "20241305", "5", "2024", "2024-3", "3/5/2024", "24-03-05", "2024--05"]
        {
            assert_eq!(date(text.as_bytes()), None, "{text}");
        }
    }
}
