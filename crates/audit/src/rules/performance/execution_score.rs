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

/// The rate of execution as a fraction: of the amounts, else as it is printed. Nothing is said of what has no budget.
fn rate(evaluated: &Evaluated<'_>) -> Option<(i128, i128)> {
    let money = |measure| match evaluated.figure(FUNDS, measure)?.value {
        Value::Money(money) => Some(Money::nearest(money)),
        _ => None,
    };
    let amounts = money(Measure::Actual).zip(money(Measure::AdjustedBudget).or_else(|| money(Measure::Budget)));
    let printed = || match evaluated.figure(FUNDS, Measure::AdjustedCompletion)?.value {
        Value::Percent(percent) => Some((percent.0.mantissa, 10i128.checked_pow(percent.0.scale + 2)?)),
        _ => None,
    };
    amounts.or_else(printed).filter(|(part, whole)| *part >= 0 && *whole > 0)
}

/// The score that a rate gives, if the printed one is neither that, rounded or cut off, nor near it.
fn right_score(full: Decimal, score: Decimal, (part, whole): (i128, i128)) -> Option<Decimal> {
    const SCALE: u32 = 4;
    let unit = 10i128.checked_pow(SCALE.checked_sub(score.scale)?)?;
    let (full, printed) = (full.mantissa_at(SCALE)?, score.mantissa_at(SCALE)?);
    let right = full.checked_mul(part.min(whole))?.div_euclid(whole);
    let rounded = (printed - right).abs() <= unit / 2 + NEAR;
    let cut_off = (0..unit).contains(&(right - printed));
    (!rounded && !cut_off).then(|| Decimal::new((right + 50).div_euclid(100), 2).trimmed())
}

/// By how much the rate's own rounding may move a score, in its ten-thousandths.
const NEAR: i128 = 500;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_of_any_kind_is_right() {
        let (ten, rate) = (Decimal::new(10, 0), (97_059, 100_000));
        for score in [(97, 1), (971, 2), (970, 2), (10, 0), (9, 0)].map(|(points, scale)| Decimal::new(points, scale)) {
            assert_eq!(right_score(ten, score, rate), None, "{score}");
        }
        assert_eq!(right_score(ten, Decimal::new(100, 1), rate), Some(Decimal::new(971, 2)));
        assert_eq!(right_score(ten, Decimal::new(10, 0), (9357, 10_000)), Some(Decimal::new(936, 2)));
        assert_eq!(right_score(ten, Decimal::new(10, 0), (120, 100)), None);
    }
}
