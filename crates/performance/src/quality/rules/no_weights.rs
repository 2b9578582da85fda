use crate::quality::{About, Context, Finding, Rule, Severity};

/// Indicators without points.
pub static RULE: Rule = Rule {
    code: "JX0203",
    name: "no-weights",
    severity: Severity::Info,
    title: "没有分值",
    explanation: "一张表的指标全部没有分值：年底无法按分值自评，哪个指标重要也看不出来。只有个别指标是0分的，点出它们。",
    basis: "绩效自评按分值打分，合计100分。",
    fix: "按所用方案给各指标分配分值",
    bad: "指标设定\n三级指标,分值\n办理来文,0\n编印参阅资料,0",
    good: "指标设定\n三级指标,分值\n办理来文,60\n编印参阅资料,40",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let none: Vec<usize> = context
        .sheet
        .indicators(context.plan)
        .filter(|(_, target)| target.weight == 0)
        .map(|(index, _)| index)
        .collect();
    if !none.is_empty() && none.len() == context.sheet.targets.len() {
        out.push(RULE.finding(Severity::Info, About::Sheet, format!("{}个指标都没有分值", none.len())));
        return;
    }
    for index in none {
        out.push(RULE.finding(Severity::Info, About::Target(index), "分值是0，评分时不起作用".to_owned()));
    }
}
