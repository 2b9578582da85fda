use std::fmt;

/// A day of 2024.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Day {
    /// 1–12
    pub month: u8,
    /// 1–31
    pub day: u8,
}

const MONTHS: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Public holidays (法定节假日) of 2024 as ranges of days.
const HOLIDAYS: [(Day, Day); 7] = [
    (Day::new(1, 1), Day::new(1, 1)),
    (Day::new(2, 10), Day::new(2, 17)),
    (Day::new(4, 4), Day::new(4, 6)),
    (Day::new(5, 1), Day::new(5, 5)),
    (Day::new(6, 8), Day::new(6, 10)),
    (Day::new(9, 15), Day::new(9, 17)),
    (Day::new(10, 1), Day::new(10, 7)),
];

/// The treasury closes its books a few days before the year ends.
const LAST: Day = Day::new(12, 27);

impl Day {
    pub(super) const fn new(month: u8, day: u8) -> Self {
        Self { month, day }
    }

    /// Whether payments are made on it.
    fn is_working(self) -> bool {
        // 2024-01-01 was a Monday.
        let before: u32 = MONTHS.iter().take(usize::from(self.month) - 1).map(|&days| u32::from(days)).sum();
        let weekday = (before + u32::from(self.day) - 1) % 7;
        weekday < 5 && self <= LAST && !HOLIDAYS.iter().any(|&(from, to)| (from..=to).contains(&self))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "2024-{:02}-{:02}", self.month, self.day)
    }
}

/// The working days of some months (1–12), in order.
pub(super) fn working_days(first: u8, last: u8) -> Vec<Day> {
    let month = |month: u8| (1..=MONTHS[usize::from(month) - 1]).map(move |day| Day::new(month, day));
    (first..=last).flat_map(month).filter(|day| day.is_working()).collect()
}

/// The first working day of the month from `day` on, else the last one.
pub(super) fn working_day(month: u8, day: u8) -> Option<Day> {
    let days = working_days(month, month);
    days.iter().find(|found| found.day >= day).or(days.last()).copied()
}
