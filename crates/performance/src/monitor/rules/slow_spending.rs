use juesuan_amount::Fen;
use juesuan_books::{Aggregation, DeviationKind};

use super::Rule;
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
    reads_evidence: false,
    watches: |plan, subject| match subject.target {
        None => true,
        Some(target) => {
            subject.project.is_none()
                && plan.targets[target].aggregation == Aggregation::Execution
                && plan.targets[target].project_code.is_empty()
        }
    },
    judge,
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
