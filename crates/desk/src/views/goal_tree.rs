use juesuan_amount::Fen;
use juesuan_performance::{
    Coverage, CoverageTotals, Duty,
    measure::{actual, degree, due},
    monitor::{Board, Light},
};

use super::Spending;
use crate::Snapshot;

/// 职责 → 目标 → 指标, with money and lights; and what is not linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalTree {
    /// The duties of each unit.
    pub duties: Vec<DutyNode>,
    /// Indicators that measure no goal: of projects, and of 整体支出.
    pub other_targets: Vec<TargetNode>,
    /// Money of budget lines that serves no goal (没有目标的钱).
    pub without_goal: Vec<UnlinkedLine>,
    /// What was paid from no budget line: unit, project (may be empty), amount.
    pub without_line: Vec<(String, String, Fen)>,
    /// How much of the money serves goals.
    pub coverage: CoverageTotals,
}

/// A duty (部门职责).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyNode {
    /// 单位代码
    pub unit: String,
    /// The duty; empty for goals that name none.
    pub name: String,
    /// The money of its goals.
    pub money: Spending,
    /// Its goals.
    pub goals: Vec<GoalNode>,
}

/// A goal (绩效目标).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalNode {
    /// 目标编号
    pub code: String,
    /// 年度目标
    pub name: String,
    /// 责任科室; may be empty.
    pub section: String,
    /// Its light.
    pub light: Light,
    /// The money that serves it; nothing for a goal without money (没有钱的目标).
    pub money: Spending,
    /// Names of the projects whose money serves it.
    pub projects: Vec<String>,
    /// The indicators that measure it.
    pub targets: Vec<TargetNode>,
}

/// An indicator (绩效指标).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetNode {
    /// Its index in the plan.
    pub index: usize,
    /// 单位代码
    pub unit: String,
    /// 绩效指标编号
    pub code: String,
    /// 三级指标
    pub name: String,
    /// 二级指标
    pub dimension: &'static str,
    /// 项目代码; empty for 整体支出.
    pub project: String,
    /// 指标值: `≥100篇`.
    pub aim: String,
    /// What was reached; none while nothing tells it.
    pub reached: Option<String>,
    /// How far the target is reached, in millionths; none while nothing tells it.
    pub degree: Option<i64>,
    /// How far it should be by now, in millionths.
    pub due: i64,
    /// Its light.
    pub light: Light,
}

/// A budget line of which some money serves no goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnlinkedLine {
    /// 单位代码
    pub unit: String,
    /// 指标编号
    pub code: String,
    /// What it is for; may be empty.
    pub purpose: String,
    /// Whether it is basic expenditure, which need not serve a goal of its own.
    pub basic: bool,
    /// The money that serves none.
    pub money: Spending,
}

/// The tree as of the snapshot's day.
#[must_use]
pub fn goal_tree(snapshot: &Snapshot) -> GoalTree {
    let (plan, board, coverage) = (snapshot.plan(), snapshot.monitor().board(), snapshot.coverage());
    let line = |part: &juesuan_performance::Part| {
        let line = &plan.lines[part.line];
        UnlinkedLine {
            unit: line.unit.clone(),
            code: line.code.clone(),
            purpose: line.purpose.clone(),
            basic: line.nature.is_basic(),
            money: part.money.into(),
        }
    };
    let others = (0..plan.targets.len()).filter(|&target| plan.targets[target].goal.is_none());
    GoalTree {
        duties: coverage.tree(plan).into_iter().map(|duty| self::duty(snapshot, &board, &coverage, duty)).collect(),
        other_targets: others.map(|index| target(snapshot, &board, index)).collect(),
        without_goal: coverage.without_goal.iter().map(line).collect(),
        without_line: coverage.without_line,
        coverage: coverage.total,
    }
}

fn duty(snapshot: &Snapshot, board: &Board, coverage: &Coverage, duty: Duty) -> DutyNode {
    let goals = duty.goals.iter().map(|&index| goal(snapshot, board, coverage, index));
    DutyNode { goals: goals.collect(), unit: duty.unit, name: duty.name, money: duty.money.into() }
}

fn goal(snapshot: &Snapshot, board: &Board, coverage: &Coverage, index: usize) -> GoalNode {
    let plan = snapshot.plan();
    let (goal, money) = (&plan.goals[index], &coverage.goals[index]);
    let mut projects: Vec<usize> = money.parts.iter().map(|part| plan.lines[part.line].project).collect();
    projects.sort_unstable();
    projects.dedup();
    GoalNode {
        code: goal.code.clone(),
        name: goal.name.clone(),
        section: goal.section.clone(),
        light: board.goals[index],
        money: money.money.into(),
        projects: projects.into_iter().map(|project| plan.projects[project].name.clone()).collect(),
        targets: goal.targets.iter().map(|&index| target(snapshot, board, index)).collect(),
    }
}

/// An indicator as it stands.
pub(super) fn target(snapshot: &Snapshot, board: &Board, index: usize) -> TargetNode {
    let (plan, day) = (snapshot.plan(), snapshot.day_of_year());
    let target = &plan.targets[index];
    let reached = actual(plan, snapshot.facts(), index, day);
    TargetNode {
        index,
        unit: target.unit.clone(),
        code: target.code.clone(),
        name: target.name.clone(),
        dimension: target.dimension.name(),
        project: target.project_code.clone(),
        aim: target.aim_text(),
        reached: reached.map(|actual| actual.value.text(target)),
        degree: reached.map(|actual| degree(target, &actual)),
        due: due(target, plan.year, day),
        light: board.targets[index],
    }
}
