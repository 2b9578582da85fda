//! 钱与目标的对应: which money serves which goal, money without a goal, goals without money; in exact amounts.

use std::collections::BTreeMap;
use std::ops::{Add, AddAssign};

use juesuan_amount::Fen;
use juesuan_books::Record;

use super::Plan;
use crate::Daily;

/// Money as of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Money {
    /// 全年预算 as far as it was given out.
    pub budget: Fen,
    /// What was paid, less refunds.
    pub paid: Fen,
}

/// What happened to each budget line, by day. The order in which records come makes no difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineMoney {
    year: u16,
    budget: Vec<Daily<Fen>>,
    paid: Vec<Daily<Fen>>,
    /// What was paid from no budget line, by unit and project.
    unbudgeted: BTreeMap<(String, String), Daily<Fen>>,
}

/// A share of a budget line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Index of the line.
    pub line: usize,
    /// Its share, in hundredths of a percent.
    pub share: u32,
    /// How much that is.
    pub money: Money,
}

/// A goal and the money that serves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoalMoney {
    /// All of it.
    pub money: Money,
    /// The lines that it comes from.
    pub parts: Vec<Part>,
}

/// The money of a unit, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoverageTotals {
    /// All money.
    pub all: Money,
    /// What serves goals.
    pub served: Money,
    /// What serves none, basic expenditure (基本支出).
    pub basic_without_goal: Money,
    /// What serves none, projects and everything else.
    pub other_without_goal: Money,
}

/// A duty (职责), the goals that serve it, and their money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// 单位代码
    pub unit: String,
    /// The duty; empty for goals that name none.
    pub name: String,
    /// The money of its goals.
    pub money: Money,
    /// Indices of its goals; their indicators are [`super::Goal::targets`], their money [`Coverage::goals`].
    pub goals: Vec<usize>,
}

/// Which money serves which goal as of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// For each goal, its money.
    pub goals: Vec<GoalMoney>,
    /// What of lines serves no goal (没有目标的钱), where that is not nothing.
    pub without_goal: Vec<Part>,
    /// What was paid from no budget line and so serves no goal: unit, project (may be empty), amount.
    pub without_line: Vec<(String, String, Fen)>,
    /// Goals without money (没有钱的目标): no line is linked to them, or no budget of it.
    pub without_money: Vec<usize>,
    /// Totals by unit.
    pub units: BTreeMap<String, CoverageTotals>,
    /// Totals of all units.
    pub total: CoverageTotals,
}

impl LineMoney {
    /// Nothing has happened yet.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let lines = vec![Daily::default(); plan.lines.len()];
        Self { year: plan.year, budget: lines.clone(), paid: lines, unbudgeted: BTreeMap::new() }
    }

    /// Takes in a record; those that move no money are passed over.
    pub fn take(&mut self, plan: &Plan, record: &Record<'_>) {
        match record {
            Record::Payment(payment) => {
                let day = payment.date.day_of_year();
                match plan.line(payment.unit, payment.line) {
                    Some(line) => self.paid[line].add(day, payment.amount),
                    None => {
                        let of = (payment.unit.to_owned(), payment.project.to_owned());
                        self.unbudgeted.entry(of).or_default().add(day, payment.amount);
                    }
                }
            }
            Record::Budget(change) => {
                if let Some(line) = plan.line(change.unit, change.line) {
                    // A budget without a day, or given out before the year, stands from its first day.
                    let own = change.date.filter(|date| date.year() == self.year);
                    self.budget[line].add(own.map_or(1, juesuan_books::Date::day_of_year), change.amount);
                }
            }
            _ => {}
        }
    }

    /// What was paid on which day, from whatever line or from none; days come in no order, and more than once.
    pub fn payments(&self) -> impl Iterator<Item = (u16, Fen)> {
        self.paid.iter().chain(self.unbudgeted.values()).flat_map(Daily::changes)
    }

    /// How budgets changed on which day; days come in no order, and more than once.
    pub fn budgets(&self) -> impl Iterator<Item = (u16, Fen)> {
        self.budget.iter().flat_map(Daily::changes)
    }

    /// The money of a line at the end of a day.
    #[must_use]
    pub fn until(&self, line: usize, day: u16) -> Money {
        Money { budget: self.budget[line].until(day), paid: self.paid[line].until(day) }
    }
}

/// All of a line.
const WHOLE: u32 = 10_000;

