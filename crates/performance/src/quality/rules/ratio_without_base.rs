use juesuan_amount::Quantity;
use juesuan_books::Aggregation;

use crate::quality::{About, Context, Finding, Rule, Severity};

/// A ratio over items that have no base.
pub static RULE: Rule = Rule {
    code: "JX0113",
    name: "ratio-without-base",
    severity: Severity::Warning,
    title: "比率没有基数",
    explanation: "取值方式是“比率”，登记簿里已有的记录却没有填基数：数值除以零，算不出比率。",
    basis: "比率 = 数值之和 ÷ 基数之和。",
    fix: "在登记簿里补填基数（如应办件数），或改用别的取值方式",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,取值方式\n质量指标,提案办复率,=,100,%,提案办理,比率\n\n\
          佐证\n登记簿,登记号,登记日期,数值,基数\n提案办理,1,2024-05-06,30,",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,取值方式\n质量指标,提案办复率,=,100,%,提案办理,比率\n\n\
           佐证\n登记簿,登记号,登记日期,数值,基数\n提案办理,1,2024-05-06,30,32",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.indicators(context.plan) {
        let Some(sums) = context.evidence(index) else { continue };
        if target.aggregation == Aggregation::Ratio && sums.base == Quantity::ZERO {
            let message = format!("登记簿“{}”有 {} 条，都没有基数，算不出比率", target.register, sums.items);
            out.push(RULE.finding(Severity::Warning, About::Target(index), message));
        }
    }
}
