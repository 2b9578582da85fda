use super::numbering::{Fault, issues};
use crate::{Context, Finding, Group, Rule, Severity, rules::text::in_narrative};

/// A number left out, doubled or out of order in headings and items.
pub static RULE: Rule = Rule {
    code: "JS0802",
    name: "numbering-sequence",
    group: Group::Structure,
    severity: Severity::Warning,
    title: "标题或条目编号不连续",
    explanation: "逐级核对标题和条目的编号：跳号、重号、倒序。跳号常常说明漏了一项或一项漏了编号，读者会以为内容缺失。",
    basis: "公文标题和条目按“一、”“（一）”“1、”“（1）”逐级连续编号。",
    bad: "五、一般公共预算财政拨款支出决算情况说明\n1、一般公共服务支出（类）财政事务（款）行政运行（项）。\n年初预算为10万元。\n\
          一般公共服务支出（类）财政事务（款）机关服务（项）。\n年初预算为5万元。\n\
          3、教育支出（类）普通教育（款）小学教育（项）。\n年初预算为8万元。",
    good: "五、一般公共预算财政拨款支出决算情况说明\n1、一般公共服务支出（类）财政事务（款）行政运行（项）。\n年初预算为10万元。\n\
           2、一般公共服务支出（类）财政事务（款）机关服务（项）。\n年初预算为5万元。\n\
           3、教育支出（类）普通教育（款）小学教育（项）。\n年初预算为8万元。",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for issue in issues(context) {
        let label = &issue.label;
        let message = match issue.fault {
            Fault::Skipped(last, number) if super::label_in_paragraph::hidden(context, &issue).is_empty() => {
                format!("编号“{label}”前面缺第{}项：上一项是第{last}项。", missing(last, number))
            }
            Fault::Doubled(number) => format!("编号“{label}”重复：上一项已是第{number}项。"),
            Fault::Backwards(last, _) => format!("编号“{label}”倒序：上一项是第{last}项。"),
            _ => continue,
        };
        let severity = if in_narrative(context, issue.place.block) { Severity::Warning } else { Severity::Info };
        out.push(RULE.finding(severity, vec![issue.place, issue.before], message));
    }
}

fn missing(last: u32, number: u32) -> String {
    if number - last == 2 { (last + 1).to_string() } else { format!("{}至{}", last + 1, number - 1) }
}
