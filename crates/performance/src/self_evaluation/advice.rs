//! What the report says that follows from the evaluation: what was found, what is to be done, and what it means for next year.

use juesuan_books::Dimension;
use juesuan_report::clean;

use super::{SelfEvaluation, context::sentence, figures::is_nothing};
use crate::{
    apply::{Rule, Turn},
    evaluate::{Grade, ScoredTarget},
};

/// How many names a sentence lists.
const NAMED: usize = 5;

/// Names of indicators, some of them.
fn names<'a>(lines: impl Iterator<Item = &'a str>) -> (usize, String) {
    let all: Vec<String> = lines.map(clean).collect();
    let named = all.iter().take(NAMED).map(|name| format!("“{name}”")).collect::<Vec<_>>().join("、");
    (all.len(), if all.len() > NAMED { format!("{named}等") } else { named })
}

fn surpassed<'a>(of: &SelfEvaluation<'a>) -> impl Iterator<Item = &'a ScoredTarget> {
    let limit = i64::from(of.settings.surpassed) * 10_000;
    of.whole.lines.iter().filter(move |line| limit > 0 && line.degree > limit && !line.note.is_empty())
}

/// What the evaluation itself found: points that were lost, targets that were set too low, projects without indicators.
pub(super) fn found(of: &SelfEvaluation<'_>) -> Vec<String> {
    let lost = of.whole.lines.iter().filter(|line| line.lost() > 0);
    let lost = lost.map(|line| sentence(&format!("{}扣分：{}", line.name, line.reason)));
    let (count, low) = names(surpassed(of).map(|line| line.name.as_str()));
    let low = (count > 0).then(|| format!("{low}{count}项指标实际完成值远高于年度指标值，指标值设定偏低"));
    let poor = of.projects.iter().filter(|project| matches!(project.grade, Some(Grade::Fair | Grade::Poor)));
    let (count, poor) = names(poor.map(super::name));
    let poor = (count > 0).then(|| format!("{poor}{count}个项目绩效较差"));
    lost.chain(low).chain(poor).collect()
}

/// What is to be done next.
pub(super) fn measures(of: &SelfEvaluation<'_>) -> Vec<String> {
    let mut measures = Vec::new();
    if of.whole.lines.iter().any(|line| line.dimension == Dimension::Execution && line.lost() > 0) {
        measures.push("加快预算执行，按序时进度支付，对闲置资金及时调剂或收回".to_owned());
    }
    let lost = of.whole.lines.iter().filter(|line| line.lost() > 0 && line.dimension != Dimension::Execution);
    let (count, lost) = names(lost.map(|line| line.name.as_str()));
    if count > 0 {
        measures.push(format!("针对{lost}{count}项指标扣分的原因逐项整改，落实责任科室和期限"));
    }
    let open = of.corrections.iter().filter(|correction| !correction.closed).count();
    if open > 0 {
        measures.push(format!("继续办理{open}个正在整改的问题，整改完成后再次核验效果"));
    }
    let (count, low) = names(surpassed(of).map(|line| line.name.as_str()));
    if count > 0 {
        measures.push(format!("按实际水平重新测算{low}{count}项指标的年度指标值"));
    }
    measures
}

/// What follows for next year's budget and targets.
pub(super) fn application(of: &SelfEvaluation<'_>) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(proposal) = of.proposal {
        for rule in [Rule::Priority, Rule::Keep, Rule::Cut, Rule::Suspend, Rule::Cancel, Rule::WithoutGoals] {
            let lines = proposal.lines.iter().filter(|line| line.rule == rule);
            let (count, named) = names(lines.map(|line| line.name.as_str()));
            if count > 0 {
                said.push(format!("{}：{named}{count}个项目", rule.name()));
            }
        }
        let capped = proposal.lines.iter().filter(|line| line.capped);
        let (count, capped) = names(capped.map(|line| line.name.as_str()));
        if count > 0 {
            said.push(format!("{capped}{count}个项目执行率偏低，以执行数为基数安排"));
        }
        if !is_nothing(proposal.total.recovered) {
            let idle = proposal.lines.iter().filter(|line| !is_nothing(line.amounts.recovered));
            let (count, idle) = names(idle.map(|line| line.name.as_str()));
            said.push(format!("收回{idle}{count}个项目长期闲置的资金"));
        }
        let goals = proposal.goals_without_money.iter().map(|&goal| of.plan.goals[goal].name.as_str());
        let (count, goals) = names(goals);
        if count > 0 {
            said.push(format!("{goals}{count}项目标没有资金保障，编制预算时应挂钩资金或调整目标"));
        }
    }
    for (turn, word) in [(Turn::Raised, "提高"), (Turn::Lowered, "降低")] {
        let turned = of.next_targets.iter().filter(|next| next.turn == turn);
        let (count, turned) = names(turned.map(|next| of.plan.targets[next.target].name.as_str()));
        if count > 0 {
            said.push(format!("下年度拟{word}{turned}{count}项指标的指标值"));
        }
    }
    said
}
