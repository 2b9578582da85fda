use juesuan_books::{Date, DeviationKind, Trajectory};

use super::random::Random;

/// The simulated year; a leap year.
pub const YEAR: u16 = 2024;
/// Days of the year.
pub const DAYS: u16 = 366;

/// A project as its department designs it, and how it is run.
pub struct Design {
    /// 项目代码
    pub code: String,
    /// Annual budget, yuan.
    pub budget: i64,
    /// When output is due.
    pub output: Trajectory,
    /// When effects are due: some weeks after the output.
    pub effect: Trajectory,
    /// Whether an indicator says when money is due.
    pub execution: bool,
    /// 数量 aimed at, pieces.
    pub pieces: i64,
    /// Whether each piece is an item of its own (件数); otherwise pieces are registered in sums (求和).
    pub counted: bool,
    /// Effect aimed at.
    pub effects: i64,
    /// Whether the effect is a rate (per cent to be reached) rather than a sum.
    pub rate: bool,
    /// Which group of projects makes the same kind of pieces.
    pub group: i64,
    /// 上年实际单位成本, yuan.
    pub last_cost: i64,
    /// Real pace of output, per mille of the plan.
    pub pace: i64,
    /// Real cost, per mille of the planned cost.
    pub cost: i64,
    /// Days between payments.
    pub pay_every: i64,
    /// 预付款, per cent of the budget, paid when the project begins.
    pub prepaid: i64,
    /// Days between entries into the register.
    pub register_every: i64,
    /// 追加: day and amount in yuan.
    pub added: Option<(u16, i64)>,
    /// What is planted, and from which day on.
    pub planted: Option<(DeviationKind, u16)>,
}

/// Due at the ends of the quarters, per cent: even, slow, late, early, and one season.
const SHAPES: [[u16; 4]; 5] = [
    [2500, 5000, 7500, 10_000],
    [2000, 4500, 7200, 10_000],
    [1000, 3500, 7000, 10_000],
    [3000, 6000, 8500, 10_000],
    [500, 3500, 8500, 10_000],
];

/// A made-up project without anything planted.
pub fn design(number: usize, random: &mut Random) -> Design {
    let shape = if random.percent(50) { SHAPES[0] } else { random.pick(&SHAPES) };
    let output = Trajectory::new(&shape).unwrap_or(Trajectory::EVEN);
    let group = random.between(0, 7);
    let counted = random.percent(50);
    // 元 for each piece, alike in a group; things that are counted one by one cost more.
    let usual = (200 + 150 * group) * if counted { 20 } else { 1 };
    let price = usual * random.between(92, 108) / 100;
    let pieces = if counted { random.between(30, 500) } else { random.between(800, 12_000) };
    let cost = random.between(930, 985);
    let added = random.percent(15).then(|| (u16::try_from(random.between(100, 300)).unwrap_or(200), 0));
    let budget = price * pieces;
    Design {
        code: format!("P{number:04}"),
        budget,
        output,
        effect: later(&output, 30),
        execution: random.percent(50),
        pieces,
        counted,
        effects: random.between(200, 5000),
        rate: random.percent(30),
        group,
        last_cost: price * random.between(95, 108) / 100,
        pace: random.between(1020, 1120),
        cost,
        pay_every: random.pick(&[5, 7, 7, 10, 14, 14, 21, 30, 30, 90]),
        prepaid: if random.percent(20) { random.between(8, 18) } else { 0 },
        register_every: random.pick(&[1, 1, 1, 1, 3, 7, 7, 14, 30]),
        added: added.map(|(day, _)| (day, budget * random.between(3, 10) / 100)),
        planted: None,
    }
}

/// A trajectory shifted by some days.
fn later(trajectory: &Trajectory, days: u16) -> Trajectory {
    let mut parts = [0_u16; 12];
    for (month, part) in (1_u8..).zip(&mut parts) {
        let end = (28..=31).rev().find_map(|day| Date::new(YEAR, month, day)).map_or(DAYS, Date::day_of_year);
        *part = u16::try_from(trajectory.due(YEAR, end.saturating_sub(days)) / 100).unwrap_or(10_000);
    }
    parts[11] = 10_000;
    Trajectory::new(&parts).unwrap_or(*trajectory)
}

/// Whether people work on a day: not at weekends, at 春节, 五一 or 国庆.
pub fn works(day: u16) -> bool {
    // 2024-01-01 was a Monday.
    let weekend = (day - 1) % 7 >= 5;
    let holiday = day == 1 || (41..=48).contains(&day) || (122..=126).contains(&day) || (275..=281).contains(&day);
    !weekend && !holiday
}
