use crate::{Group, Rule, Severity};

/// The list of income against the overview.
pub static RULE: Rule = Rule {
    code: "JS0201",
    name: "income-against-overview",
    group: Group::Tables,
    severity: Severity::Error,
    title: "收入决算表与总表不一致",
    explanation: "收入决算表合计行的各栏与收入支出决算总表对应的收入不相等。",
    basis: "同一收入在两张表中应当相等。",
    bad: "收入支出决算总表\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、一般公共预算财政拨款收入\t90.00\t一、一般公共服务支出\t90.00\n本年收入合计\t90.00\t本年支出合计\t90.00\n收入决算表\n科目编码\t科目名称\t本年收入合计\t财政拨款收入\t其他收入\n\t合计\t92.00\t92.00\t",
    good: "收入支出决算总表\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、一般公共预算财政拨款收入\t90.00\t一、一般公共服务支出\t90.00\n本年收入合计\t90.00\t本年支出合计\t90.00\n收入决算表\n科目编码\t科目名称\t本年收入合计\t财政拨款收入\t其他收入\n\t合计\t90.00\t90.00\t",
    check: None,
};
