use juesuan_amount::Fen;
use juesuan_books::Date;

use super::words::date;
use crate::Snapshot;

/// Where the year's execution stands at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExecutionPoint {
    /// The day.
    pub day: Date,
    /// 全年预算 as far as it was given out.
    pub budget: Fen,
    /// What was paid since the year's first day, less refunds.
    pub paid: Fen,
}

/// The execution of all money from the year's first day to the snapshot's, a point each day.
#[must_use]
pub fn execution_by_day(snapshot: &Snapshot) -> Vec<ExecutionPoint> {
    let last = snapshot.day_of_year();
    let mut days = vec![(Fen::ZERO, Fen::ZERO); usize::from(last) + 1];
    for (day, amount) in snapshot.money().budgets().filter(|&(day, _)| day <= last) {
        days[usize::from(day)].0 += amount;
    }
    for (day, amount) in snapshot.money().payments().filter(|&(day, _)| day <= last) {
        days[usize::from(day)].1 += amount;
    }
    let mut sum = (Fen::ZERO, Fen::ZERO);
    let running = days.into_iter().zip(0..).filter_map(|((budget, paid), day)| {
        sum.0 += budget;
        sum.1 += paid;
        Some(ExecutionPoint { day: date(snapshot.plan(), day)?, budget: sum.0, paid: sum.1 })
    });
    running.collect()
}
