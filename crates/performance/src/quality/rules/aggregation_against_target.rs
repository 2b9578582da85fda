use juesuan_books::Aggregation;

use crate::quality::{About, Context, Finding, Rule, Severity};
use crate::{Aim, Target};

/// A number that is compared with a day, or a day with a number.
pub static RULE: Rule = Rule {
    code: "JX0115",
    name: "aggregation-against-target",
    severity: Severity::Error,
    title: "目标是日期，取值却是数",
    explanation: "方向是“期限”的，实际值应当是完成日；取值方式是“完成日”的，目标应当是期限。两者不是一类，无法比较，得分总是零。\
                  执行率用在预算执行率以外的指标上，报提示：花了钱不等于出了成果。",
    basis: "目标值与完成值应当同类。",
    fix: "期限配“完成日”；数值目标用件数、求和、比率等",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,取值方式\n时效指标,系统上线时间,期限,2024-10-31,,上线登记,件数",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,取值方式\n时效指标,系统上线时间,期限,2024-10-31,,上线登记,完成日",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.measured(context.plan) {
        if let Some((severity, message)) = fault(target) {
            out.push(RULE.finding(severity, About::Target(index), message));
        }
    }
}

fn fault(target: &Target) -> Option<(Severity, String)> {
    let by_day = target.aggregation == Aggregation::LastDay;
    let way = target.aggregation.name();
    match &target.aim {
        Aim::Number(_) | Aim::Words(_) if by_day => {
            Some((Severity::Error, format!("取值方式是“{way}”，目标 {} 却不是日期", target.aim_text())))
        }
        // Without a register nothing is computed yet, and the missing source is told.
        Aim::Day(_) if !by_day && !target.register.is_empty() => {
            Some((Severity::Error, format!("目标是期限，取值方式“{way}”得到的却是数")))
        }
        Aim::Number(_) if target.aggregation == Aggregation::Execution => {
            Some((Severity::Info, "取的是预算执行率：花了钱不等于出了成果".to_owned()))
        }
        _ => None,
    }
}
