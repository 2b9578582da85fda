use juesuan_books::DeviationKind;

use super::design::{DAYS, Design, YEAR};
use super::life::{DECEMBER, LIMIT, Life, WHOLE, budget, planned};
use super::random::Random;

/// Designs that can show a kind of low-benefit spending.
pub fn suits(design: &Design, kind: DeviationKind) -> bool {
    match kind {
        // What is split is a small part of the money.
        DeviationKind::SplitPayments => design.budget > 4_000_000,
        _ => true,
    }
}

/// The day from which a kind is planted.
pub fn start(kind: DeviationKind, random: &mut Random) -> u16 {
    let (low, high) = match kind {
        DeviationKind::YearEndRush => (1, 1),
        DeviationKind::UnitCost => (40, 130),
        DeviationKind::SplitPayments => (20, 330),
        DeviationKind::Shortfall | DeviationKind::IdleMoney => (60, 200),
        _ => (60, 230),
    };
    u16::try_from(random.between(low, high)).unwrap_or(60)
}

/// The first day on which what was planted meets its own definition, by what really happened, known to nobody but the
/// generator.
pub fn meets(design: &Design, life: &Life) -> Option<u16> {
    let (kind, from) = design.planted?;
    (from..=DAYS).find(|&day| met(design, life, kind, day))
}

fn met(design: &Design, life: &Life, kind: DeviationKind, day: u16) -> bool {
    use DeviationKind as K;
    let today = usize::from(day);
    let due = i64::from(design.output.due(YEAR, day));
    let (work, paid) = (life.work[today], life.paid[today]);
    let budget = budget(design, day);
    let part = |yuan: i64| yuan * 100 / budget.max(1);
    match kind {
        K::SlowSpending => part(planned(design, day) - paid) >= 20,
        K::BehindTrajectory => due - work >= WHOLE * 12 / 100 && work * 100 <= due * 75,
        // Even if from now on all goes as planned.
        K::Shortfall => work + (WHOLE - due) <= WHOLE * 92 / 100,
        K::MoneyAhead => paid * 100 / budget - work * 100 / WHOLE >= 25,
        K::MoneyWithoutResults => {
            let last = (0..=today).find(|&day| life.work[day] == work).unwrap_or(0);
            today - last >= 30 && part(paid - life.paid[last]) >= 15
        }
        K::ResultsWithoutEffect => without_effect(design, life, day),
        K::UnitCost => {
            let pieces = work * design.pieces / WHOLE;
            work >= WHOLE / 5 && life.cost[today] * 100 >= pieces * design.last_cost * 120
        }
        K::IdleMoney => {
            let last = life.payments.iter().filter(|payment| payment.day <= day).map(|payment| payment.day).max();
            let last = last.unwrap_or(0);
            day - last >= 100 && part(budget - paid) >= 30 && part(planned(design, day) - paid) >= 10
        }
        K::YearEndRush => {
            let before = DECEMBER - 1;
            let due = planned(design, DAYS) - planned(design, before);
            day > before && part(paid - life.paid[usize::from(before)] - due) >= 20
        }
        K::SplitPayments => {
            let parts = life.payments.iter().filter(|payment| payment.payee >= 100 && payment.day <= day);
            let parts: Vec<i64> = parts.map(|payment| payment.yuan).collect();
            parts.len() >= 3 && parts.iter().sum::<i64>() >= LIMIT
        }
    }
}

fn without_effect(design: &Design, life: &Life, day: u16) -> bool {
    let today = usize::from(day);
    let work = life.work[today];
    if work < WHOLE * 30 / 100 {
        return false;
    }
    if design.rate {
        let days = i64::from(day / 10).max(1);
        let sum: i64 = (1..=day).filter(|day| day % 10 == 0).map(|day| life.effect[usize::from(day)]).sum();
        return sum / days <= WHOLE * 85 / 100;
    }
    let due = i64::from(design.effect.due(YEAR, day)).min(work);
    due - life.effect[today] >= WHOLE * 20 / 100
}

/// Whether alarms of a kind follow from what was planted, so that they are right and not false.
pub fn follows(planted: DeviationKind, alarm: DeviationKind) -> bool {
    use DeviationKind as K;
    let consequences: &[DeviationKind] = match planted {
        // Work that lags is paid later (where it was paid in advance, nothing is paid for long), and its effect comes later.
        K::BehindTrajectory => &[K::Shortfall, K::SlowSpending, K::IdleMoney],
        K::Shortfall => &[K::BehindTrajectory, K::SlowSpending, K::IdleMoney],
        // Output falls back as money runs ahead; each piece then costs more, and the money is gone before the year is.
        K::MoneyAhead => &[K::BehindTrajectory, K::Shortfall, K::UnitCost],
        K::MoneyWithoutResults => &[K::BehindTrajectory, K::Shortfall, K::MoneyAhead, K::UnitCost],
        // The indicators of effect are themselves behind.
        K::ResultsWithoutEffect => &[K::BehindTrajectory, K::Shortfall],
        // Who pays twice as much for each piece has spent twice as much of the money.
        K::UnitCost => &[K::MoneyAhead],
        // Who does not pay is behind with paying.
        K::IdleMoney | K::YearEndRush => &[K::SlowSpending],
        K::SlowSpending => &[K::IdleMoney],
        K::SplitPayments => &[],
    };
    alarm == planted || consequences.contains(&alarm)
}
