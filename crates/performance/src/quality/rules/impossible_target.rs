use juesuan_amount::Quantity;
use juesuan_books::{Aggregation, Comparison};

use crate::quality::{About, Context, Finding, Rule, Severity};
use crate::{Aim, Target};

/// A target that nothing can reach, or anything does.
pub static RULE: Rule = Rule {
    code: "JX0114",
    name: "impossible-target",
    severity: Severity::Error,
    title: "目标值不可能达到",
    explanation: "达标占比要求超过100%，计数、占比要求小于零，都不可能；反过来，占比不超过100%、件数不少于零，怎么做都算完成。\
                  完成期限不在本年度内的，本年评不了，报警告。",
    basis: "占比在0与100%之间，个数不小于零；年度绩效目标在年度内完成。",
    fix: "改正目标值、方向或期限",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,取值方式,达标线\n质量指标,文稿优良率,≥,105,%,文稿评分,达标占比,85",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,取值方式,达标线\n质量指标,文稿优良率,≥,95,%,文稿评分,达标占比,85",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.indicators(context.plan) {
        let found = match target.aim {
            Aim::Number(aim) => by_number(target, aim),
            Aim::Day(day) if day.year() != context.plan.year => {
                Some((Severity::Warning, format!("期限 {day} 不在{}年度内", context.plan.year)))
            }
            Aim::Day(_) | Aim::Words(_) => None,
        };
        if let Some((severity, message)) = found {
            out.push(RULE.finding(severity, About::Target(index), message));
        }
    }
}

fn by_number(target: &Target, aim: Quantity) -> Option<(Severity, String)> {
    let most = match target.aggregation {
        Aggregation::Share => Some(Quantity::whole(100)),
        Aggregation::Count => None,
        _ => return None,
    };
    let (over, full) = (most.is_some_and(|most| aim > most), most.is_some_and(|most| aim >= most));
    let (under, nothing) = (aim < Quantity::ZERO, aim <= Quantity::ZERO);
    let (never, always) = match target.comparison {
        Comparison::AtLeast => (over, nothing),
        Comparison::Above => (full, under),
        Comparison::AtMost => (under, full),
        Comparison::Below => (nothing, over),
        Comparison::Equal => (over || under, false),
        Comparison::By | Comparison::Qualitative => (false, false),
    };
    let (aim, way) = (target.aim_text(), target.aggregation.name());
    match (never, always) {
        (true, _) => Some((Severity::Error, format!("{way}不可能 {aim}"))),
        (_, true) => Some((Severity::Warning, format!("{way}总是 {aim}，怎么做都算完成"))),
        _ => None,
    }
}
