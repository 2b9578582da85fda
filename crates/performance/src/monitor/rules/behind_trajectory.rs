use juesuan_books::{Aggregation, Comparison, DeviationKind, Scoring};

use super::Rule;
use crate::Aim;
use crate::measure::{self, MILLION};
use crate::monitor::alarm::{Alarm, Figure, count, part, percent};
use crate::monitor::scene::{Scene, piles_up};

/// An indicator is behind what is due of it.
pub(super) static RULE: Rule = Rule {
    kind: DeviationKind::BehindTrajectory,
    explanation: "指标的完成情况落后于序时目标。按件数、求和累计的指标，与登记宽限以前应完成的部分相比，差距要超过一定的百分点，\
                  超过一笔通常大小的登记，件数还要超过偶然的起伏；比率、平均、满意度这类指标任何时候都应达到目标，但样本要够；\
                  有期限的指标，过期未完成即报。成本指标由“单位成本偏高”判断，预算执行率由“执行滞后”判断。",
    basis: "绩效运行监控对照绩效目标分析完成情况，偏差率的黄、红界线由各地设定。",
    sentence: "应完成{应完成}，已完成{已完成}，落后{落后}（依据{登记}条登记）",
    reads_money: false,
    reads_evidence: true,
    watches: |plan, subject| {
        subject.target.is_some_and(|target| {
            let target = &plan.targets[target];
            let own = matches!(target.aggregation, Aggregation::Execution | Aggregation::UnitCost);
            !own && target.scoring != Scoring::Deduction
        })
    },
    judge,
    sources: |scene, sources| sources.items_of_subject(scene),
};

fn judge(scene: &Scene<'_>) -> Option<Alarm> {
    let (index, target) = scene.target()?;
    let upper = matches!(target.comparison, Comparison::AtMost | Comparison::Below);
    let judged = match (&target.aim, target.aggregation) {
        (Aim::Day(_), _) => deadline(scene),
        _ if upper => level(scene),
        _ if piles_up(target) => piling(scene),
        (_, Aggregation::Latest) => latest(scene),
        (_, Aggregation::Average | Aggregation::Ratio | Aggregation::Share) => level(scene),
        _ => None,
    };
    let (due, reached) = judged?;
    let rule = &scene.settings.behind_trajectory;
    let behind = (due - reached) * MILLION / due.max(1);
    let items = scene.facts.registers[index].sums.until(scene.day).items;
    Alarm::when(behind, rule.yellow, rule.red, || figures(due, reached, behind, items))
}

fn figures(due: i64, reached: i64, behind: i64, items: i64) -> Vec<Figure> {
    vec![part("应完成", due), part("已完成", reached), part("落后", behind), count("登记", items)]
}

/// A day by which something is to be done: what is due and what is reached of it.
fn deadline(scene: &Scene<'_>) -> Option<(i64, i64)> {
    let (index, target) = scene.target()?;
    let Aim::Day(aim) = target.aim else { return None };
    let passed = aim.year() == scene.plan.year && scene.evidence_day() > aim.day_of_year();
    (passed || aim.year() < scene.plan.year).then(|| (MILLION, scene.reached(index)))
}

/// Results that pile up, set against what is due.
fn piling(scene: &Scene<'_>) -> Option<(i64, i64)> {
    let (index, target) = scene.target()?;
    let rule = &scene.settings.behind_trajectory;
    let due = measure::due(target, scene.plan.year, scene.evidence_day());
    let reached = scene.reached(index);
    let gap = due - reached;
    if gap <= scene.lump(index) || gap - scene.lump(index) < percent(rule.points) {
        return None;
    }
    if target.aggregation == Aggregation::Count {
        // Numbers of things that happen by chance vary by the root of what is expected.
        let aim = i128::from(target.aim.number()?.0);
        let (gap, due) = (i128::from(gap) * aim, i128::from(due) * aim);
        let one = i128::from(MILLION) * 10_000;
        let chance = i128::from(rule.chance);
        if gap.saturating_mul(gap) < chance * chance * one / 10_000 * due {
            return None;
        }
    }
    Some((due, reached))
}

/// A level, which is due at any time; of enough items.
fn level(scene: &Scene<'_>) -> Option<(i64, i64)> {
    let (index, target) = scene.target()?;
    let items = scene.facts.registers[index].sums.until(scene.day).items;
    let counted = matches!(target.aggregation, Aggregation::Average | Aggregation::Ratio | Aggregation::Share);
    if items == 0 || counted && items < i64::from(scene.settings.minimum_items) {
        return None;
    }
    let reached = scene.reached(index);
    (target.aggregation != Aggregation::Share || beyond_chance(scene, items)).then_some((MILLION, reached))
}

/// Whether a share of answers is below its target by more than a sample of that size may be.
fn beyond_chance(scene: &Scene<'_>, items: i64) -> bool {
    let Some((index, target)) = scene.target() else { return false };
    let Some(aim) = target.aim.number().map(|aim| i128::from(aim.0).clamp(0, 1_000_000)) else { return false };
    let passing = i128::from(scene.facts.registers[index].sums.until(scene.day).passing);
    let items = i128::from(items);
    let gap = (aim * items - passing * 1_000_000).max(0);
    let chance = i128::from(scene.settings.behind_trajectory.chance);
    gap * gap * 10_000 >= chance * chance * items * aim * (1_000_000 - aim)
}

/// The latest value, set against what was due on its day.
fn latest(scene: &Scene<'_>) -> Option<(i64, i64)> {
    let (index, target) = scene.target()?;
    let item = scene.facts.registers[index].latest(scene.day)?;
    let due = i64::from(target.trajectory.due(scene.plan.year, item.day));
    let reached = scene.reached(index);
    (due - reached >= percent(scene.settings.behind_trajectory.points)).then_some((due, reached))
}
