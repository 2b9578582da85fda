use crate::{Group, Rule, Severity};

/// Appropriation larger than the whole expenditure.
pub static RULE: Rule = Rule {
    code: "JS0205",
    name: "part-over-whole",
    group: Group::Tables,
    severity: Severity::Warning,
    title: "部分大于全部",
    explanation: "财政拨款支出大于同一科目的全部支出。除非有冲减支出的负数，部分不会大于全部。",
    basis: "财政拨款支出是全部支出的一部分。",
    bad: "支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t90.00\t90.00\t\n一般公共预算财政拨款支出决算表\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n201\t一般公共服务支出\t95.00\t95.00\t",
    good: "支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t90.00\t90.00\t\n一般公共预算财政拨款支出决算表\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n201\t一般公共服务支出\t80.00\t80.00\t",
    check: None,
};
