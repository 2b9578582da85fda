use crate::{Group, Rule, Severity};

/// The list of expenditure against the overview.
pub static RULE: Rule = Rule {
    code: "JS0202",
    name: "expenditure-against-overview",
    group: Group::Tables,
    severity: Severity::Error,
    title: "支出决算表与总表不一致",
    explanation: "支出决算表的合计或某一类支出与收入支出决算总表不相等。",
    basis: "同一支出在两张表中应当相等。",
    bad: "收入支出决算总表\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、一般公共预算财政拨款收入\t90.00\t一、一般公共服务支出\t90.00\n本年收入合计\t90.00\t本年支出合计\t90.00\n支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t91.00\t91.00\t",
    good: "收入支出决算总表\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、一般公共预算财政拨款收入\t90.00\t一、一般公共服务支出\t90.00\n本年收入合计\t90.00\t本年支出合计\t90.00\n支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t90.00\t90.00\t",
    check: None,
};
