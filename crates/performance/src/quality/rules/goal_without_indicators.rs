use crate::quality::{About, Context, Finding, Rule, Severity};

/// A goal that nothing measures.
pub static RULE: Rule = Rule {
    code: "JX0207",
    name: "goal-without-indicators",
    severity: Severity::Warning,
    title: "目标没有指标",
    explanation: "年度目标没有一个指标来衡量，完成没有无从判断。",
    basis: "绩效目标应当细化为绩效指标（财预〔2015〕88号）。",
    fix: "给这个目标设指标（在指标上填它的目标编号），或删去这个目标",
    bad: "绩效目标\n目标编号,年度目标\nG1,保障文件运转\nG2,做好督查督办\n\n指标设定\n目标编号,三级指标\nG1,办理来文",
    good: "绩效目标\n目标编号,年度目标\nG1,保障文件运转\nG2,做好督查督办\n\n指标设定\n目标编号,三级指标\nG1,办理来文\nG2,督查事项办结数",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for &goal in &context.sheet.goals {
        if context.plan.goals[goal].targets.is_empty() {
            out.push(RULE.finding(Severity::Warning, About::Goal(goal), "没有指标衡量它".to_owned()));
        }
    }
}
