use std::io::{self, Write};

use juesuan_books::Date;
use juesuan_desk::{Snapshot, json};
use juesuan_performance::{
    Plan,
    correct::named,
    monitor::{Board, Deviation, Explanation, Light, Monitor, Subject},
};

use super::view::{view, wan};
use crate::{
    args::{MonitorArgs, ViewFormat},
    books::Session,
    failure::Failure,
    width::pad_right,
};

/// Vouchers and items of evidence that one explanation lists.
const LISTED: usize = 10;

/// Shows the lights, and why they are not green.
///
/// # Errors
/// When the books or the settings cannot be read, or there is no such project.
pub fn run(args: &MonitorArgs) -> Result<u8, Failure> {
    let mut session = Session::open(&args.view.as_of.database.db)?;
    let snapshot = view(&mut session, &args.view)?;
    session.close()?;
    let mut out = io::stdout().lock();
    if args.format == ViewFormat::Json {
        writeln!(out, "{:#}", json::monitor(&snapshot))?;
        return Ok(0);
    }
    match &args.project {
        Some(code) => project(&mut out, &snapshot, code)?,
        None => board(&mut out, &snapshot, args.all)?,
    }
    Ok(0)
}

fn board(out: &mut impl Write, snapshot: &Snapshot, all: bool) -> io::Result<()> {
    let monitor = snapshot.monitor();
    let (board, plan) = (monitor.board(), monitor.plan());
    writeln!(out, "{}年度绩效运行监控（截至 {}）：全年 {}", plan.year, snapshot.day(), board.year.name())?;
    for (goal, light) in plan.goals.iter().zip(&board.goals) {
        writeln!(out, "{}　目标 {} {}", light.name(), goal.code, goal.name)?;
    }
    for (index, (project, light)) in plan.projects.iter().zip(&board.projects).enumerate() {
        let facts = &monitor.facts().projects[index];
        let (budget, paid) = (facts.budget.until(board.day), facts.paid.until(board.day));
        let name = pad_right(&format!("{} {}", project.code, project.name), 40);
        writeln!(out, "{}　{name}预算 {} 万元，已支付 {} 万元", light.name(), wan(budget), wan(paid))?;
    }
    deviations(out, monitor, &board, all)
}

/// Today's deviations with the monitor's sentence; or all of the year, with their days.
fn deviations(out: &mut impl Write, monitor: &Monitor, board: &Board, all: bool) -> io::Result<()> {
    if !all {
        writeln!(out, "现有偏差 {} 项", board.deviations.len())?;
        for deviation in &board.deviations {
            if let Some(told) = monitor.explain(deviation.subject, deviation.kind, board.day) {
                writeln!(out, "  {}　{}", told.light.name(), told.sentence)?;
            }
        }
        return Ok(());
    }
    let found: Vec<Deviation> = monitor.deviations().collect();
    writeln!(out, "年内偏差 {} 项", found.len())?;
    for deviation in found {
        let kind = deviation.kind.name();
        let ends = deviation.until.map_or("至今".to_owned(), |until| format!("至 {}", date(monitor.plan(), until)));
        let from = date(monitor.plan(), deviation.from);
        let what = subject(monitor.plan(), deviation.subject);
        writeln!(out, "  {}　{what}　{kind}　{from} {ends}", deviation.light.name())?;
    }
    Ok(())
}

fn subject(plan: &Plan, subject: Subject) -> String {
    let Some(named) = named(plan, subject) else { return String::new() };
    let target = subject.target.map(|target| format!(" {}", plan.targets[target].name)).unwrap_or_default();
    let project = subject.project.map_or("整体支出", |project| plan.projects[project].name.as_str());
    let code = if named.project.is_empty() { named.line } else { named.project };
    format!("{code} {project}{target}")
}

fn date(plan: &Plan, day: u16) -> String {
    Date::of_year(plan.year, day).map(|day| day.to_string()).unwrap_or_default()
}

/// One project: its lights, why, and what is expected of its indicators.
fn project(out: &mut impl Write, snapshot: &Snapshot, code: &str) -> Result<(), Failure> {
    let monitor = snapshot.monitor();
    let (board, plan) = (monitor.board(), monitor.plan());
    let Some(index) = plan.projects.iter().position(|project| project.code == code) else {
        let codes: Vec<&str> = plan.projects.iter().map(|project| project.code.as_str()).take(20).collect();
        return Err(Failure::new(format!("没有项目“{code}”（有：{}）。请核对项目代码", codes.join("、"))));
    };
    writeln!(out, "{}　{code} {}（截至 {}）", board.projects[index].name(), plan.projects[index].name, snapshot.day())?;
    for &target in plan.judged_by(index) {
        let own = &plan.targets[target];
        let actual = juesuan_performance::measure::actual(plan, monitor.facts(), target, board.day);
        let reached = actual.map_or("还没有佐证".to_owned(), |actual| actual.value.text(own));
        let expected = monitor
            .forecast(target)
            .map(|it| format!("，预计年末 {}（{}～{}）{}", it.value, it.low, it.high, own.measure))
            .unwrap_or_default();
        let light = board.targets[target].name();
        writeln!(out, "  {light}　{} {}：目标 {}，已达到 {reached}{expected}", own.code, own.name, own.aim_text())?;
    }
    for deviation in board.deviations.iter().filter(|deviation| deviation.subject.project == Some(index)) {
        if let Some(told) = monitor.explain(deviation.subject, deviation.kind, board.day) {
            explain(out, plan, &told)?;
        }
    }
    if board.projects[index] == Light::Green {
        writeln!(out, "没有偏差")?;
    }
    Ok(())
}

fn explain(out: &mut impl Write, plan: &Plan, told: &Explanation<'_>) -> io::Result<()> {
    writeln!(out, "{}　{}", told.light.name(), told.sentence)?;
    for payment in told.payments.iter().rev().take(LISTED) {
        let day = date(plan, payment.day);
        writeln!(out, "    支付 {} {} {day} {} 元 {}", payment.voucher, payment.entry, payment.amount, payment.payee)?;
    }
    for (target, item) in told.items.iter().rev().take(LISTED) {
        let register = &plan.targets[*target].register;
        writeln!(out, "    佐证 {register} {} {} {}", item.number, date(plan, item.day), item.value)?;
    }
    let rest = told.payments.len().saturating_sub(LISTED) + told.items.len().saturating_sub(LISTED);
    if rest > 0 {
        writeln!(out, "    ……另有 {rest} 条")?;
    }
    Ok(())
}
