use juesuan_performance::{
    Aim,
    apply::{Amounts, Turn},
};

use crate::Snapshot;

/// What this year's results mean for the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalView {
    /// Next fiscal year.
    pub year: u16,
    /// The projects.
    pub budgets: Vec<NextBudget>,
    /// All of them together.
    pub total: Amounts,
    /// Names of goals that no money serves.
    pub goals_without_money: Vec<String>,
    /// The indicators.
    pub aims: Vec<NextAim>,
}

/// Next year's budget of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextBudget {
    /// 项目代码
    pub code: String,
    /// 项目名称
    pub name: String,
    /// 得分 and 分值, hundredths of a point.
    pub score: (u32, u32),
    /// 等级
    pub grade: Option<String>,
    /// The rule that was applied: `优先保障`.
    pub rule: &'static str,
    /// The amounts.
    pub amounts: Amounts,
    /// Why.
    pub reason: String,
}

/// Next year's target of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextAim {
    /// 单位代码
    pub unit: String,
    /// 绩效指标编号
    pub code: String,
    /// 三级指标
    pub name: String,
    /// This year's 指标值.
    pub now: String,
    /// Next year's.
    pub next: String,
    /// 提高, 保持 or 降低.
    pub turn: Turn,
    /// Whether it demands less than what was reached.
    pub below_last: bool,
    /// Why.
    pub reason: String,
}

/// The proposal as of the snapshot's day.
#[must_use]
pub fn proposal(snapshot: &Snapshot) -> ProposalView {
    let (plan, proposal) = (snapshot.plan(), snapshot.proposal());
    let budget = |line: juesuan_performance::apply::Proposed| NextBudget {
        score: (line.score, line.full),
        grade: line.grade.map(|grade| snapshot.settings().evaluation.name_of(grade).to_owned()),
        rule: line.rule.name(),
        code: line.code,
        name: line.name,
        amounts: line.amounts,
        reason: line.reason,
    };
    let aim = |next: juesuan_performance::apply::NextTarget| {
        let target = &plan.targets[next.target];
        NextAim {
            unit: target.unit.clone(),
            code: target.code.clone(),
            name: target.name.clone(),
            now: target.aim_text(),
            next: next.aim.map_or_else(|| target.aim_text(), |aim| target.text_of(&Aim::Number(aim))),
            turn: next.turn,
            below_last: next.below_last,
            reason: next.reason,
        }
    };
    ProposalView {
        year: plan.year + 1,
        budgets: proposal.lines.into_iter().map(budget).collect(),
        total: proposal.total,
        goals_without_money: proposal.goals_without_money.iter().map(|&goal| plan.goals[goal].name.clone()).collect(),
        aims: snapshot.next_targets().into_iter().map(aim).collect(),
    }
}
