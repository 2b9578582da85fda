use super::numbering::{Fault, issues};
use crate::{Context, Finding, Group, Rule, Severity};

/// Labels of one list in two styles, or of two levels in one.
pub static RULE: Rule = Rule {
    code: "JS0803",
    name: "numbering-style",
    group: Group::Structure,
    severity: Severity::Info,
    title: "编号写法混用",
    explanation: "同一层的条目应当用同一种编号写法（不能“（一）”“（2）”“（三）”混用），上下两层应当用不同的写法（“（二）”下面不再用“（一）”）。",
    basis: "公文结构层次依次用“一、”“（一）”“1.”“（1）”标注。",
    bad: "十四、预算绩效情况说明\n（一）预算执行率情况\n执行率为97%。\n（2）成本指标情况\n成本未超支。\n（三）产出指标情况\n均已完成。",
    good: "十四、预算绩效情况说明\n（一）预算执行率情况\n执行率为97%。\n（二）成本指标情况\n成本未超支。\n（三）产出指标情况\n均已完成。",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for issue in issues(context) {
        let label = &issue.label;
        let message = match &issue.fault {
            Fault::Style(before) => format!("编号“{label}”与同一层的上一项“{before}”写法不同。"),
            Fault::SameStyleInside(before) => {
                format!("“{before}”下面的条目与它用了同一种编号，到“{label}”才回到上一层，层次不清。")
            }
            _ => continue,
        };
        out.push(RULE.finding(Severity::Info, vec![issue.place, issue.before], message));
    }
}
