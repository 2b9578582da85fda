use juesuan_books::{Aggregation, Comparison, DeviationKind, Scoring};

use super::{Evidence, Rule};
use crate::measure::MILLION;
use crate::monitor::alarm::{Alarm, part, quantity};
use crate::monitor::forecast;
use crate::monitor::scene::Scene;

/// At this pace the target will not be reached.
pub(super) static RULE: Rule = Rule {
    kind: DeviationKind::Shortfall,
    explanation: "按近十几周的进度推算年底的数，连同推算的不确定范围；范围内最好的一端也达不到目标时报。各周起伏大的、\
                  余下时间长的，范围宽，不轻易报；开头几周不推算。成本指标由“单位成本偏高”判断，预算执行率由“执行滞后”判断。",
    basis: "绩效运行监控表要求填报全年预计完成情况和完成目标的可能性（确定能、有可能、完全不可能）。",
    sentence: "预计年底{预计}（{低}至{高}），最好也差目标{差距}",
    reads_money: false,
    reads_evidence: Evidence::Own,
    watches: |plan, subject| {
        subject.target.is_some_and(|target| {
            let target = &plan.targets[target];
            let other = matches!(target.comparison, Comparison::Equal | Comparison::By | Comparison::Qualitative);
            let known = matches!(
                target.aggregation,
                Aggregation::Count | Aggregation::Sum | Aggregation::Average | Aggregation::Ratio | Aggregation::Share
            );
            known && !other && target.scoring != Scoring::Deduction && target.aim.number().is_some_and(|aim| aim.0 > 0)
        })
    },
    judge,
    window: None,
    sources: |scene, sources| sources.items_of_subject(scene),
};

fn judge(scene: &Scene<'_>) -> Option<Alarm> {
    let (_, target) = scene.target()?;
    let rule = &scene.settings.shortfall;
    let forecast = forecast::by_pace(scene)?;
    let aim = target.aim.number()?;
    let upper = matches!(target.comparison, Comparison::AtMost | Comparison::Below);
    let missing = if upper { forecast.low - aim } else { aim - forecast.high };
    let missing = i128::from(missing.0) * i128::from(MILLION) / i128::from(aim.0);
    let missing = i64::try_from(missing).unwrap_or(i64::MAX);
    Alarm::when(missing, rule.yellow, rule.red, || {
        vec![
            quantity("预计", forecast.value),
            quantity("低", forecast.low),
            quantity("高", forecast.high),
            part("差距", missing),
        ]
    })
}

#[cfg(test)]
mod tests {
    use juesuan_books::DeviationKind::Shortfall;
    use juesuan_books::{Aggregation, Dimension, TargetRecord, Trajectory};

    use crate::monitor::Light::{Green, Red, Yellow};
    use crate::monitor::stage::{Stage, target};

    #[test]
    fn at_this_pace_it_will_not_be_reached() {
        let output = || Stage::new(&[target("产量", Dimension::Quantity, Aggregation::Sum, 1000)]);
        let slow = output().items("产量", 7, 330, 14);
        assert_eq!([50, 150, 300].map(|day| slow.light(Shortfall, day)), [Green, Yellow, Red]);
        let nearly = output().items("产量", 7, 330, 17);
        assert_eq!(nearly.light(Shortfall, 300), Yellow);
        let enough = output().items("产量", 7, 330, 20);
        assert_eq!(enough.light(Shortfall, 300), Green);
    }

    #[test]
    fn what_varies_much_may_still_come_right() {
        let output = target("产量", Dimension::Quantity, Aggregation::Sum, 1000);
        let stage = Stage::new(&[output]).item("产量", 90, 150).item("产量", 180, 150);
        assert_eq!(stage.light(Shortfall, 200), Green);
    }

    #[test]
    fn seasons_are_expected() {
        let autumn = Trajectory::parse("5,10,40,100").unwrap();
        let output = target("产量", Dimension::Quantity, Aggregation::Sum, 1000);
        let stage = Stage::new(&[TargetRecord { trajectory: autumn, ..output }]).items("产量", 7, 180, 4);
        let stage = (182..274).step_by(7).fold(stage, |stage, day| stage.item("产量", day, 22));
        assert_eq!([180, 273].map(|day| stage.light(Shortfall, day)), [Green; 2]);
    }

    #[test]
    fn few_answers_promise_nothing() {
        let survey = || Stage::new(&[target("问卷", Dimension::Satisfaction, Aggregation::Share, 90)]);
        let few = (0..22).fold(survey(), |stage, answer| stage.item("问卷", 150, if answer < 4 { 10 } else { 90 }));
        assert_eq!(few.light(Shortfall, 170), Green);
        let many = (0..200).fold(survey(), |stage, answer| stage.item("问卷", 150, if answer < 60 { 10 } else { 90 }));
        assert_eq!(many.light(Shortfall, 170), Yellow);
    }
}
