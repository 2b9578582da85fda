use juesuan_amount::Percent;
use juesuan_books::{CorrectionState, Date, Fund};
use juesuan_performance::{
    Money,
    correct::unassigned,
    monitor::{Deviation, Light},
};
use juesuan_report::Report;

use super::{Card, Spending, corrections_board::card, words::count};
use crate::{Snapshot, last_day};

/// The year's state at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// 单位代码
    pub unit: String,
    /// 单位名称
    pub name: String,
    /// Fiscal year.
    pub year: u16,
    /// The day at whose end it stands so.
    pub day: Date,
    /// All money.
    pub money: Spending,
    /// Which part of the year has passed (序时进度), two decimals.
    pub elapsed: Option<Percent>,
    /// The money by fund, in the order of the official tables; last what was paid from no budget line.
    pub funds: Vec<FundMoney>,
    /// The year's own light.
    pub light: Light,
    /// The goals by light.
    pub lights: Lights,
    /// All goals, the worst first.
    pub goals: Vec<GoalLight>,
    /// Corrections that are not closed, the one whose deadline comes first before the others.
    pub corrections: Vec<Card>,
    /// How many of them are overdue.
    pub overdue: usize,
    /// How many deviations nobody corrects yet.
    pub unassigned: usize,
    /// What is lacking before the disclosure can be published, a sentence each.
    pub notices: Vec<String>,
}

/// Money of a fund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FundMoney {
    /// Which one; none for what was paid from no budget line.
    pub fund: Option<Fund>,
    /// Its money.
    pub money: Spending,
}

/// How many of each colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lights {
    /// 红灯
    pub red: usize,
    /// 黄灯
    pub yellow: usize,
    /// 绿灯
    pub green: usize,
}

/// A goal with its light.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalLight {
    /// 单位代码
    pub unit: String,
    /// 目标编号
    pub code: String,
    /// 年度目标
    pub name: String,
    /// 责任科室; may be empty.
    pub section: String,
    /// Its light.
    pub light: Light,
}

/// The year's state; `report` is the disclosure of the snapshot, whose notices it tells.
#[must_use]
pub fn home(snapshot: &Snapshot, report: &Report) -> Home {
    let board = snapshot.monitor().board();
    let found: Vec<Deviation> = snapshot.monitor().deviations().collect();
    let day = snapshot.day();
    let open = snapshot.corrections().iter().filter(|it| it.state() != CorrectionState::Closed);
    let mut corrections: Vec<Card> = open.map(|it| card(snapshot, it, &[])).collect();
    corrections.sort_by(|a, b| (a.deadline, &a.code).cmp(&(b.deadline, &b.code)));
    Home {
        unit: snapshot.unit().to_owned(),
        name: report.unit.clone(),
        year: snapshot.year(),
        day,
        money: snapshot.coverage().total.all.into(),
        elapsed: Percent::of(snapshot.day_of_year().into(), last_day(snapshot.year()).into(), 2),
        funds: funds(snapshot),
        light: board.year,
        lights: lights(&board.goals),
        goals: goals(snapshot, &board.goals),
        overdue: corrections.iter().filter(|card| card.overdue_days > 0).count(),
        corrections,
        unassigned: unassigned(snapshot.plan(), snapshot.corrections(), &found, day).count(),
        notices: report.notices.clone(),
    }
}

/// How many there are of each colour.
pub(super) fn lights(lights: &[Light]) -> Lights {
    Lights { red: count(lights, Light::Red), yellow: count(lights, Light::Yellow), green: count(lights, Light::Green) }
}

/// All goals, the worst first.
pub(super) fn goals(snapshot: &Snapshot, lights: &[Light]) -> Vec<GoalLight> {
    let goals = snapshot.plan().goals.iter().zip(lights);
    let mut goals: Vec<GoalLight> = goals
        .map(|(goal, &light)| GoalLight {
            unit: goal.unit.clone(),
            code: goal.code.clone(),
            name: goal.name.clone(),
            section: goal.section.clone(),
            light,
        })
        .collect();
    goals.sort_by_key(|goal| std::cmp::Reverse(goal.light));
    goals
}

fn funds(snapshot: &Snapshot) -> Vec<FundMoney> {
    let (plan, day) = (snapshot.plan(), snapshot.day_of_year());
    let of = |fund: Fund| {
        let own = plan.lines.iter().enumerate().filter(|(_, line)| {
            snapshot.declared().lines.get(&line.unit, &line.code).is_some_and(|state| state.fund == fund)
        });
        own.fold(Money::default(), |sum, (index, _)| sum + snapshot.money().until(index, day))
    };
    let funds = Fund::ALL.into_iter().map(|fund| (Some(fund), of(fund)));
    let unbudgeted = snapshot.coverage().without_line.iter().map(|&(.., paid)| paid).sum();
    funds
        .chain([(None, Money { paid: unbudgeted, ..Money::default() })])
        .filter(|&(_, money)| money != Money::default())
        .map(|(fund, money)| FundMoney { fund, money: money.into() })
        .collect()
}
