use crate::quality::{About, Context, Finding, Rule, Severity};

/// An indicator that nobody is responsible for.
pub static RULE: Rule = Rule {
    code: "JX0118",
    name: "no-section",
    severity: Severity::Info,
    title: "没有责任科室",
    explanation: "指标和它的目标都没有责任科室：出了偏差，整改不知交办给谁。",
    basis: "谁花钱、谁负责；偏差要有人整改。",
    fix: "在指标或目标上填写责任科室",
    bad: "指标设定\n三级指标,责任科室\n办理来文,",
    good: "指标设定\n三级指标,责任科室\n办理来文,秘书科",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.indicators(context.plan) {
        let of_goal = target.goal.map_or("", |goal| &context.plan.goals[goal].section);
        if target.section.is_empty() && of_goal.is_empty() {
            let message = "指标和目标都没有责任科室".to_owned();
            out.push(RULE.finding(Severity::Info, About::Target(index), message));
        }
    }
}
