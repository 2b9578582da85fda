use juesuan_books::{DeviationKind, FirstLevel};

use super::{Evidence, Rule, project_with_results};
use crate::measure::MILLION;
use crate::monitor::alarm::{Alarm, part};
use crate::monitor::scene::{Scene, share};

/// Money is ahead of results.
pub(super) static RULE: Rule = Rule {
    kind: DeviationKind::MoneyAhead,
    explanation: "登记宽限以前已支付的部分，超过产出指标已完成的部分（按分值加权）。计划本来就让钱先行的（执行率的序时目标快于\
                  产出的），只算超过计划的部分。没有累计性产出指标的项目和基本支出不判断。",
    basis: "对预算执行进度和绩效目标实现程度实行“双监控”，两者明显不匹配的要查明原因，问题严重的暂缓或停止拨款。",
    sentence: "已支付全年预算的{已支付}，产出只完成{产出}，钱比计划多快{快出}",
    reads_money: true,
    reads_evidence: Evidence::Project,
    watches: project_with_results,
    judge,
    window: None,
    sources: |scene, sources| {
        sources.payments_since(scene, 0);
        sources.items_of_level(scene, FirstLevel::Output);
    },
};

fn judge(scene: &Scene<'_>) -> Option<Alarm> {
    let rule = &scene.settings.money_ahead;
    let budget = scene.budget()?;
    let day = scene.evidence_day();
    let paid = scene.account()?.paid.until(day);
    if paid.0 < scene.least_amount() {
        return None;
    }
    let output = scene.output()?;
    let paid = share(paid, budget).min(MILLION);
    let planned = (scene.money_due(day) - scene.output_due(day)?).max(0);
    let ahead = paid - output - planned;
    Alarm::when(ahead, rule.yellow, rule.red, || vec![part("已支付", paid), part("产出", output), part("快出", ahead)])
}

#[cfg(test)]
mod tests {
    use juesuan_books::DeviationKind::MoneyAhead;
    use juesuan_books::{Aggregation, Dimension, Nature, TargetRecord, Trajectory};

    use crate::monitor::Light::{Green, Red, Yellow};
    use crate::monitor::stage::{Stage, target};

    fn output() -> TargetRecord<'static> {
        target("办件", Dimension::Quantity, Aggregation::Count, 60)
    }

    #[test]
    fn money_runs_ahead_of_output() {
        let ahead = Stage::new(&[output()]).pay_every(10, 200, 40_000).items("办件", 12, 200, 1);
        assert_eq!([40, 100, 190].map(|day| ahead.light(MoneyAhead, day)), [Green, Yellow, Red]);
        let even = Stage::new(&[output()]).pay_every(10, 200, 28_000).items("办件", 6, 200, 1);
        assert_eq!(even.light(MoneyAhead, 200), Green);
    }

    #[test]
    fn money_that_should_come_first_may() {
        let execution = TargetRecord {
            register: "",
            trajectory: Trajectory::parse("60,80,90,100").unwrap(),
            ..target("执行率", Dimension::Execution, Aggregation::Execution, 95)
        };
        let paid = |targets: &[TargetRecord<'_>]| Stage::new(targets).pay(40, 550_000).items("办件", 6, 90, 1);
        assert_eq!(paid(&[output(), execution]).light(MoneyAhead, 90), Green);
        assert_eq!(paid(&[output()]).light(MoneyAhead, 90), Yellow);
    }

    #[test]
    fn basic_expenditure_is_not_judged_by_results() {
        let basic = Stage::of(1, Nature::Office, &[output()]).pay_every(10, 200, 40_000);
        assert_eq!(basic.light(MoneyAhead, 200), Green);
    }
}
