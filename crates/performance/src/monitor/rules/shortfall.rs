use juesuan_books::{Aggregation, Comparison, DeviationKind, Scoring};

use super::Rule;
use crate::measure::MILLION;
use crate::monitor::alarm::{Alarm, part, quantity};
use crate::monitor::forecast;
use crate::monitor::scene::Scene;

/// At this pace the target will not be reached.
pub(super) static RULE: Rule = Rule {
    kind: DeviationKind::Shortfall,
    explanation: "按近十几周的进度推算年底的数，连同推算的不确定范围；范围内最好的一端也达不到目标时报。各周起伏大的，范围宽，\
                  不轻易报；开头几周不推算。成本指标由“单位成本偏高”判断，预算执行率由“执行滞后”判断。",
    basis: "绩效运行监控表要求填报全年预计完成情况和完成目标的可能性（确定能、有可能、完全不可能）。",
    sentence: "预计年底{预计}（{低}至{高}），最好也差目标{差距}",
    reads_money: false,
    reads_evidence: true,
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
