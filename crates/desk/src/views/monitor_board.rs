use juesuan_amount::Fen;
use juesuan_books::{CorrectionState, Date, DeviationKind};
use juesuan_performance::{
    Money, Plan,
    correct::{named, subject},
    monitor::{Deviation, Explanation, Light},
};

use super::{
    GoalLight, Lights, Spending, TargetNode,
    goal_tree::target,
    home::{goals, lights},
    subject_name,
    words::date,
};
use crate::Snapshot;

/// All lights of the day, and why they are not green.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonitorBoard {
    /// The day.
    pub day: Date,
    /// The year's own light.
    pub year: Light,
    /// Goals, projects and indicators by light.
    pub counts: [Lights; 3],
    /// The goals, the worst first.
    pub goals: Vec<GoalLight>,
    /// The projects, the worst first.
    pub projects: Vec<ProjectLight>,
    /// The indicators, the worst first.
    pub targets: Vec<TargetNode>,
    /// What deviates today, the worst first.
    pub deviations: Vec<BoardDeviation>,
}

/// A project with its light.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectLight {
    /// 单位代码
    pub unit: String,
    /// 项目代码; of a budget line without a project, its 指标编号.
    pub code: String,
    /// 项目名称
    pub name: String,
    /// Its light.
    pub light: Light,
    /// Its money.
    pub money: Spending,
}

/// A deviation of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardDeviation {
    /// 偏差类型
    pub kind: DeviationKind,
    /// Today's light.
    pub light: Light,
    /// What deviates, by name.
    pub what: String,
    /// Since when.
    pub since: Option<Date>,
    /// One sentence with its numbers.
    pub sentence: String,
    /// How many vouchers and items of evidence are behind it.
    pub sources: usize,
    /// The last payments behind it, the latest first.
    pub payments: Vec<BehindPayment>,
    /// 登记号 of the last items of evidence behind it, the latest first.
    pub items: Vec<String>,
    /// What it is about, by codes: 单位代码, 项目代码, 指标编号 and 绩效指标编号, of which the last three may be empty.
    pub codes: [String; 4],
    /// The correction that is about it: unit, 整改编号, and how far it is; none where it has to be assigned.
    pub correction: Option<(String, String, CorrectionState)>,
}

/// A payment behind a deviation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BehindPayment {
    /// 支付凭证号
    pub voucher: String,
    /// Its day.
    pub day: Option<Date>,
    /// How much.
    pub amount: Fen,
    /// 收款人; may be empty.
    pub payee: String,
}

/// How many payments and items of evidence a deviation shows.
const SHOWN: usize = 12;

/// The board of the snapshot's day.
#[must_use]
pub fn monitor_board(snapshot: &Snapshot) -> MonitorBoard {
    let (plan, board) = (snapshot.plan(), snapshot.monitor().board());
    let mut projects: Vec<ProjectLight> = plan
        .projects
        .iter()
        .zip(&snapshot.facts().projects)
        .zip(&board.projects)
        .map(|((project, facts), &light)| {
            let money = Money { budget: facts.budget.until(board.day), paid: facts.paid.until(board.day) };
            let (unit, code, name) = (project.unit.clone(), project.code.clone(), project.name.clone());
            ProjectLight { unit, code, name, light, money: money.into() }
        })
        .collect();
    projects.sort_by_key(|project| std::cmp::Reverse(project.light));
    let mut targets: Vec<TargetNode> = (0..plan.targets.len()).map(|index| target(snapshot, &board, index)).collect();
    targets.sort_by_key(|target| std::cmp::Reverse(target.light));
    let mut deviations: Vec<BoardDeviation> =
        board.deviations.iter().map(|deviation| told(snapshot, deviation)).collect();
    deviations.sort_by_key(|deviation| std::cmp::Reverse(deviation.light));
    MonitorBoard {
        day: snapshot.day(),
        year: board.year,
        counts: [&board.goals, &board.projects, &board.targets].map(|all| lights(all)),
        goals: goals(snapshot, &board.goals),
        projects,
        targets,
        deviations,
    }
}

fn told(snapshot: &Snapshot, deviation: &Deviation) -> BoardDeviation {
    let (plan, monitor) = (snapshot.plan(), snapshot.monitor());
    let Deviation { kind, subject: of, from, .. } = *deviation;
    let why = monitor.explain(of, kind, monitor.today());
    let about = snapshot.corrections().iter().filter(|it| it.deviation == kind && subject(plan, it) == Some(of));
    // The one that was opened last, should it have been corrected more than once.
    let correction = about.max_by_key(|it| it.round().opened);
    let codes = named(plan, of).map(|it| [it.unit, it.project, it.line, it.target].map(str::to_owned));
    BoardDeviation {
        kind,
        codes: codes.unwrap_or_default(),
        payments: why.as_ref().map(|why| payments(plan, why)).unwrap_or_default(),
        items: why.as_ref().map(items).unwrap_or_default(),
        light: monitor.light(of, kind, monitor.today()),
        what: subject_name(plan, of),
        since: date(plan, from),
        sources: why.as_ref().map_or(0, |why| why.payments.len() + why.items.len()),
        sentence: why.map(|why| why.sentence).unwrap_or_default(),
        correction: correction.map(|it| (it.unit.clone(), it.code.clone(), it.state())),
    }
}

/// The last payments behind a deviation.
fn payments(plan: &Plan, why: &Explanation<'_>) -> Vec<BehindPayment> {
    let last = why.payments.iter().rev().take(SHOWN);
    last.map(|payment| BehindPayment {
        voucher: payment.voucher.to_string(),
        day: date(plan, payment.day),
        amount: payment.amount,
        payee: payment.payee.to_string(),
    })
    .collect()
}

/// The last items of evidence behind it.
fn items(why: &Explanation<'_>) -> Vec<String> {
    why.items.iter().rev().take(SHOWN).map(|(_, item)| item.number.to_string()).collect()
}
