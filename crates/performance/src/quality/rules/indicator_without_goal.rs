use crate::quality::{About, Context, Finding, Rule, Severity};

/// An indicator that serves no goal.
pub static RULE: Rule = Rule {
    code: "JX0208",
    name: "indicator-without-goal",
    severity: Severity::Warning,
    title: "指标不属于任何目标",
    explanation: "指标没有目标编号，看不出为什么要衡量它，目标对应的钱也找不到它。预算执行率不要求有目标。",
    basis: "绩效指标是绩效目标的细化和量化。",
    fix: "填写它所衡量的目标编号",
    bad: "指标设定\n目标编号,三级指标\n,办理来文",
    good: "指标设定\n目标编号,三级指标\nG1,办理来文",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let measured: Vec<usize> = context.sheet.measured(context.plan).map(|(index, _)| index).collect();
    let stray: Vec<usize> =
        measured.iter().copied().filter(|&index| context.plan.targets[index].goal.is_none()).collect();
    if stray.len() > 1 && stray.len() == measured.len() {
        // A sheet without goals is one fault.
        let message = format!("{}个指标都不属于任何目标", stray.len());
        out.push(RULE.finding(Severity::Warning, About::Sheet, message));
        return;
    }
    for index in stray {
        out.push(RULE.finding(Severity::Warning, About::Target(index), "不属于任何目标".to_owned()));
    }
}
