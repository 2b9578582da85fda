use crate::{Group, Rule, Severity};

/// A figure of the narrative that is not the one of the table.
pub static RULE: Rule = Rule {
    code: "JS0305",
    name: "narrative-against-table",
    group: Group::Narrative,
    severity: Severity::Error,
    title: "情况说明与决算表不一致",
    explanation: "情况说明里的数与公开的决算表里同一指标的数不一致。",
    basis: "情况说明依据决算表编写，同一指标两处应当相同（四舍五入之内）。",
    bad: "收入支出决算总表\n单位：万元\n收入		支出	\n项目	决算数	项目	决算数\n一、一般公共预算财政拨款收入	100.00	一、一般公共服务支出	100.00\n本年收入合计	100.00	本年支出合计	100.00\n年初结转和结余	0.00	年末结转和结余	0.00\n总计	100.00	总计	100.00\n一、收入支出决算总体情况说明\n2024年度收、支总计180.00万元。",
    good: "收入支出决算总表\n单位：万元\n收入		支出	\n项目	决算数	项目	决算数\n一、一般公共预算财政拨款收入	100.00	一、一般公共服务支出	100.00\n本年收入合计	100.00	本年支出合计	100.00\n年初结转和结余	0.00	年末结转和结余	0.00\n总计	100.00	总计	100.00\n一、收入支出决算总体情况说明\n2024年度收、支总计100.00万元。",
    check: None,
};
