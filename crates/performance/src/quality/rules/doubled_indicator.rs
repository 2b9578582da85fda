use std::collections::BTreeMap;

use crate::quality::words::plain;
use crate::quality::{About, Context, Finding, Rule, Severity};

/// The same indicator twice.
pub static RULE: Rule = Rule {
    code: "JX0209",
    name: "doubled-indicator",
    severity: Severity::Warning,
    title: "指标重复",
    explanation: "同一张表里同名的指标出现不止一次：一件事得两份分。",
    basis: "指标应当相互独立、不重复计分。",
    fix: "合并，或把名称写得能够区分",
    bad: "指标设定\n二级指标,三级指标\n数量指标,办理来文\n社会效益指标,办理来文",
    good: "指标设定\n二级指标,三级指标\n数量指标,办理来文\n社会效益指标,来文平均办理天数缩短比例",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (index, target) in context.sheet.indicators(context.plan) {
        if let Some(&first) = known.get(&plain(&target.name)) {
            let message = format!("与指标 {} 同名", context.plan.targets[first].code);
            out.push(RULE.finding(Severity::Warning, About::Target(index), message));
        } else {
            known.insert(plain(&target.name), index);
        }
    }
}
