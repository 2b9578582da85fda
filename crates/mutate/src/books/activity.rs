use std::collections::BTreeMap;

use super::economic::FEE_CODES;
use crate::rng::Rng;

/// One kind of three-public spending, in 分.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fee {
    /// 预算数
    pub budget: i64,
    /// 决算数
    pub actual: i64,
    /// Last year's 决算数.
    pub prior: i64,
}

/// Government procurement, in 分: goods, works, services.
#[derive(Clone, Copy, Debug, Default)]
pub struct Procurement {
    /// Expenditure of each kind.
    pub spent: [i64; 3],
    /// Contracts with small and medium enterprises, of each kind.
    pub small: [i64; 3],
    /// Of these, with small and micro enterprises, all kinds together.
    pub micro: i64,
}

/// Performance: scores in hundredths of a point and counts of projects.
#[derive(Clone, Debug, Default)]
pub struct Performance {
    /// Top indicators: name, weight, score.
    pub scores: Vec<(&'static str, i64, i64)>,
    /// Projects with goals, monitored, evaluated, and their budgets in 分.
    pub projects: [(i64, i64); 3],
    /// Evaluated projects by grade: 优, 良, 合格, 不合格.
    pub grades: [i64; 4],
    /// Average score of the evaluated, in hundredths.
    pub average: i64,
    /// Problems found, solved, being solved.
    pub problems: [i64; 3],
}

/// An amount that differs from `amount` so far that any printed form shows it, or is equal to it.
pub fn near(rng: &mut Rng, amount: i64) -> i64 {
    if rng.chance(15) {
        return amount;
    }
    let other = i128::from(amount) * i128::from(rng.between(60, 160)) / 100;
    let other = i64::try_from(other).unwrap_or(amount) + rng.between(-5_000, 5_000);
    if (other - amount).abs() < 20_000.max(amount / 1000) || other < 10_000 { amount } else { other }
}

/// `amount` or more: what else was spent outside basic expenditure.
pub fn at_least(rng: &mut Rng, amount: i64) -> i64 {
    if rng.chance(50) { amount } else { amount + rng.amount(5, 7) }
}

/// The four fees; one that the unit does not have is zero in every respect.
pub fn random_fees(rng: &mut Rng, economic: &BTreeMap<u32, i64>, used: [bool; 4]) -> [Fee; 4] {
    std::array::from_fn(|i| {
        if !used[i] {
            return Fee::default();
        }
        let actual = at_least(rng, economic.get(&FEE_CODES[i]).copied().unwrap_or(0));
        if actual < 10_000 {
            return Fee { actual, budget: actual, prior: actual };
        }
        let budget = if rng.chance(80) { near(rng, actual).max(actual) } else { actual };
        let prior = if rng.chance(8) { 0 } else { near(rng, actual) };
        Fee { budget, actual, prior }
    })
}

/// Counts that go with the fees: none without money, some with it.
pub fn random_trips(rng: &mut Rng, fees: &[Fee; 4]) -> [i64; 6] {
    let mut count = |fee: usize, hi: i64| if fees[fee].actual > 0 { rng.between(1, hi) } else { 0 };
    let (groups, visits, bought, kept) = (count(0, 5), count(3, 80), count(1, 4), count(2, 30));
    [groups, groups * 3, visits, visits * 7, bought, kept.max(bought)]
}

/// Procurement with contracts that never exceed what was spent.
pub fn random_procurement(rng: &mut Rng) -> Procurement {
    let spent = std::array::from_fn(|_| if rng.chance(65) { rng.amount(5, 9) } else { 0 });
    let small = spent.map(|s| if rng.chance(40) { s } else { s / 100 * rng.between(0, 100) });
    let all = small.iter().sum::<i64>();
    Procurement { spent, small, micro: if rng.chance(30) { all } else { all / 100 * rng.between(0, 100) } }
}

/// Scores whose weights make 100 points, and counts of projects that fit together.
pub fn random_performance(rng: &mut Rng) -> Performance {
    let weights =
        [("预算执行率", 1000), ("成本指标", 2000), ("产出指标", 3000), ("效益指标", 3000), ("满意度指标", 1000)];
    let scores = weights.map(|(name, weight)| {
        let lost = if rng.chance(50) { 0 } else { rng.between(1, 30) * 10 };
        (name, weight, weight - lost)
    });
    let goals = rng.between(1, 30);
    let evaluated = rng.between(1, goals);
    let excellent = rng.between(0, evaluated);
    let good = rng.between(0, evaluated - excellent);
    let passed = rng.between(0, evaluated - excellent - good);
    let money = rng.amount(7, 9);
    let solved = rng.between(0, 9);
    let open = rng.between(0, 4);
    Performance {
        scores: scores.to_vec(),
        projects: [(goals, money), (goals, money), (evaluated, if evaluated == goals { money } else { money / 2 })],
        grades: [excellent, good, passed, evaluated - excellent - good - passed],
        average: rng.between(8000, 9990),
        problems: [solved + open, solved, open],
    }
}
