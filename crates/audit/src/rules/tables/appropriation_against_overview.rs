use crate::{Group, Rule, Severity};

/// The tables of appropriation against each other.
pub static RULE: Rule = Rule {
    code: "JS0203",
    name: "appropriation-against-overview",
    group: Group::Tables,
    severity: Severity::Error,
    title: "财政拨款各表不一致",
    explanation: "财政拨款收入支出决算总表与总表、一般公共预算支出表、政府性基金表、国有资本经营预算表的对应数不相等。",
    basis: "同一财政拨款收支在各表中应当相等。",
    bad: "财政拨款收入支出决算总表\n收入\t\t支出\t\t\t\t\n项目\t决算数\t项目\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款\n一、一般公共预算财政拨款\t90.00\t一、一般公共服务支出\t90.00\t90.00\t\t\n一般公共预算财政拨款支出决算表\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n201\t一般公共服务支出\t91.00\t91.00\t",
    good: "财政拨款收入支出决算总表\n收入\t\t支出\t\t\t\t\n项目\t决算数\t项目\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款\n一、一般公共预算财政拨款\t90.00\t一、一般公共服务支出\t90.00\t90.00\t\t\n一般公共预算财政拨款支出决算表\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n201\t一般公共服务支出\t90.00\t90.00\t",
    check: None,
};
