use super::{
    calendar::{Day, working_day, working_days},
    deal::Dice,
};

/// When a kind of payment is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Schedule {
    /// `3-12月每月10日`, or `每月10日` for the whole year.
    Monthly { first: u8, last: u8, day: u8 },
    /// `1-12月72次`: about evenly over these months.
    Spread { first: u8, last: u8, times: u8 },
    /// `6月14日`
    Once(Day),
}

impl Schedule {
    /// Reads it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some((months, day)) = text.split_once("每月") {
            let (first, last) = if months.is_empty() { (1, 12) } else { range(months)? };
            return Some(Self::Monthly { first, last, day: day.strip_suffix('日')?.parse().ok()? });
        }
        if let Some(text) = text.strip_suffix('次') {
            let (months, times) = text.split_at(text.find('月')? + '月'.len_utf8());
            let (first, last) = range(months)?;
            return Some(Self::Spread { first, last, times: times.parse().ok()? });
        }
        let (month, day) = text.strip_suffix('日')?.split_once('月')?;
        Some(Self::Once(Day::new(month.parse().ok()?, day.parse().ok()?)))
    }

    /// The days of its payments.
    pub(super) fn days(self, dice: &mut Dice) -> Vec<Day> {
        match self {
            Self::Monthly { first, last, day } => (first..=last).filter_map(|month| working_day(month, day)).collect(),
            Self::Spread { first, last, times } => {
                let days = working_days(first, last);
                let times = usize::from(times);
                let place = |turn: usize, dice: &mut Dice| {
                    let within = usize::try_from(dice.below(1000)).unwrap_or_default();
                    days.get((turn * 1000 + within) * days.len() / (times * 1000)).copied()
                };
                (0..times).filter_map(|turn| place(turn, dice)).collect()
            }
            Self::Once(day) => working_day(day.month, day.day).into_iter().collect(),
        }
    }

    /// By how many percent its payments differ from their mean.
    pub(super) const fn spread(self) -> u64 {
        match self {
            Self::Monthly { .. } => 3,
            Self::Spread { .. } => 60,
            Self::Once(_) => 0,
        }
    }
}

/// `3-12月`
fn range(months: &str) -> Option<(u8, u8)> {
    let (first, last) = months.strip_suffix('月')?.split_once('-')?;
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (1 <= first && first <= last && last <= 12).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payments_fall_on_working_days() {
        let days = |text| Schedule::parse(text).unwrap().days(&mut Dice::new(1));
        assert_eq!(days("每月10日").len(), 12);
        assert_eq!(days("4-12月22次").len(), 22);
        // A Sunday, the spring festival, and a month that ends before the day comes.
        let found: Vec<String> = ["3月10日", "2月10日", "12月31日"].map(|text| days(text)[0].to_string()).to_vec();
        assert_eq!(found, ["2024-03-11", "2024-02-19", "2024-12-27"]);
        assert_eq!(Schedule::parse("13-14月2次"), None);
        assert_eq!(Schedule::parse("随时"), None);
    }
}
