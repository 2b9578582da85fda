use juesuan_amount::Fen;
use juesuan_books::FirstLevel;

use crate::quality::{About, Context, FULL, Finding, Rule, Severity};

/// Points that do not add up to 100.
pub static RULE: Rule = Rule {
    code: "JX0201",
    name: "weights-not-100",
    severity: Severity::Error,
    title: "分值合计不是100",
    explanation: "一张表的各指标分值之和应为100。编预算时还没有设预算执行率的，可以先空出它的分值（按所用方案，一般是10分）。",
    basis: "绩效自评总分为100分（财预〔2020〕10号）。",
    fix: "核对各指标的分值，使合计为100",
    bad: "指标设定\n二级指标,三级指标,分值\n预算执行率,预算执行率,10\n数量指标,办理来文,50\n社会效益指标,群众办事时间,30\n服务对象满意度指标,企业满意度,5",
    good: "指标设定\n二级指标,三级指标,分值\n预算执行率,预算执行率,10\n数量指标,办理来文,50\n社会效益指标,群众办事时间,30\n服务对象满意度指标,企业满意度,10",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let (sheet, plan) = (context.sheet, context.plan);
    let total = sheet.total(plan);
    if total == 0 || is_whole(context, total) {
        return;
    }
    let message = format!("{}个指标的分值合计 {}，不是100", sheet.targets.len(), Fen(i64::from(total)));
    out.push(RULE.finding(Severity::Error, About::Sheet, message));
}

/// Whether points make up a whole: 100, or what a scheme leaves without the execution rate where there is none yet.
pub(super) fn is_whole(context: &Context<'_>, total: u32) -> bool {
    let without_execution =
        context.sheet.indicators(context.plan).all(|(_, t)| t.dimension.first_level() != FirstLevel::Execution);
    let own = context.settings.scheme.iter().filter(|scheme| scheme.is_for(context.sheet));
    let mut left = own.map(|scheme| FULL.saturating_sub(scheme.points(FirstLevel::Execution)));
    total == FULL || (without_execution && left.any(|left| left == total))
}
