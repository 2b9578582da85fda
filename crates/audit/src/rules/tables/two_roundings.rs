use std::collections::HashSet;

use crate::{
    Claim, Comparison, Context, Finding, Group, Rule, Severity,
    understand::{Figure, Value},
};

/// One amount, printed in two tables with adjacent roundings.
pub static RULE: Rule = Rule {
    code: "JS0207",
    name: "two-roundings",
    group: Group::Tables,
    severity: Severity::Warning,
    title: "同一数在两张表中末位不同",
    explanation: "两张表中应当相等的数只差最末一位。只有真实金额恰好在舍入的分界上，且两处舍入方向不同，才会都对；通常是其中一处为了凑合计改了尾数。",
    basis: "同一指标在各表中应当相等。",
    bad: "收入支出决算总表\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、一般公共预算财政拨款收入\t326.71\t八、社会保障和就业支出\t326.71\n\
          支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t326.72\t326.72\t",
    good: "收入支出决算总表\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、一般公共预算财政拨款收入\t326.72\t八、社会保障和就业支出\t326.72\n\
           支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n208\t社会保障和就业支出\t326.72\t326.72\t",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let printed = |key| context.facts.at(key).next();
    let mut reported = HashSet::new();
    for relation in context.relations {
        let Claim::Linear { terms, comparison: Comparison::Equal } = &relation.claim else { continue };
        let [(first, 1), (second, -1)] = terms.as_slice() else { continue };
        let (Some(first), Some(second)) = (printed(first), printed(second)) else { continue };
        if touch(first, second) && reported.insert((first.place, second.place)) {
            let (one, other) = (context.document.words_at(first.place), context.document.words_at(second.place));
            let message =
                format!("“{}”一处印作 {one}，一处印作 {other}，末位不同（{}）。", second.subject.trim(), relation.text);
            out.push(RULE.finding(Severity::Warning, vec![second.place, first.place], message));
        }
    }
}

/// Whether two figures of one precision are neighbours: the amounts that round to one print and those that round to the
/// other have a single one in common.
fn touch(first: &Figure, second: &Figure) -> bool {
    let (Value::Money(first), Value::Money(second)) = (first.value, second.value) else { return false };
    let precision = |money: juesuan_amount::Money| (money.unit, money.value.scale);
    precision(first) == precision(second)
        && first.interval().intersect(second.interval()).is_some_and(|common| common.lo == common.hi)
        && first.interval() != second.interval()
}
