use juesuan_amount::Fen;
use juesuan_books::FirstLevel;

use crate::quality::{About, Context, FULL, Finding, Rule, Severity};

/// Points that do not add up to 100.
pub static RULE: Rule = Rule {
    code: "JX0201",
    name: "weights-not-100",
    severity: Severity::Error,
    title: "分值合计不是100",
    explanation: "一张表的各指标分值之和应为100。编预算时还没有设预算执行率的，可以先空出它的分值（按所用方案，一般是10分）；\
                  不到100又没有预算执行率、或有指标还没有分值的，报警告。小数分值按四舍五入留余地（3个33.33算100）。",
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
    // Points that are still to be given to somebody may make up what is missing.
    let open =
        total < FULL && (!has_execution(context) || sheet.indicators(plan).any(|(_, target)| target.weight == 0));
    let (severity, why) = if open {
        (Severity::Warning, "，预算执行率或个别指标还没有分值")
    } else {
        (Severity::Error, "")
    };
    let message = format!("{}个指标的分值合计 {}，不是100{why}", sheet.targets.len(), Fen(i64::from(total)));
    out.push(RULE.finding(severity, About::Sheet, message));
}

/// Whether points make up a whole: 100, or what a scheme leaves without the execution rate where there is none yet.
pub(super) fn is_whole(context: &Context<'_>, total: u32) -> bool {
    let slack = rounding(context);
    let is = |whole: u32| total.abs_diff(whole).saturating_mul(2) <= slack;
    let own = context.settings.scheme.iter().filter(|scheme| scheme.is_for(context.sheet));
    let mut left = own.map(|scheme| FULL.saturating_sub(scheme.points(FirstLevel::Execution)));
    is(FULL) || (!has_execution(context) && left.any(is))
}

/// Twice by how much points that are told to one or two decimals may miss their sum: 33.33 three times is 100. Whole points
/// are not rounded.
fn rounding(context: &Context<'_>) -> u32 {
    let weights = || context.sheet.indicators(context.plan).map(|(_, target)| target.weight);
    let told_to = |unit: u32| weights().all(|weight| weight.is_multiple_of(unit));
    let unit = match (told_to(100), told_to(10)) {
        (true, _) => return 0,
        (_, true) => 10,
        _ => 1,
    };
    u32::try_from(context.sheet.targets.len()).unwrap_or(u32::MAX).saturating_mul(unit)
}

fn has_execution(context: &Context<'_>) -> bool {
    let mut all = context.sheet.indicators(context.plan);
    all.any(|(_, target)| target.dimension.first_level() == FirstLevel::Execution)
}
