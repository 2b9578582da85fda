use crate::Aim;
use crate::quality::{About, Context, Finding, Rule, Severity};

/// A number without a unit of measure.
pub static RULE: Rule = Rule {
    code: "JX0103",
    name: "missing-measure",
    severity: Severity::Warning,
    title: "没有计量单位",
    explanation: "指标值是数而没有计量单位，看不出是件、人次还是百分比。",
    basis: "三级指标由名称、方向、数值和计量单位组成。",
    fix: "填写计量单位，如 件、人次、%、元/人次",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n数量指标,督查事项办结数,≥,120,",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n数量指标,督查事项办结数,≥,120,件",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.indicators(context.plan) {
        if let Aim::Number(number) = target.aim
            && target.measure.trim().is_empty()
        {
            let message = format!("指标值 {}{number} 没有计量单位", target.comparison.name());
            out.push(RULE.finding(Severity::Warning, About::Target(index), message));
        }
    }
}
