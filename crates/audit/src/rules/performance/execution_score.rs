use juesuan_amount::{Decimal, Money};
use juesuan_form::FUNDS;

use super::evaluated::{Evaluated, evaluated};
use crate::{
    Context, Finding, Group, Rule, Severity,
    understand::{Measure, Value},
};

/// A score of the budget's execution that is not the full score by the rate.
pub static RULE: Rule = Rule {
    code: "JS0608",
    name: "execution-score",
    group: Group::Performance,
    severity: Severity::Warning,
    title: "预算执行率得分与执行率不符",
    explanation: "绩效自评表里预算执行率的得分，按“分值 × 执行率（最高按100%）”计算，与所印得分不符，舍入、截尾都不能解释。有的地方对执行率\
                  另有计分办法（如分档计分），因此报警告。",
    basis: "项目支出绩效自评：预算执行率得分 = 分值 × 执行率，超过100%的按100%计。",
    bad: "项目支出绩效自评表\n\
          项目资金（万元）|  |年初预算数|全年预算数|全年执行数|分值|执行率|得分\n\
          | |年度资金总额|100.00|120.00|90.00|10|75.00%|10\n\
          | |其中：当年财政拨款|100.00|120.00|90.00|—|—|—",
    good: "项目支出绩效自评表\n\
           项目资金（万元）|  |年初预算数|全年预算数|全年执行数|分值|执行率|得分\n\
           | |年度资金总额|100.00|120.00|90.00|10|75.00%|7.5\n\
           | |其中：当年财政拨款|100.00|120.00|90.00|—|—|—",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for evaluated in evaluated(context) {
        let (Some((full, full_figure)), Some((score, figure)), Some(rate)) =
            (evaluated.points(FUNDS, Measure::ScoreFull), evaluated.points(FUNDS, Measure::Score), rate(&evaluated))
        else {
            continue;
        };
        if let Some(right) = right_score(full, score, rate) {
            let describer = context.describer();
            let (printed, full) = (describer.printed(figure), describer.printed(full_figure));
            let message = format!("预算执行率得分印作 {printed}，分值 {full} × 执行率（最高100%）为 {right}分");
            let mut finding = RULE.finding(Severity::Warning, vec![figure.place, full_figure.place], message);
            finding.expected = Some(format!("{right}分"));
            out.push(finding);
        }
    }
}

/// A rate between two fractions, in millionths.
#[derive(Clone, Copy)]
struct Rate {
    lo: i128,
    hi: i128,
}

const MILLION: i128 = 1_000_000;

/// The rate of execution: what the printed rate and the amounts allow. Nothing is said of what has no budget.
fn rate(evaluated: &Evaluated<'_>) -> Option<Rate> {
    let money = |measure| match evaluated.figure(FUNDS, measure)?.value {
        Value::Money(money) => Some(Money::interval(money)),
        _ => None,
    };
    let budget = || money(Measure::AdjustedBudget).or_else(|| money(Measure::Budget));
    let amounts = || {
        let (executed, budget) = money(Measure::Actual).zip(budget()).filter(|(_, budget)| budget.lo > 0)?;
        let lo = executed.lo.max(0).checked_mul(MILLION)?.div_euclid(budget.hi);
        Some(Rate { lo, hi: executed.hi.checked_mul(MILLION)?.div_euclid(budget.lo) + 1 })
    };
    let printed = || match evaluated.figure(FUNDS, Measure::AdjustedCompletion)?.value {
        Value::Percent(percent) => {
            let ratio = percent.ratio();
            let millionths = |part: i128| Some(part.checked_mul(MILLION)?.div_euclid(ratio.den));
            Some(Rate { lo: millionths(ratio.lo)?, hi: millionths(ratio.hi)? + 1 })
        }
        _ => None,
    };
    match (amounts(), printed()) {
        (Some(a), Some(b)) => Some(Rate { lo: a.lo.min(b.lo), hi: a.hi.max(b.hi) }),
        (one, other) => one.or(other),
    }
}

/// The score that a rate gives, if the printed one is neither that, rounded or cut off, nor near it.
fn right_score(full: Decimal, score: Decimal, rate: Rate) -> Option<Decimal> {
    const SCALE: u32 = 4;
    let unit = 10i128.checked_pow(SCALE.checked_sub(score.scale)?)?;
    let (full, printed) = (full.mantissa_at(SCALE)?, score.mantissa_at(SCALE)?);
    let of = |rate: i128| Some(full.checked_mul(rate.min(MILLION))?.div_euclid(MILLION));
    let (lo, hi) = (of(rate.lo)?, of(rate.hi)?);
    let rounded = printed + unit / 2 + NEAR >= lo && printed <= hi + unit / 2 + NEAR;
    let cut_off = printed <= hi && printed + unit > lo;
    let middle = (lo + hi).div_euclid(2);
    (!rounded && !cut_off).then(|| Decimal::new((middle + 50).div_euclid(100), 2).trimmed())
}

/// How near to the rule a score is taken to follow it, in its ten-thousandths.
const NEAR: i128 = 500;

#[cfg(test)]
mod tests {
    use super::*;

    fn exactly(part: i128, whole: i128) -> Rate {
        Rate { lo: part * MILLION / whole, hi: part * MILLION / whole }
    }

    #[test]
    fn rounding_of_any_kind_is_right() {
        let (ten, rate) = (Decimal::new(10, 0), exactly(97_059, 100_000));
        for score in [(97, 1), (971, 2), (970, 2), (10, 0), (9, 0)].map(|(points, scale)| Decimal::new(points, scale)) {
            assert_eq!(right_score(ten, score, rate), None, "{score}");
        }
        assert_eq!(right_score(ten, Decimal::new(100, 1), rate), Some(Decimal::new(971, 2)));
        assert_eq!(right_score(ten, Decimal::new(10, 0), exactly(9357, 10_000)), Some(Decimal::new(936, 2)));
        assert_eq!(right_score(ten, Decimal::new(10, 0), exactly(120, 100)), None);
    }
}
