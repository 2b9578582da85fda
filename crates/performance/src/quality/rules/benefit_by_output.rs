use juesuan_books::FirstLevel;

use crate::Target;
use crate::quality::{About, Context, Finding, Rule, Severity};

/// A benefit that is nothing but the output again.
pub static RULE: Rule = Rule {
    code: "JX0211",
    name: "benefit-by-output",
    severity: Severity::Warning,
    title: "以产出充当效益",
    explanation: "效益指标与产出指标取自同一登记簿、用同一取值方式和达标线，算出来是同一个数：做了多少又算了一遍，带来什么改变没有衡量。",
    basis: "产出说做了什么、做了多少，效益说改变了什么。",
    fix: "给效益指标另设登记簿，登记受益者的变化",
    bad: "指标设定\n二级指标,三级指标,登记簿,取值方式\n数量指标,技能培训人数,培训登记,求和\n社会效益指标,受训群众人数,培训登记,求和",
    good: "指标设定\n二级指标,三级指标,登记簿,取值方式\n数量指标,技能培训人数,培训登记,求和\n社会效益指标,受训群众就业人数,就业回访登记,求和",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let of = |level: FirstLevel| {
        let all = context.sheet.indicators(context.plan);
        all.filter(move |(_, t)| t.dimension.first_level() == level && !t.register.is_empty())
    };
    let same = |one: &Target, other: &Target| {
        (&one.register, one.aggregation, one.threshold) == (&other.register, other.aggregation, other.threshold)
    };
    for (index, benefit) in of(FirstLevel::Benefit) {
        if let Some((_, output)) = of(FirstLevel::Output).find(|(_, output)| same(output, benefit)) {
            let message = format!("与产出指标 {} 取自同一登记簿“{}”，是同一个数", output.code, benefit.register);
            out.push(RULE.finding(Severity::Warning, About::Target(index), message));
        }
    }
}