impl Coverage {
    /// The coverage at the end of a day of the year, from 1.
    #[must_use]
    pub fn new(plan: &Plan, money: &LineMoney, day: u16) -> Self {
        let mut coverage = Self {
            goals: vec![GoalMoney::default(); plan.goals.len()],
            without_goal: Vec::new(),
            without_line: Vec::new(),
            without_money: Vec::new(),
            units: BTreeMap::new(),
            total: CoverageTotals::default(),
        };
        for index in 0..plan.lines.len() {
            coverage.add_line(plan, index, money.until(index, day));
        }
        for ((unit, project), paid) in &money.unbudgeted {
            let paid = paid.until(day);
            if !paid.is_zero() {
                coverage.without_line.push((unit.clone(), project.clone(), paid));
                let money = Money { budget: Fen::ZERO, paid };
                coverage.count(unit, |totals| {
                    totals.all += money;
                    totals.other_without_goal += money;
                });
            }
        }
        let idle = |goal: &usize| coverage.goals[*goal].money.budget.is_zero();
        coverage.without_money = (0..plan.goals.len()).filter(idle).collect();
        coverage
    }

    /// Divides a line among its goals.
    fn add_line(&mut self, plan: &Plan, index: usize, money: Money) {
        let line = &plan.lines[index];
        let given: u32 = line.shares.iter().fold(0, |sum, &(_, share)| sum.saturating_add(share));
        let rest = WHOLE.saturating_sub(given);
        let mut shares: Vec<u32> = line.shares.iter().map(|&(_, share)| share).collect();
        shares.push(rest);
        let (budget, paid) = (apportion(money.budget, &shares), apportion(money.paid, &shares));
        let parts = budget.into_iter().zip(paid).map(|(budget, paid)| Money { budget, paid });
        let mut unserved = Money::default();
        let mut served = Money::default();
        for (place, money) in parts.enumerate() {
            match line.shares.get(place) {
                Some(&(goal, share)) => {
                    served += money;
                    self.goals[goal].money += money;
                    self.goals[goal].parts.push(Part { line: index, share, money });
                }
                None => unserved = money,
            }
        }
        if unserved != Money::default() {
            self.without_goal.push(Part { line: index, share: rest, money: unserved });
        }
        let basic = line.nature.is_basic();
        self.count(&line.unit, |totals| {
            totals.all += money;
            totals.served += served;
            *(if basic { &mut totals.basic_without_goal } else { &mut totals.other_without_goal }) += unserved;
        });
    }

    fn count(&mut self, unit: &str, add: impl Fn(&mut CoverageTotals)) {
        if !self.units.contains_key(unit) {
            self.units.insert(unit.to_owned(), CoverageTotals::default());
        }
        self.units.get_mut(unit).into_iter().for_each(&add);
        add(&mut self.total);
    }

    /// 职责 → 目标 → 指标, with the money of each: the duties of each unit, in the order of their goals.
    #[must_use]
    pub fn tree(&self, plan: &Plan) -> Vec<Duty> {
        let mut duties: Vec<Duty> = Vec::new();
        let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (index, goal) in plan.goals.iter().enumerate() {
            let place = *places.entry((&goal.unit, &goal.duty)).or_insert_with(|| {
                let (unit, name) = (goal.unit.clone(), goal.duty.clone());
                duties.push(Duty { unit, name, money: Money::default(), goals: Vec::new() });
                duties.len() - 1
            });
            duties[place].money += self.goals[index].money;
            duties[place].goals.push(index);
        }
        duties
    }
}

/// Divides an amount in proportion to shares, exactly: each part is rounded down, and the 分 that are left go to the parts
/// that lost most, of equals to the first. Shares that are nothing together leave all of it to the last.
#[must_use]
pub fn apportion(amount: Fen, shares: &[u32]) -> Vec<Fen> {
    let whole: u128 = shares.iter().map(|&share| u128::from(share)).sum();
    let magnitude = u128::from(amount.0.unsigned_abs());
    let signed = |part: u128| {
        let part = Fen(i64::try_from(part).unwrap_or(i64::MAX));
        if amount.0 < 0 { -part } else { part }
    };
    if whole == 0 {
        let last = shares.len().saturating_sub(1);
        return (0..shares.len()).map(|at| if at == last { amount } else { Fen::ZERO }).collect();
    }
    let exact = |share: u32| magnitude * u128::from(share);
    let mut parts: Vec<u128> = shares.iter().map(|&share| exact(share) / whole).collect();
    let mut by_loss: Vec<usize> = (0..shares.len()).collect();
    by_loss.sort_by_key(|&at| std::cmp::Reverse(exact(shares[at]) % whole));
    // Fewer than there are parts: each lost less than one.
    let left = magnitude - parts.iter().sum::<u128>();
    for at in by_loss.into_iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
        parts[at] += 1;
    }
    parts.into_iter().map(signed).collect()
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { budget: self.budget + other.budget, paid: self.paid + other.paid }
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
