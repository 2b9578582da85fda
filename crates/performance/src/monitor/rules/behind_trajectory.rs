use juesuan_books::{Aggregation, Comparison, DeviationKind, Scoring};

use super::{Evidence, Rule};
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
    reads_evidence: Evidence::Own,
    watches: |plan, subject| {
        subject.target.is_some_and(|target| {
            let target = &plan.targets[target];
            let own = matches!(target.aggregation, Aggregation::Execution | Aggregation::UnitCost);
            !own && target.scoring != Scoring::Deduction
        })
    },
    judge,
    window: None,
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
    by_more_than_chance(scene, due, gap).then_some((due, reached))
}

/// Whether more is missing than by chance: numbers of things vary by the root of what is expected. Items of sums count as
/// things of the usual size, and half as much, since they are registered more evenly.
fn by_more_than_chance(scene: &Scene<'_>, due: i64, gap: i64) -> bool {
    let Some((index, target)) = scene.target() else { return false };
    let usual = match target.aggregation {
        Aggregation::Count => 1,
        _ => 2,
    };
    // With parts of the target instead of numbers: gap² ≥ chance² × due × size of one.
    let one = i128::from(scene.lump(index));
    let chance = i128::from(scene.settings.behind_trajectory.chance) / usual;
    i128::from(gap).pow(2) * 10_000 >= chance * chance * i128::from(due) * one
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

#[cfg(test)]
mod tests {
    use juesuan_books::DeviationKind::BehindTrajectory;
    use juesuan_books::{Aggregation, Comparison, Date, Dimension, TargetRecord, TargetValue};

    use crate::monitor::Light::{Green, Red, Yellow};
    use crate::monitor::stage::{Stage, target};

    #[test]
    fn results_are_behind_what_is_due() {
        let output = || Stage::new(&[target("产量", Dimension::Quantity, Aggregation::Sum, 1000)]);
        let slow = output().items("产量", 7, 330, 14);
        assert_eq!([60, 200, 320].map(|day| slow.light(BehindTrajectory, day)), [Green, Yellow, Yellow]);
        let stopped = output().items("产量", 7, 120, 19);
        assert_eq!([130, 300].map(|day| stopped.light(BehindTrajectory, day)), [Green, Red]);
        // Quarterly sums are behind only once more than a quarter is missing.
        let quarterly = output().item("产量", 91, 250).item("产量", 182, 250);
        assert_eq!([85, 175, 265].map(|day| quarterly.light(BehindTrajectory, day)), [Green; 3]);
    }

    #[test]
    fn small_numbers_vary() {
        let meetings = Stage::new(&[target("会议", Dimension::Quantity, Aggregation::Count, 12)]);
        let few = meetings.item("会议", 40, 1).item("会议", 100, 1).item("会议", 150, 1);
        assert_eq!(few.light(BehindTrajectory, 183), Green);
        assert_eq!(few.light(BehindTrajectory, 300), Red);
    }

    #[test]
    fn levels_need_a_sample() {
        let survey = || Stage::new(&[target("问卷", Dimension::Satisfaction, Aggregation::Share, 90)]);
        let answers = |stage, number| {
            (0..number)
                .fold(stage, |stage: Stage, answer| stage.item("问卷", 150, if answer % 3 == 0 { 10 } else { 90 }))
        };
        assert_eq!(answers(survey(), 12).light(BehindTrajectory, 200), Green);
        assert_eq!(answers(survey(), 60).light(BehindTrajectory, 200), Yellow);
        let worse = TargetRecord {
            comparison: Comparison::AtMost,
            ..target("投诉", Dimension::SocialCost, Aggregation::Count, 10)
        };
        let complaints = Stage::new(&[worse]).items("投诉", 10, 150, 1);
        assert_eq!([100, 150].map(|day| complaints.light(BehindTrajectory, day)), [Green, Red]);
    }

    #[test]
    fn a_deadline_passes() {
        let due = TargetRecord {
            comparison: Comparison::By,
            value: TargetValue::Day(Date::of_year(2024, 182).unwrap()),
            ..target("验收", Dimension::Timeliness, Aggregation::LastDay, 0)
        };
        let late = Stage::new(&[due]);
        assert_eq!([182, 189, 190].map(|day| late.light(BehindTrajectory, day)), [Green, Green, Red]);
        assert_eq!(late.item("验收", 170, 1).light(BehindTrajectory, 300), Green);
    }
}
