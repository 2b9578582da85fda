use juesuan_books::Trajectory;

use crate::quality::{About, Context, Finding, Rule, Severity};

/// A trajectory on an indicator whose value does not pile up.
pub static RULE: Rule = Rule {
    code: "JX0116",
    name: "trajectory-without-effect",
    severity: Severity::Info,
    title: "序时目标不起作用",
    explanation: "比率、平均、单位成本等随时都应当达标，不是一点点累积的；给它们写序时目标，监控时并不按它打折。",
    basis: "只有件数、求和与执行率随时间累积，才有序时进度。",
    fix: "删去序时目标；确要分期的，改用件数或求和的指标",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,取值方式,序时目标\n质量指标,来文按期办结率,≥,95,%,收文登记,比率,\"10,20,60,100\"",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,取值方式,序时目标\n数量指标,办理来文,≥,4000,件,收文登记,件数,\"10,20,60,100\"",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.indicators(context.plan) {
        if target.trajectory != Trajectory::EVEN && !target.accumulates() {
            let message = format!("取值方式“{}”随时都应达标，序时目标不起作用", target.aggregation.name());
            out.push(RULE.finding(Severity::Info, About::Target(index), message));
        }
    }
}
