//! What the tables say in words.

use std::collections::BTreeSet;

use juesuan_report::clean;

use super::SelfEvaluation;
use crate::{
    Plan,
    evaluate::{Evaluated, Evaluation, ScoredTarget, grouped},
};

/// 年度总体目标: the goals of a unit as a whole, or those that a project's money serves.
pub(super) fn goals(plan: &Plan, evaluation: &Evaluation) -> String {
    let goals: BTreeSet<usize> = match &evaluation.subject {
        Evaluated::Unit(unit) => {
            let own = |&goal: &usize| plan.goals[goal].unit == *unit && plan.goals[goal].project.is_empty();
            (0..plan.goals.len()).filter(own).collect()
        }
        Evaluated::Project { projects, code, .. } => {
            let own = (0..plan.goals.len()).filter(|&goal| plan.goals[goal].project == *code);
            projects.iter().flat_map(|&project| plan.goals_of(project)).chain(own).collect()
        }
    };
    let numbered = goals.len() > 1;
    let told = (1..).zip(goals).map(|(number, goal)| {
        let name = clean(&plan.goals[goal].name);
        if numbered { format!("目标{number}：{name}。") } else { format!("{name}。") }
    });
    told.collect()
}

/// 实际完成情况: how many indicators were reached, and which were not.
pub(super) fn attained(evaluation: &Evaluation) -> String {
    let missed: Vec<&str> =
        evaluation.lines.iter().filter(|line| line.lost() > 0).map(|line| line.name.as_str()).collect();
    let all = evaluation.lines.len();
    if all == 0 {
        return "没有绩效指标。".to_owned();
    }
    if missed.is_empty() {
        return format!("{all}项指标全部完成，未扣分。");
    }
    format!("{all}项指标中，{}项完成，{}项扣分：{}。", all - missed.len(), missed.len(), clean(&missed.join("、")))
}

/// 偏差原因分析及改进措施 of an indicator: why it lost points, what was found, and what was done about it.
pub(super) fn explained(of: &SelfEvaluation<'_>, line: &ScoredTarget) -> String {
    let mut said: Vec<String> = Vec::new();
    if line.lost() > 0 && line.deductions.is_empty() {
        said.push(line.reason.clone());
    }
    said.extend(grouped(&line.deductions).iter().map(|group| group.told_with_points()));
    said.extend(Some(line.note.clone()).filter(|note| !note.is_empty()));
    let codes: Vec<&str> = line.targets.iter().map(|&target| of.plan.targets[target].code.as_str()).collect();
    for correction in of.corrections.iter().filter(|correction| codes.contains(&correction.target.as_str())) {
        let parts = [("原因：", &correction.cause), ("措施：", &correction.measure)];
        let told: Vec<String> =
            parts.iter().filter(|(_, text)| !text.is_empty()).map(|(word, text)| format!("{word}{text}")).collect();
        said.push(format!("整改{}：{}，{}", correction.code, told.join("，"), correction.state()));
    }
    clean(&said.join("；"))
}
