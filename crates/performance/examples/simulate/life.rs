use juesuan_books::DeviationKind;

use super::design::{DAYS, Design, YEAR, works};
use super::random::Random;

/// The whole, in millionths.
pub const WHOLE: i64 = 1_000_000;

/// What really happens in a project, by day (index 0 is the day before the year).
pub struct Life {
    /// Output that is there, millionths of the target.
    pub work: Vec<i64>,
    /// Effect that is there, millionths of the target; of a rate, the rate of the day.
    pub effect: Vec<i64>,
    /// What it cost, paid or not, yuan.
    pub cost: Vec<i64>,
    /// What was paid, yuan.
    pub paid: Vec<i64>,
    /// Payments.
    pub payments: Vec<Paid>,
    /// Evidence.
    pub items: Vec<Seen>,
}

/// A payment.
pub struct Paid {
    /// Its day, on which it is known.
    pub day: u16,
    /// Yuan.
    pub yuan: i64,
    /// 收款人
    pub payee: i64,
}

/// An item of evidence.
pub struct Seen {
    /// Its day.
    pub day: u16,
    /// The day on which it reaches the register.
    pub arrives: u16,
    /// Which register.
    pub register: Register,
    /// 数值, in ones.
    pub value: i64,
    /// 基数
    pub base: i64,
}

/// The registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register {
    /// 产出
    Output,
    /// 效益
    Effect,
    /// 问卷
    Survey,
}

/// How fast things go, per mille of what they would.
#[derive(Clone, Copy)]
struct Speed {
    output: i64,
    cost: i64,
    pay: i64,
    effect: i64,
}

/// The first day of the last month.
pub const DECEMBER: u16 = 336;
/// What may be paid without approval (限额), yuan.
pub const LIMIT: i64 = 50_000;

/// What is planted, as speeds.
fn speed(design: &Design, day: u16) -> Speed {
    use DeviationKind as K;
    let usual = Speed { output: 1000, cost: 1000, pay: 1000, effect: 1000 };
    let Some((kind, from)) = design.planted.filter(|&(_, from)| day >= from) else { return usual };
    match kind {
        K::SlowSpending => Speed { pay: 300, ..usual },
        K::BehindTrajectory => Speed { output: 300, cost: 300, effect: after(day, from, 300), ..usual },
        K::Shortfall => Speed { output: 600, cost: 600, effect: after(day, from, 600), ..usual },
        K::MoneyAhead => Speed { output: 500, cost: 2200, effect: after(day, from, 500), ..usual },
        K::MoneyWithoutResults => Speed { output: 0, effect: after(day, from, 0), ..usual },
        K::ResultsWithoutEffect => Speed { effect: if design.rate { 550 } else { 100 }, ..usual },
        K::UnitCost => Speed { cost: 1900, ..usual },
        K::IdleMoney => Speed { pay: 0, ..usual },
        K::YearEndRush if day < DECEMBER => Speed { pay: 450, ..usual },
        K::YearEndRush | K::SplitPayments => usual,
    }
}

/// How good a rate is: fewer cases do not make it worse.
fn rate_speed(design: &Design, day: u16) -> i64 {
    match design.planted {
        Some((DeviationKind::ResultsWithoutEffect, _)) => speed(design, day).effect,
        _ => 1000,
    }
}

/// Effects follow output by a month.
fn after(day: u16, from: u16, speed: i64) -> i64 {
    if day >= from + 30 { speed } else { 1000 }
}

/// Budget at the end of a day, yuan.
pub fn budget(design: &Design, day: u16) -> i64 {
    design.budget + design.added.filter(|&(from, _)| day >= from).map_or(0, |(_, yuan)| yuan)
}

/// Money that the plan wants to be paid by the end of a day, yuan.
pub fn planned(design: &Design, day: u16) -> i64 {
    let due = i64::from(design.output.due(YEAR, day));
    let added = design.added.filter(|&(from, _)| day >= from).map_or(0, |(from, yuan)| {
        let past = i64::from(design.output.due(YEAR, from - 1));
        yuan * (due - past) / (WHOLE - past).max(1)
    });
    design.budget * due / WHOLE + added
}

/// Lets a project live through the year.
pub fn live(design: &Design, random: &mut Random) -> Life {
    let days = usize::from(DAYS) + 1;
    let mut life = Life {
        work: vec![0; days],
        effect: vec![0; days],
        cost: vec![0; days],
        paid: vec![0; days],
        payments: Vec::new(),
        items: Vec::new(),
    };
    work(design, &mut life, random);
    pay(design, &mut life, random);
    if let Some((DeviationKind::SplitPayments, from)) = design.planted {
        split(&mut life, from, random);
    }
    life.payments.sort_by_key(|payment| payment.day);
    for day in 1..=DAYS {
        let today = life.payments.iter().filter(|payment| payment.day == day).map(|payment| payment.yuan);
        life.paid[usize::from(day)] = life.paid[usize::from(day) - 1] + today.sum::<i64>();
    }
    register_output(design, &mut life, random);
    register_effect(design, &mut life, random);
    survey(&mut life, random);
    life
}

