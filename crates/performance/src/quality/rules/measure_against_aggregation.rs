use juesuan_amount::Quantity;
use juesuan_books::Aggregation;

use crate::quality::words::{is_percent, numerals, plain};
use crate::quality::{About, Context, Finding, Rule, Severity};
use crate::{Aim, Target};

/// A unit of measure that is not what the value is computed in.
pub static RULE: Rule = Rule {
    code: "JX0104",
    name: "measure-against-aggregation",
    severity: Severity::Warning,
    title: "计量单位与取值方式不符",
    explanation: "比率、达标占比、执行率算出来的是百分数，件数算出来的是个数，单位成本算出来的是每一单位多少元；计量单位写成别的，\
                  完成值与目标值就不是一回事。单位里写着指标值或≥、≤的，是把指标值写进了单位。",
    basis: "目标值与完成值应当同口径、同单位才能比较。",
    fix: "改正计量单位（比率、占比、执行率用%，单位成本用“元/…”），或改正取值方式",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,取值方式,登记簿\n质量指标,来文按期办结率,≥,95,件,比率,收文登记",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,取值方式,登记簿\n质量指标,来文按期办结率,≥,95,%,比率,收文登记",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.indicators(context.plan) {
        if !matches!(target.aim, Aim::Number(_)) || target.measure.trim().is_empty() {
            continue;
        }
        if let Some(why) = fault(target) {
            let message = format!("计量单位“{}”有误：{why}", target.measure);
            out.push(RULE.finding(Severity::Warning, About::Target(index), message));
        }
    }
}

fn fault(target: &Target) -> Option<String> {
    let measure = plain(&target.measure);
    let way = target.aggregation.name();
    // `1/10万` is a unit of measure; `300(场)` of a target of 300 is not.
    let written = numerals(&measure).next().filter(|numeral| measure.starts_with(numeral)).and_then(Quantity::parse);
    if written.is_some() && written == target.aim.number() || measure.contains(['≥', '≤', '=']) {
        return Some("单位里写着指标值或方向".to_owned());
    }
    match target.aggregation {
        Aggregation::Ratio | Aggregation::Share | Aggregation::Execution => {
            (!is_percent(&measure)).then(|| format!("取值方式“{way}”得到的是百分数"))
        }
        Aggregation::Count | Aggregation::Sum => {
            is_percent(&measure).then(|| format!("取值方式“{way}”得到的不是百分数"))
        }
        Aggregation::UnitCost => (!measure.starts_with('元')).then(|| format!("取值方式“{way}”得到的是每单位多少元")),
        Aggregation::Average | Aggregation::Latest | Aggregation::LastDay => None,
    }
}
