use crate::{Group, Rule, Severity};

/// Totals and balance of the two overviews.
pub static RULE: Rule = Rule {
    code: "JS0103",
    name: "overview-balance",
    group: Group::Table,
    severity: Severity::Error,
    title: "总表合计或收支不平",
    explanation: "收入支出总表（含财政拨款总表）的本年合计不等于各项之和，总计不等于本年合计与结转结余之和，或收入总计不等于支出总计。",
    basis: "本年收入（支出）合计 = 各项之和；收入总计 = 支出总计。",
    bad: "收入支出决算总表\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、一般公共预算财政拨款收入\t90.00\t一、一般公共服务支出\t95.00\n八、其他收入\t10.00\t\t\n本年收入合计\t102.00\t本年支出合计\t95.00\n年初结转和结余\t5.00\t年末结转和结余\t10.00\n总计\t105.00\t总计\t105.00",
    good: "收入支出决算总表\n收入\t\t支出\t\n项目\t决算数\t项目\t决算数\n一、一般公共预算财政拨款收入\t90.00\t一、一般公共服务支出\t95.00\n八、其他收入\t10.00\t\t\n本年收入合计\t100.00\t本年支出合计\t95.00\n年初结转和结余\t5.00\t年末结转和结余\t10.00\n总计\t105.00\t总计\t105.00",
    check: None,
};
