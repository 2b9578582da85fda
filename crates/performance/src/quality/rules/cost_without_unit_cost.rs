use juesuan_books::{Aggregation, Dimension};

use crate::Target;
use crate::quality::words::{WORDS, holds, plain};
use crate::quality::{About, Context, Finding, Rule, Severity};

/// Cost that is measured as a total only.
pub static RULE: Rule = Rule {
    code: "JX0206",
    name: "cost-without-unit-cost",
    severity: Severity::Warning,
    title: "成本指标没有单位成本",
    explanation: "设了经济成本指标，却只有总额或预算控制一类，没有一个单位成本：不超预算不等于花得省，同样的钱办多少事看不出来，也无法与上年、与同行相比。",
    basis: "财预〔2021〕101号要求成本指标反映单位成本和成本控制，尽量与标准、历史比较。",
    fix: "增设单位成本指标（取值方式“单位成本”，计量单位“元/…”），并填上年实际值",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n经济成本指标,预算成本完成率,≤,100,%",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n经济成本指标,会议人均成本,≤,450,元/人天",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let costs: Vec<(usize, &Target)> =
        context.sheet.indicators(context.plan).filter(|(_, t)| t.dimension == Dimension::EconomicCost).collect();
    if let [(index, _), ..] = costs[..]
        && !costs.iter().any(|(_, target)| is_unit_cost(target))
    {
        let message = format!("{}个经济成本指标里没有单位成本", costs.len());
        out.push(RULE.finding(Severity::Warning, About::Target(index), message));
    }
}

fn is_unit_cost(target: &Target) -> bool {
    target.aggregation == Aggregation::UnitCost
        || target.measure.contains('/')
        || holds(&plain(&target.name), &WORDS.unit_costs).is_some()
}
