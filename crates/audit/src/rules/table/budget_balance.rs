use crate::{Group, Rule, Severity};

/// Opening balance and income against expenditure and closing balance.
pub static RULE: Rule = Rule {
    code: "JS0104",
    name: "budget-balance",
    group: Group::Table,
    severity: Severity::Error,
    title: "年初、收入、支出、年末不平",
    explanation: "政府性基金预算或国有资本经营预算表中，一行的年初结转和结余加本年收入不等于本年支出加年末结转和结余。",
    basis: "年初结转和结余 + 本年收入 = 本年支出 + 年末结转和结余。",
    bad: "政府性基金预算财政拨款收入支出决算表\n科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出小计\t基本支出\t项目支出\t年末结转和结余\n212\t城乡社区支出\t10.00\t90.00\t95.00\t\t95.00\t6.00",
    good: "政府性基金预算财政拨款收入支出决算表\n科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出小计\t基本支出\t项目支出\t年末结转和结余\n212\t城乡社区支出\t10.00\t90.00\t95.00\t\t95.00\t5.00",
    check: None,
};
