use std::io::{self, Write};

use juesuan_performance::{Coverage, Money, Plan, Settings};

use super::view::{as_of, wan};
use crate::{args::AsOf, books::Session, failure::Failure};

/// Shows duties, goals and indicators with the money that serves them, and what is not linked.
///
/// # Errors
/// When the books cannot be read.
pub fn run(args: &AsOf) -> Result<u8, Failure> {
    let mut session = Session::open(&args.database.db)?;
    let snapshot = as_of(&mut session, args, &Settings::default())?;
    session.close()?;
    let (year, day, plan, coverage) = (snapshot.year(), snapshot.day(), snapshot.plan(), snapshot.coverage());
    let mut out = io::stdout().lock();
    writeln!(out, "{year}年度绩效目标和资金（截至 {day}，万元）")?;
    for duty in coverage.tree(plan) {
        let name = if duty.name.is_empty() { "没有写明职责" } else { &duty.name };
        writeln!(out, "{name}　{}", told(duty.money))?;
        for goal in duty.goals {
            write_goal(&mut out, plan, &coverage, goal)?;
        }
    }
    unlinked(&mut out, plan, &coverage)?;
    Ok(0)
}

/// `预算 100.00，已支付 50.00`
fn told(money: Money) -> String {
    format!("预算 {}，已支付 {}", wan(money.budget), wan(money.paid))
}

fn write_goal(out: &mut impl Write, plan: &Plan, coverage: &Coverage, goal: usize) -> io::Result<()> {
    let own = &plan.goals[goal];
    writeln!(out, "  {} {}（{}）　{}", own.code, own.name, own.section, told(coverage.goals[goal].money))?;
    for target in own.targets.iter().map(|&target| &plan.targets[target]).filter(|it| it.project_code.is_empty()) {
        writeln!(out, "    {} {}：{} {}", target.code, target.dimension.name(), target.name, target.aim_text())?;
    }
    Ok(())
}

/// Money without a goal, goals without money.
fn unlinked(out: &mut impl Write, plan: &Plan, coverage: &Coverage) -> io::Result<()> {
    if coverage.without_goal.is_empty() && coverage.without_line.is_empty() {
        writeln!(out, "没有目标的钱：无")?;
    } else {
        writeln!(out, "没有目标的钱：")?;
    }
    for part in &coverage.without_goal {
        let line = &plan.lines[part.line];
        writeln!(out, "  指标 {} {}　{}", line.code, line.purpose, told(part.money))?;
    }
    for (_, project, paid) in &coverage.without_line {
        writeln!(out, "  没有指标的支付 {project}　{}", wan(*paid))?;
    }
    let goals: Vec<String> = coverage
        .without_money
        .iter()
        .map(|&goal| format!("{} {}", plan.goals[goal].code, plan.goals[goal].name))
        .collect();
    writeln!(out, "没有钱的目标：{}", if goals.is_empty() { "无".to_owned() } else { goals.join("、") })?;
    Ok(())
}
