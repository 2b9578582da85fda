use juesuan_books::DeviationKind;

use super::{Evidence, Rule, project_alone};
use crate::monitor::Light;
use crate::monitor::alarm::{Alarm, count, money, part, percent};
use crate::monitor::scene::{Account, Scene, share};

/// Money lies idle.
pub(super) static RULE: Rule = Rule {
    kind: DeviationKind::IdleMoney,
    explanation: "很多天没有支付，而预算还剩一大部分，按序时目标又有应支付而未支付的。有季节性的项目在没有应支付数的月份、\
                  预付了款的项目在产出赶上以前不报。\
                  退款不算支付。",
    basis: "长期沉淀的资金一律收回，统筹用于急需支持的领域。",
    sentence: "已{天数}天没有支付，结余{结余}，占全年预算{比例}，应支付而未支付{应支付}",
    reads_money: true,
    reads_evidence: Evidence::None,
    watches: project_alone,
    judge,
    window: None,
    sources: |scene, sources| {
        let last = scene.account().map_or(0, |account| last_move(account, scene.day));
        sources.payments_since(scene, last.saturating_sub(1));
    },
};

/// The last day on which money was paid, or the budget was first given out.
fn last_move(account: Account<'_>, day: u16) -> u16 {
    let given = account.budget.steps().next().map_or(0, |(day, _)| day - 1);
    account.paid.last_rise(day).unwrap_or(0).max(given)
}

fn judge(scene: &Scene<'_>) -> Option<Alarm> {
    let rule = &scene.settings.idle_money;
    let budget = scene.budget()?;
    let account = scene.account()?;
    let last = last_move(account, scene.day);
    let days = scene.day.saturating_sub(last);
    if u32::from(days) < rule.yellow {
        return None;
    }
    let unused = budget - account.paid.until(scene.day);
    let due = scene.due_money(scene.day) - account.paid.until(scene.day);
    let idle = unused.0 >= scene.least_amount() && share(unused, budget) >= percent(rule.unused);
    if !idle || share(due, budget) < percent(rule.points) {
        return None;
    }
    let light = if u32::from(days) >= rule.red { Light::Red } else { Light::Yellow };
    let figures =
        vec![count("天数", days), money("结余", unused), part("比例", share(unused, budget)), money("应支付", due)];
    Some(Alarm { light, degree: unused.0, figures })
}

#[cfg(test)]
mod tests {
    use juesuan_books::DeviationKind::IdleMoney;

    use crate::monitor::Light::{Green, Red, Yellow};
    use crate::monitor::stage::Stage;

    #[test]
    fn money_that_nobody_uses_is_idle() {
        let idle = Stage::new(&[]).pay_every(10, 100, 20_000).pay(150, -10_000);
        assert_eq!([199, 200, 250].map(|day| idle.light(IdleMoney, day)), [Green, Yellow, Red]);
    }

    #[test]
    fn money_paid_in_advance_is_not_idle() {
        let prepaid = Stage::new(&[]).pay(20, 600_000);
        assert_eq!([120, 200, 240].map(|day| prepaid.light(IdleMoney, day)), [Green; 3]);
    }

    #[test]
    fn what_is_left_over_is_not_idle() {
        let spent = Stage::new(&[]).pay_every(10, 150, 60_000);
        assert_eq!(spent.light(IdleMoney, 300), Green);
    }
}
