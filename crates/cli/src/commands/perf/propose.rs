use std::io::{self, Write};

use juesuan_performance::apply::Turn;

use super::view::{points, view, wan};
use crate::{args::ViewArgs, books::Session, failure::Failure};

/// Shows what the results mean for next year's budget and targets.
///
/// # Errors
/// When the books or the settings cannot be read.
pub fn run(args: &ViewArgs) -> Result<u8, Failure> {
    let mut session = Session::open(&args.as_of.database.db)?;
    let snapshot = view(&mut session, args)?;
    session.close()?;
    let (plan, proposal) = (snapshot.plan(), snapshot.proposal());
    let mut out = io::stdout().lock();
    writeln!(out, "{}年度项目预算建议（万元）", plan.year + 1)?;
    for line in &proposal.lines {
        let grade = line.grade.map_or("—", |grade| snapshot.settings().evaluation.name_of(grade));
        let amounts = &line.amounts;
        writeln!(
            out,
            "  {} {}　{} 分 {grade}　{}：{} → {}（{}）　{}",
            line.code,
            line.name,
            points(line.score),
            line.rule.name(),
            wan(amounts.money.budget),
            wan(amounts.proposed),
            wan(amounts.difference),
            line.reason
        )?;
    }
    let total = &proposal.total;
    let (budget, proposed, recovered) = (wan(total.money.budget), wan(total.proposed), wan(total.recovered));
    writeln!(out, "  合计：{budget} → {proposed}（{}），收回沉淀资金 {recovered}", wan(total.difference))?;
    for &goal in &proposal.goals_without_money {
        writeln!(out, "  没有钱的目标：{} {}", plan.goals[goal].code, plan.goals[goal].name)?;
    }
    writeln!(out, "{}年度指标值建议", plan.year + 1)?;
    for next in snapshot.next_targets() {
        let target = &plan.targets[next.target];
        let aim = match next.aim {
            Some(aim) => format!("{}{aim}{}", target.comparison.name(), target.measure),
            None => target.aim_text(),
        };
        if next.turn != Turn::Kept {
            let (code, name, now) = (&target.code, &target.name, target.aim_text());
            writeln!(out, "  {} {code} {name}：{now} → {aim}　{}", next.turn.name(), next.reason)?;
        }
    }
    Ok(0)
}
