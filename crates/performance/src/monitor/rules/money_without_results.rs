use juesuan_books::DeviationKind;

use super::{Evidence, Rule, project_with_results};
use crate::monitor::alarm::{Alarm, count, money, part, percent};
use crate::monitor::scene::{Scene, share};

/// Money is spent, and nothing comes of it.
pub(super) static RULE: Rule = Rule {
    kind: DeviationKind::MoneyWithoutResults,
    explanation: "从产出的最后一条登记（没有的从年初）起，钱照样支付，产出却一条登记也没有，而按序时目标这段时间应有产出。\
                  应有的产出要超过一笔通常大小的登记，停顿要比通常的登记间隔长一半以上，所以按月、按季登记的项目不会误报。没有累计性产出指标的项目和基本支出不判断。",
    basis: "花钱必问效；绩效目标执行偏离的资金应及时纠正，低效无效的削减或取消。",
    sentence: "最近{天数}天支付{支付}，占全年预算{比例}，没有一条产出登记，这段时间应完成全年产出的{应完成}",
    reads_money: true,
    reads_evidence: Evidence::Project,
    watches: project_with_results,
    judge,
    window: None,
    sources: |scene, sources| sources.payments_since(scene, last_output(scene)),
};

/// The last day with evidence of output.
fn last_output(scene: &Scene<'_>) -> u16 {
    let of = |target: usize| scene.facts.registers[target].sums.last_day(scene.day);
    scene.outputs().filter_map(|(target, _)| of(target)).max().unwrap_or(0)
}

/// How many days without evidence say something: half as many again as usual between two entries, and those that evidence may
/// be late.
fn patience(scene: &Scene<'_>, last: u16) -> u32 {
    let entries = |target: usize| scene.facts.registers[target].sums.days(last);
    let most = scene.outputs().map(|(target, _)| entries(target)).max().unwrap_or(0);
    let usual = u32::try_from(most).ok().and_then(|most| u32::from(last).checked_div(most)).unwrap_or(0);
    let late = u32::from(scene.settings.evidence_days);
    scene.settings.money_without_results.days.max(usual * 3 / 2 + late)
}

fn judge(scene: &Scene<'_>) -> Option<Alarm> {
    let rule = &scene.settings.money_without_results;
    let budget = scene.budget()?;
    let last = last_output(scene);
    let paid = scene.account()?.paid.between(last, scene.day);
    let days = scene.day - last;
    if u32::from(days) < patience(scene, last)
        || paid.0 < scene.least_amount()
        || share(paid, budget) < percent(rule.yellow)
    {
        return None;
    }
    let due = scene.output_due(scene.day)? - scene.output_due(last)?;
    let lump = scene.outputs().map(|(target, _)| scene.lump(target)).min()?;
    if due < percent(rule.points) + lump {
        return None;
    }
    let spent = share(paid, budget);
    Alarm::when(spent, rule.yellow, rule.red, || {
        vec![count("天数", days), money("支付", paid), part("比例", spent), part("应完成", due)]
    })
}

#[cfg(test)]
mod tests {
    use juesuan_books::DeviationKind::MoneyWithoutResults;
    use juesuan_books::{Aggregation, Dimension};

    use crate::monitor::Light::{Green, Red, Yellow};
    use crate::monitor::stage::{Stage, target};

    #[test]
    fn money_flows_and_output_has_stopped() {
        let output = target("办件", Dimension::Quantity, Aggregation::Count, 60);
        let stopped = Stage::new(&[output]).pay_every(10, 330, 28_000).items("办件", 6, 120, 1);
        let lights = [120, 150, 185, 240].map(|day| stopped.light(MoneyWithoutResults, day));
        assert_eq!(lights, [Green, Green, Yellow, Red]);
    }

    #[test]
    fn quarterly_registers_are_no_silence() {
        let output = target("产量", Dimension::Quantity, Aggregation::Sum, 1000);
        let quarterly = Stage::new(&[output]).pay_every(10, 330, 28_000).item("产量", 91, 250).item("产量", 182, 250);
        assert_eq!([85, 175, 265].map(|day| quarterly.light(MoneyWithoutResults, day)), [Green; 3]);
        assert_eq!(quarterly.light(MoneyWithoutResults, 330), Red);
    }
}
