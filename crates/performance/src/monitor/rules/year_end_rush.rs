use juesuan_books::{Date, DeviationKind};

use super::{Evidence, Rule, project_alone};
use crate::monitor::alarm::{Alarm, money, part};
use crate::monitor::scene::{Scene, share};

/// Much of the year's money is spent in its last days.
pub(super) static RULE: Rule = Rule {
    kind: DeviationKind::YearEndRush,
    explanation: "年底最后一段时间支付的钱，比按序时目标这段时间应支付的多出预算的一大部分。年底才下达的预算、本来就在年底支付的\
                  和按季付款的项目不报。",
    basis: "预算法第五十七条；各级反复要求严禁年底突击花钱。",
    sentence: "年底以来支付{支付}，占全年预算{比例}，比应支付的多出{多出}",
    reads_money: true,
    reads_evidence: Evidence::None,
    watches: project_alone,
    judge,
    window: None,
    sources: |scene, sources| sources.payments_since(scene, begin(scene).unwrap_or(0)),
};

/// The last day before the end of the year begins.
fn begin(scene: &Scene<'_>) -> Option<u16> {
    let days = Date::of_year(scene.plan.year, 1)?.days_of_year();
    Some(days.saturating_sub(u16::try_from(scene.settings.year_end_rush.last_days).unwrap_or(u16::MAX)))
}

fn judge(scene: &Scene<'_>) -> Option<Alarm> {
    let rule = &scene.settings.year_end_rush;
    let begin = begin(scene).filter(|&begin| begin < scene.day)?;
    let budget = scene.budget()?;
    let paid = scene.account()?.paid.between(begin, scene.day);
    // What is due until the end of the year may be paid on any of these days, and what is due since the last payment.
    let due = scene.due_of_budget(scene.day, u16::MAX) - scene.due_money(scene.settled_day(begin));
    let beyond = paid - due;
    if beyond.0 < scene.least_amount() {
        return None;
    }
    let excess = share(beyond, budget);
    Alarm::when(excess, rule.yellow, rule.red, || {
        vec![money("支付", paid), part("比例", share(paid, budget)), part("多出", excess)]
    })
}

#[cfg(test)]
mod tests {
    use juesuan_books::DeviationKind::YearEndRush;

    use crate::monitor::Light::{Green, Red, Yellow};
    use crate::monitor::stage::Stage;

    #[test]
    fn half_a_budget_in_december_is_a_rush() {
        let rush = Stage::new(&[]).pay_every(10, 330, 13_000).pay(345, 280_000).pay(360, 250_000);
        assert_eq!([335, 345, 360].map(|day| rush.light(YearEndRush, day)), [Green, Yellow, Red]);
    }

    #[test]
    fn the_last_quarter_or_a_late_budget_is_none() {
        let quarterly = Stage::new(&[]).pay(88, 240_000).pay(179, 250_000).pay(270, 250_000).pay(355, 240_000);
        assert_eq!(quarterly.light(YearEndRush, 360), Green);
        let late = Stage::new(&[]).pay_every(10, 360, 27_000).grant(336, 1_000_000).pay(350, 900_000);
        assert_eq!(late.light(YearEndRush, 360), Green);
    }
}
