use std::fmt;

use crate::date::days_in;

/// Which part of the year's target is due when (序时目标): hundredths of a percent at the end of each month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Trajectory([u16; 12]);

/// All of the target.
const WHOLE: u16 = 10_000;

impl Trajectory {
    /// A twelfth each month.
    pub const EVEN: Self = Self([833, 1667, 2500, 3333, 4167, 5000, 5833, 6667, 7500, 8333, 9167, WHOLE]);

    /// From the parts (hundredths of a percent) due at the ends of the quarters or of the months. None if there are not
    /// four or twelve, if they fall, or do not end at 100 %.
    #[must_use]
    pub fn new(parts: &[u16]) -> Option<Self> {
        let whole = parts.last() == Some(&WHOLE) && parts.is_sorted();
        let mut months = [0; 12];
        match parts.len() {
            12 => months.copy_from_slice(parts),
            4 => {
                let mut before = 0;
                for (quarter, &part) in parts.iter().enumerate() {
                    // Sorted parts only: `part - before` is checked by `whole` before anything is returned.
                    let step = part.saturating_sub(before);
                    months[3 * quarter] = before + step / 3;
                    months[3 * quarter + 1] = before + step / 3 * 2 + step % 3 / 2;
                    months[3 * quarter + 2] = part;
                    before = part;
                }
            }
            _ => return None,
        }
        whole.then_some(Self(months))
    }

    /// Parses `25,50,75,100` or twelve percentages, separated by `,`, `、`, `;`, `/` or blanks.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let separator = |c: char| ",，、;；/ ".contains(c);
        let parts = text.split(separator).filter(|part| !part.is_empty());
        let parts: Option<Vec<u16>> = parts.map(percent).collect();
        Self::new(&parts?)
    }

    /// The part that is due at the end of a day of the year (1 is 1 January), in millionths: the days of a month share
    /// its step evenly.
    #[must_use]
    pub fn due(&self, year: u16, day: u16) -> u32 {
        let mut left = day;
        let mut before = 0_u32;
        for (month, &part) in (1..).zip(&self.0) {
            let days = u16::from(days_in(year, month));
            let part = u32::from(part) * 100;
            if left <= days {
                return before + (part - before) * u32::from(left) / u32::from(days);
            }
            left -= days;
            before = part;
        }
        before
    }
}

/// `25` or `8.33`, in hundredths.
fn percent(text: &str) -> Option<u16> {
    let value = juesuan_amount::Quantity::parse(text)?;
    (value.0 % 100 == 0).then_some(value.0 / 100).and_then(|hundredths| u16::try_from(hundredths).ok())
}

impl fmt::Display for Trajectory {
    /// As [`Trajectory::parse`] reads it; empty for an even one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::EVEN {
            return Ok(());
        }
        for (index, &part) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(f, "{comma}{}", juesuan_amount::Quantity(i64::from(part) * 100))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_and_months_are_read() {
        assert_eq!(Trajectory::parse("25，50、75 100"), Trajectory::parse("25,50,75,100"));
        let late = Trajectory::parse("0,0,10,100").unwrap();
        assert_eq!(late.to_string(), "0,0,0,0,0,0,3.33,6.66,10,40,70,100");
        assert_eq!(Trajectory::parse(&late.to_string()), Some(late));
        for text in ["", "25,50", "50,25,75,100", "25,50,75,90", "25,50,75,x"] {
            assert_eq!(Trajectory::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_share_the_step_of_their_month() {
        let even = Trajectory::EVEN;
        assert_eq!((even.due(2024, 0), even.due(2024, 31), even.due(2024, 366)), (0, 83_300, 1_000_000));
        assert!((1..366).all(|day| even.due(2024, day) <= even.due(2024, day + 1)));
        let late = Trajectory::parse("0,0,0,100").unwrap();
        assert_eq!(late.due(2023, 273), 0);
        assert_eq!(late.due(2023, 365), 1_000_000);
    }
}
