use crate::quality::{About, Context, Finding, Rule, Severity};

/// A project that is given money and that nothing measures.
pub static RULE: Rule = Rule {
    code: "JX0212",
    name: "project-without-indicators",
    severity: Severity::Warning,
    title: "项目有预算没有指标",
    explanation: "项目安排了预算，自己没有目标和指标，它的钱所挂钩的目标也没有指标：花得好不好无从判断。不属于项目的钱见“没有目标的钱”。",
    basis: "绩效目标是预算安排的前提，未按要求设定绩效目标的项目不得纳入预算（财预〔2015〕88号）。",
    fix: "给项目设绩效目标和指标，或把它的预算指标挂到有指标的目标上",
    bad: "预算指标\n指标编号,项目代码,项目名称,指标金额\nA1,X1,档案数字化,50000\n\n指标设定\n三级指标\n办理来文",
    good: "预算指标\n指标编号,项目代码,项目名称,指标金额\nA1,X1,档案数字化,50000\n\n指标设定\n项目代码,三级指标\nX1,数字化加工页数",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let sheet = context.sheet;
    let unmeasured = sheet.targets.is_empty() && sheet.goals.is_empty();
    // Only a project that is given money has a sheet of neither goals nor indicators.
    if unmeasured && !sheet.is_whole() {
        let message = "有预算，没有目标，也没有指标".to_owned();
        out.push(RULE.finding(Severity::Warning, About::Sheet, message));
    }
}
