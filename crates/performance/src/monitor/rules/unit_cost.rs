use juesuan_amount::Quantity;
use juesuan_books::{Aggregation, Comparison, DeviationKind};

use super::{Evidence, Rule};
use crate::measure::MILLION;
use crate::monitor::alarm::{Alarm, part, percent, quantity};
use crate::monitor::peers;
use crate::monitor::scene::Scene;

/// Each piece costs more than it did, or than it does elsewhere.
pub(super) static RULE: Rule = Rule {
    kind: DeviationKind::UnitCost,
    explanation: "单位成本高于上年实际值（没有的高于目标值），或明显高于同类项目。同类是其他项目里名称和计量单位相同的单位成本指标，\
                  取上月末的中位数；离散程度用中位绝对偏差衡量，个别异常值影响不了它。支付可能先于产出，只计到最后一条产出登记以前若干天。",
    basis: "《中央部门项目支出核心绩效目标和指标设置及取值指引》单列成本指标；成本要与历史和同类比较。",
    sentence: "{单位成本}，参照{参照}，高出{高出}",
    reads_money: true,
    reads_evidence: Evidence::Project,
    watches: |plan, subject| {
        let of_target = |target: usize| plan.targets[target].aggregation == Aggregation::UnitCost;
        subject.project.is_some() && subject.target.is_some_and(of_target)
    },
    judge,
    window: None,
    sources: |scene, sources| {
        sources.payments_since(scene, 0);
        sources.items_of_subject(scene);
    },
};

fn judge(scene: &Scene<'_>) -> Option<Alarm> {
    let (index, target) = scene.target()?;
    let rule = &scene.settings.unit_cost;
    let advance = rule.advance_days;
    let cost = peers::cost(scene.known(), index, scene.day, advance)?;
    let cap = matches!(target.comparison, Comparison::AtMost | Comparison::Below);
    let before = target.baseline.or_else(|| target.aim.number().filter(|_| cap)).filter(|it| it.0 > 0);
    let own = before.map(|before| (before.0, above(cost, before.0)));
    let elsewhere = peer_excess(scene, index, cost);
    let (reference, excess) = own.into_iter().chain(elsewhere).max_by_key(|&(_, excess)| excess)?;
    Alarm::when(excess, rule.yellow, rule.red, || {
        vec![quantity("单位成本", Quantity(cost)), quantity("参照", Quantity(reference)), part("高出", excess)]
    })
}

/// The median of the peers and how far above it a cost is, when that is farther than they differ among themselves.
fn peer_excess(scene: &Scene<'_>, index: usize, cost: i64) -> Option<(i64, i64)> {
    let rule = &scene.settings.unit_cost;
    let peers = scene.peers.reference(index, scene.day)?;
    if peers.median <= 0 {
        return None;
    }
    let excess = above(cost, peers.median);
    let spread = i128::from(peers.spread) * i128::from(rule.peer_spread);
    let far = i128::from(cost - peers.median) * 100 > spread && excess >= percent(rule.peer_percent);
    far.then_some((peers.median, excess))
}

/// How far a value is above another (more than nothing), in millionths of it.
fn above(value: i64, reference: i64) -> i64 {
    let excess = i128::from(value - reference) * i128::from(MILLION) / i128::from(reference);
    i64::try_from(excess).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use juesuan_amount::Quantity;
    use juesuan_books::DeviationKind::UnitCost;
    use juesuan_books::{Aggregation, Dimension, Nature, TargetRecord};

    use crate::monitor::Light::{Green, Red, Yellow};
    use crate::monitor::stage::{Stage, target};

    /// 1,000 pieces for a million: 1,000 yuan each.
    fn targets(baseline: i32) -> [TargetRecord<'static>; 2] {
        let cost = target("成本", Dimension::EconomicCost, Aggregation::UnitCost, 2000);
        let output = target("产量", Dimension::Quantity, Aggregation::Sum, 1000);
        [TargetRecord { register: "产量", baseline: Some(Quantity::whole(baseline)), ..cost }, output]
    }

    #[test]
    fn pieces_cost_more_than_last_year() {
        let made = |baseline| Stage::new(&targets(baseline)).pay_every(10, 300, 27_000).items("产量", 10, 300, 27);
        let lights = [1000, 850, 700].map(|baseline| made(baseline).light(UnitCost, 250));
        assert_eq!(lights, [Green, Yellow, Red]);
        assert_eq!(made(700).light(UnitCost, 60), Green);
    }

    #[test]
    fn pieces_cost_more_than_elsewhere() {
        let costs = [41_000, 26_000, 27_000, 28_000, 26_500, 27_500];
        let mut stage = Stage::of(6, Nature::Project, &targets(2000));
        for (project, yuan) in costs.into_iter().enumerate() {
            stage = stage.on(project).pay_every(10, 200, yuan).items("产量", 10, 200, 27);
        }
        let stage = stage.on(0);
        assert_eq!(stage.light(UnitCost, 200), Red);
        assert_eq!(stage.on(3).light(UnitCost, 200), Green);
    }

    #[test]
    fn what_was_paid_in_advance_is_not_dear() {
        let prepaid = Stage::new(&targets(1000)).pay(10, 250_000).items("产量", 10, 120, 27);
        assert_eq!([60, 90, 120].map(|day| prepaid.light(UnitCost, day)), [Green; 3]);
    }
}
