use juesuan_amount::Fen;
use juesuan_books::{Aggregation, DeviationKind};

use super::{Evidence, Rule};
use crate::monitor::alarm::{Alarm, money, part};
use crate::monitor::scene::{Scene, share};

/// Money is spent later than planned.
pub(super) static RULE: Rule = Rule {
    kind: DeviationKind::SlowSpending,
    explanation: "实际支付落后于应支付数。应支付数按预算执行率指标的序时目标计算；没有这个指标的项目按产出指标的序时目标，\
                  都没有的按月平均。年中追加的预算从下达之日起在余下的时间里按同样的比例应支付。支付可以有几天宽限；\
                  两次支付之间不算落后，除非停得比通常久，所以按季付款的项目不会误报。",
    basis: "预算法第五十七条；对预算执行进度和绩效目标实现程度实行“双监控”。黄灯、红灯的百分点没有全国统一的数，由各地设定。",
    sentence: "应支付{应支付}，已支付{已支付}，占全年预算{全年预算}的{执行率}，落后{落后}",
    reads_money: true,
    reads_evidence: Evidence::None,
    watches: |plan, subject| match subject.target {
        None => true,
        Some(target) => {
            subject.project.is_none()
                && plan.targets[target].aggregation == Aggregation::Execution
                && plan.targets[target].project_code.is_empty()
        }
    },
    judge,
    window: None,
    sources: |scene, sources| sources.payments_since(scene, 0),
};

fn judge(scene: &Scene<'_>) -> Option<Alarm> {
    let rule = &scene.settings.slow_spending;
    let budget = scene.budget()?;
    let paid = scene.account()?.paid.until(scene.day);
    // What was withdrawn since is due no more.
    let due = Fen(scene.due_money(scene.settled_day(scene.day)).0.min(budget.0));
    let behind = due - paid;
    if behind.0 < scene.least_amount() {
        return None;
    }
    Alarm::when(share(behind, budget), rule.yellow, rule.red, || {
        vec![
            money("应支付", due),
            money("已支付", paid),
            money("全年预算", budget),
            part("执行率", share(paid, budget)),
            part("落后", share(behind, budget)),
        ]
    })
}

#[cfg(test)]
mod tests {
    use juesuan_books::DeviationKind::SlowSpending;

    use crate::monitor::Light::{Green, Red, Yellow};
    use crate::monitor::stage::Stage;

    #[test]
    fn money_that_is_not_paid_when_due_is_slow() {
        // A twelfth a month is 83,333 yuan.
        let even = Stage::new(&[]).pay_every(30, 240, 80_000);
        assert_eq!(even.light(SlowSpending, 240), Green);
        let slow = Stage::new(&[]).pay_every(30, 270, 50_000);
        assert_eq!([60, 180, 270].map(|day| slow.light(SlowSpending, day)), [Green, Yellow, Red]);
    }

    #[test]
    fn who_pays_every_quarter_is_not_slow_between_payments() {
        let quarterly = Stage::new(&[]).pay(88, 240_000).pay(179, 250_000);
        assert_eq!([80, 87, 170, 260].map(|day| quarterly.light(SlowSpending, day)), [Green; 4]);
        assert_eq!(quarterly.light(SlowSpending, 290), Red);
    }

    #[test]
    fn a_late_budget_is_due_in_the_rest_of_the_year() {
        let more = Stage::new(&[]).pay_every(10, 250, 27_000).grant(250, 2_000_000);
        assert_eq!(more.light(SlowSpending, 260), Green);
        assert_eq!(more.light(SlowSpending, 330), Red);
    }
}
