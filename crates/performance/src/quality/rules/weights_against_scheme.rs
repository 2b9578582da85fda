use juesuan_amount::Fen;

use super::weights_not_100::is_whole;
use crate::quality::{About, Context, Finding, Rule, Severity, nearest};

/// Points of the first levels that fit no scheme.
pub static RULE: Rule = Rule {
    code: "JX0202",
    name: "weights-against-scheme",
    severity: Severity::Info,
    title: "各级分值与常用方案不符",
    explanation: "把各一级指标的分值与设置里的方案逐一对照，找最接近的一个，指出差在哪里。不单列成本的方案，成本指标计入产出。\
                  方案可以在设置文件里换成本地规定的。",
    basis: "财预〔2020〕10号、财预〔2021〕101号及各地的分值规定。",
    fix: "按本地规定调整各级分值，或在设置文件里写上本地的方案",
    bad: "指标设定\n二级指标,三级指标,分值\n预算执行率,预算执行率,10\n数量指标,办理来文,70\n社会效益指标,群众办事时间,10\n服务对象满意度指标,企业满意度,10",
    good: "指标设定\n二级指标,三级指标,分值\n预算执行率,预算执行率,10\n数量指标,办理来文,50\n社会效益指标,群众办事时间,30\n服务对象满意度指标,企业满意度,10",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let total = context.sheet.total(context.plan);
    // Points that do not add up are told as that.
    if total == 0 || !is_whole(context, total) {
        return;
    }
    let Some((scheme, differences)) = nearest(&context.settings.scheme, context.plan, context.sheet) else { return };
    if differences.is_empty() {
        return;
    }
    let points = |points: u32| Fen(i64::from(points));
    let told: Vec<String> = differences
        .iter()
        .map(|found| format!("{} {}（应为 {}）", found.level.name(), points(found.has), points(found.due)))
        .collect();
    let message = format!("最接近“{}”（{}），差在：{}", scheme.name, scheme.basis, told.join("、"));
    out.push(RULE.finding(Severity::Info, About::Sheet, message));
}