/// Output, effect, and the cost that arises (yuan), day by day: on working days, in weeks that differ.
fn work(design: &Design, life: &mut Life, random: &mut Random) {
    let (mut done, mut planned_before, mut effect_before, mut week) = (0_i64, 0_i64, 0_i64, 1000);
    for day in 1..=DAYS {
        let today = usize::from(day);
        (life.work[today], life.cost[today], life.effect[today]) =
            (life.work[today - 1], life.cost[today - 1], life.effect[today - 1]);
        if day % 7 == 1 {
            week = random.between(800, 1200);
        }
        if !works(day) && day != DAYS {
            continue;
        }
        let speed = speed(design, day);
        let due = i64::from(design.output.due(YEAR, day));
        life.work[today] += (due - done) * design.pace / 1000 * speed.output / 1000 * week / 1000;
        done = due;
        let plan = planned(design, day);
        life.cost[today] += (plan - planned_before) * design.cost / 1000 * speed.cost / 1000 * week / 1000;
        life.cost[today] = life.cost[today].min(budget(design, day) * 99 / 100);
        planned_before = plan;
        let due = i64::from(design.effect.due(YEAR, day));
        life.effect[today] = match design.rate {
            true => 1040 * rate_speed(design, day) + random.between(-15_000, 15_000),
            false => {
                life.effect[today] + (due - effect_before) * design.pace / 1000 * speed.effect / 1000 * week / 1000
            }
        };
        effect_before = due;
    }
}

/// Payments of what has arisen, every so many days, unevenly, to several payees; what is left in the last week.
fn pay(design: &Design, life: &mut Life, random: &mut Random) {
    // 预付款 is paid at once, and what then arises is set off against it.
    let prepaid = design.budget * design.prepaid / 100;
    let first = u16::try_from(random.between(8, 60)).unwrap_or(8);
    let (mut payable, mut kept, mut since) = (0_i64, 0_i64, random.between(0, design.pay_every));
    for day in 1..=DAYS {
        let today = usize::from(day);
        let new = life.cost[today] - life.cost[today - 1];
        let now = new * speed(design, day).pay / 1000;
        (payable, kept) = (payable + now, kept + new - now);
        since += 1;
        if prepaid > 0 && day >= first && works(day) && !life.payments.iter().any(|payment| payment.payee == 0) {
            life.payments.push(Paid { day, yuan: prepaid, payee: 0 });
            payable -= prepaid;
        }
        let rush = matches!(design.planted, Some((DeviationKind::YearEndRush, _))) && day >= DECEMBER;
        if rush && works(day) {
            let days = (day..=362).filter(|&day| works(day)).count().max(1) as i64;
            (payable, kept) = (payable + kept / days, kept - kept / days);
        }
        let last = (355..=362).contains(&day);
        if !works(day) || !(since >= design.pay_every || rush || last) || payable < 1000 {
            continue;
        }
        let amount = if last { payable } else { payable * random.between(80, 100) / 100 };
        payable -= amount;
        since = 0;
        spread(life, day, amount, random);
    }
}

/// Several payments on one day.
fn spread(life: &mut Life, day: u16, amount: i64, random: &mut Random) {
    let mut left = amount;
    while left > 0 {
        let usual = random.pick(&[4_000, 9_000, 20_000, 60_000, 150_000, 400_000]);
        let yuan = (usual * random.between(60, 140) / 100).min(left);
        let yuan = if left - yuan < 1000 { left } else { yuan };
        life.payments.push(Paid { day, yuan, payee: random.between(1, 25) });
        left -= yuan;
    }
}

/// What would be one payment, in parts under the limit, within four days.
fn split(life: &mut Life, from: u16, random: &mut Random) {
    let payee = random.between(100, 199);
    for number in 0..random.between(3, 6) {
        let mut day = from + u16::try_from(number.min(3)).unwrap_or(0);
        while !works(day) {
            day += 1;
        }
        life.payments.push(Paid { day, yuan: LIMIT * random.between(70, 99) / 100, payee });
    }
}

/// How many days evidence takes to its register.
fn delay(random: &mut Random) -> u16 {
    let days = match random.between(1, 100) {
        1..=70 => random.between(0, 2),
        71..=95 => random.between(3, 7),
        _ => random.between(8, 20),
    };
    u16::try_from(days).unwrap_or(0)
}

fn register_output(design: &Design, life: &mut Life, random: &mut Random) {
    let (mut known, mut since) = (0, 0);
    for day in 1..=DAYS {
        since += 1;
        let pieces = life.work[usize::from(day)] * design.pieces / WHOLE;
        if pieces == known || !(design.counted || since >= design.register_every || day == DAYS) {
            continue;
        }
        let parts = if design.counted { pieces - known } else { 1 };
        for _ in 0..parts {
            let value = (pieces - known) / parts;
            let arrives = day + delay(random);
            life.items.push(Seen { day, arrives, register: Register::Output, value, base: 0 });
        }
        (known, since) = (pieces, 0);
    }
}

fn register_effect(design: &Design, life: &mut Life, random: &mut Random) {
    let mut known = 0;
    for day in (1..=DAYS).filter(|day| day % 10 == 0 || *day == DAYS) {
        let effect = life.effect[usize::from(day)];
        let (value, base) = match design.rate {
            // Of a hundred cases; the target is 85 of them.
            true => ((effect * 85 / WHOLE).min(100), 100),
            false => (effect * design.effects / WHOLE - known, 0),
        };
        if !design.rate {
            known += value;
            if value == 0 {
                continue;
            }
        }
        life.items.push(Seen { day, arrives: day + delay(random), register: Register::Effect, value, base });
    }
}

/// Thirty answers in June and in October, of which 93 in a hundred are content.
fn survey(life: &mut Life, random: &mut Random) {
    for day in [168, 295] {
        for _ in 0..30 {
            let value = if random.percent(93) { random.between(60, 100) } else { random.between(10, 59) };
            life.items.push(Seen { day, arrives: day + delay(random), register: Register::Survey, value, base: 0 });
        }
    }
}
