use juesuan_performance::evaluate::{Evaluated, Evaluation, Money, ScoredTarget};

use crate::Snapshot;

/// A score, and how it comes about. Points are in hundredths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// 项目代码; none for 整体支出.
    pub project: Option<String>,
    /// 项目名称, or 整体支出.
    pub name: String,
    /// 分值
    pub full: u32,
    /// 得分
    pub score: u32,
    /// 等级; none where there is nothing to be scored.
    pub grade: Option<String>,
    /// The money.
    pub money: Money,
    /// By 一级指标.
    pub levels: Vec<ScoreLevel>,
    /// What is not as it should be, a sentence each.
    pub notices: Vec<String>,
}

/// Points of a 一级指标.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreLevel {
    /// Its name.
    pub name: &'static str,
    /// 分值
    pub full: u32,
    /// 得分
    pub score: u32,
    /// By 二级指标.
    pub parts: Vec<ScorePart>,
}

/// Points of a 二级指标.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScorePart {
    /// Its name.
    pub name: &'static str,
    /// 分值
    pub full: u32,
    /// 得分
    pub score: u32,
    /// The indicators.
    pub lines: Vec<ScoreLine>,
}

/// Points of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreLine {
    /// 绩效指标编号, one for each unit; none for an execution rate that nobody declared.
    pub codes: Vec<String>,
    /// 三级指标
    pub name: String,
    /// 年度指标值
    pub aim: String,
    /// 实际完成值; empty while nothing tells it.
    pub reached: String,
    /// How far the target is reached, in millionths.
    pub degree: i64,
    /// 分值
    pub full: u32,
    /// 得分
    pub score: u32,
    /// Why points were lost; empty when none were.
    pub reason: String,
    /// What a reader should know besides; may be empty.
    pub note: String,
}

/// The scores as of the snapshot's day: 整体支出 first, then the projects by code.
#[must_use]
pub fn evaluation(snapshot: &Snapshot) -> Vec<Score> {
    let evaluator = snapshot.evaluator();
    let whole = std::iter::once(evaluator.unit(snapshot.unit()));
    whole.chain(evaluator.projects()).map(|it| score(snapshot, it)).collect()
}

fn score(snapshot: &Snapshot, evaluation: Evaluation) -> Score {
    let grade = evaluation.grade.map(|grade| snapshot.settings().evaluation.name_of(grade).to_owned());
    let part = |part: juesuan_performance::evaluate::SecondSum| ScorePart {
        name: part.dimension.name(),
        full: part.weight,
        score: part.score,
        lines: evaluation.lines[part.lines].iter().map(|it| line(snapshot, it)).collect(),
    };
    let levels = evaluation.sums().into_iter().map(|sum| ScoreLevel {
        name: sum.level.name(),
        full: sum.weight,
        score: sum.score,
        parts: sum.parts.into_iter().map(part).collect(),
    });
    let levels = levels.collect();
    let (project, name) = match evaluation.subject {
        Evaluated::Unit(_) => (None, "整体支出".to_owned()),
        Evaluated::Project { code, name, .. } => (Some(code), name),
    };
    let (full, score, money, notices) = (evaluation.full, evaluation.total, evaluation.money, evaluation.notices);
    Score { project, name, full, score, grade, money, levels, notices }
}

fn line(snapshot: &Snapshot, line: &ScoredTarget) -> ScoreLine {
    ScoreLine {
        codes: line.targets.iter().map(|&target| snapshot.plan().targets[target].code.clone()).collect(),
        name: line.name.clone(),
        aim: line.aim.clone(),
        reached: line.reached.clone(),
        degree: line.degree,
        full: line.weight,
        score: line.score,
        reason: line.reason.clone(),
        note: line.note.clone(),
    }
}
