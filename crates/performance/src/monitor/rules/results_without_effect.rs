use juesuan_books::{Aggregation, DeviationKind, FirstLevel, Scoring};

use super::{Evidence, Rule, project_with_results};
use crate::measure::{self, MILLION};
use crate::monitor::alarm::{Alarm, part, percent};
use crate::monitor::scene::{Scene, mean, piles_up};

/// There is output, and it changes nothing.
pub(super) static RULE: Rule = Rule {
    kind: DeviationKind::ResultsWithoutEffect,
    explanation: "产出完成到一定程度，效益却没有相应出现：累计性的效益指标，完成的部分小于已有的产出和效益自己的序时目标两者中\
                  小的一个；比率、平均这类效益指标，低于目标。一笔通常大小的登记以内的差距不算；没有样本的不判断。",
    basis: "财政部关于项目支出绩效评价的办法把产出和效益分开计分；有产出无效益说明目标或做法有问题。",
    sentence: "产出已完成{产出}，效益应有{应有}，实有{实有}，相差{相差}",
    reads_money: false,
    reads_evidence: Evidence::Project,
    watches: project_with_results,
    judge,
    window: None,
    sources: |scene, sources| {
        sources.items_of_level(scene, FirstLevel::Output);
        sources.items_of_level(scene, FirstLevel::Benefit);
    },
};

fn judge(scene: &Scene<'_>) -> Option<Alarm> {
    let rule = &scene.settings.results_without_effect;
    let output = scene.output()?;
    if output < percent(rule.output) {
        return None;
    }
    let effects: Vec<(i64, i64, u32)> = scene.judges().iter().filter_map(|&it| effect(scene, it, output)).collect();
    let due = mean(effects.iter().map(|&(due, _, weight)| (due, weight)))?;
    let there = mean(effects.iter().map(|&(_, there, weight)| (there, weight)))?;
    Alarm::when(due - there, rule.yellow, rule.red, || {
        vec![part("产出", output), part("应有", due), part("实有", there), part("相差", due - there)]
    })
}

/// What an effect should be with so much output, what it is, and its weight; none where nothing can be said.
fn effect(scene: &Scene<'_>, index: usize, output: i64) -> Option<(i64, i64, u32)> {
    let target = &scene.plan.targets[index];
    if target.dimension.first_level() != FirstLevel::Benefit || target.scoring == Scoring::Deduction {
        return None;
    }
    if piles_up(target) {
        let due = measure::due(target, scene.plan.year, scene.evidence_day()).min(output);
        let there = scene.reached(index).min(due);
        return Some(((due - scene.lump(index)).max(there), there, target.weight));
    }
    let items = scene.facts.registers[index].sums.until(scene.day).items;
    let sampled = matches!(target.aggregation, Aggregation::Average | Aggregation::Ratio | Aggregation::Share);
    (sampled && items >= i64::from(scene.settings.minimum_items))
        .then(|| (MILLION, scene.reached(index), target.weight))
}

#[cfg(test)]
mod tests {
    use juesuan_books::DeviationKind::ResultsWithoutEffect;
    use juesuan_books::{Aggregation, Dimension, TargetRecord};

    use crate::monitor::Light::{Green, Red, Yellow};
    use crate::monitor::stage::{Stage, target};

    fn targets() -> [TargetRecord<'static>; 2] {
        [
            target("办件", Dimension::Quantity, Aggregation::Count, 60),
            target("惠及", Dimension::SocialBenefit, Aggregation::Sum, 1000),
        ]
    }

    #[test]
    fn output_changes_nothing() {
        let idle = Stage::new(&targets()).items("办件", 6, 330, 1).items("惠及", 10, 330, 12);
        assert_eq!([60, 180, 320].map(|day| idle.light(ResultsWithoutEffect, day)), [Green, Yellow, Red]);
        let effective = Stage::new(&targets()).items("办件", 6, 330, 1).items("惠及", 10, 330, 28);
        assert_eq!(effective.light(ResultsWithoutEffect, 320), Green);
    }

    #[test]
    fn effects_are_not_asked_for_before_output() {
        let neither = Stage::new(&targets()).items("办件", 25, 330, 1).items("惠及", 10, 330, 5);
        assert_eq!(neither.light(ResultsWithoutEffect, 250), Green);
    }

    #[test]
    fn a_rate_must_be_kept() {
        let [output, _] = targets();
        let rate = target("达标", Dimension::EcologicalBenefit, Aggregation::Ratio, 90);
        let bad = Stage::new(&[output, rate]).items("办件", 6, 330, 1).items("达标", 5, 330, 60);
        assert_eq!([100, 200].map(|day| bad.light(ResultsWithoutEffect, day)), [Green, Red]);
        let good = Stage::new(&[output, rate]).items("办件", 6, 330, 1).items("达标", 5, 330, 88);
        assert_eq!(good.light(ResultsWithoutEffect, 200), Green);
    }
}
