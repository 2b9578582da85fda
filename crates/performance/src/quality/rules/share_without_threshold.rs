use juesuan_books::Aggregation;

use crate::quality::{About, Context, Finding, Rule, Severity};

/// A share of items that reach a threshold which is not given.
pub static RULE: Rule = Rule {
    code: "JX0112",
    name: "share-without-threshold",
    severity: Severity::Error,
    title: "达标占比没有达标线",
    explanation: "取值方式是“达标占比”而没有达标线：没有一条登记算得上达标，结果永远是零。反过来，有达标线而取值方式不是达标占比的，\
                  达标线不起作用，报提示。",
    basis: "达标占比 = 达到达标线的条数 ÷ 全部条数。",
    fix: "填写达标线（如满分100的答卷以80为满意），或改用别的取值方式",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,取值方式,达标线\n质量指标,文稿优良率,≥,90,%,文稿评分,达标占比,",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,取值方式,达标线\n质量指标,文稿优良率,≥,90,%,文稿评分,达标占比,85",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.indicators(context.plan) {
        let is_share = target.aggregation == Aggregation::Share;
        let (severity, message) = match target.threshold {
            None if is_share => (Severity::Error, "取值方式是“达标占比”，却没有达标线".to_owned()),
            Some(threshold) if !is_share => {
                let way = target.aggregation.name();
                (Severity::Info, format!("达标线 {threshold} 对取值方式“{way}”不起作用"))
            }
            _ => continue,
        };
        out.push(RULE.finding(severity, About::Target(index), message));
    }
}
