use crate::{Group, Rule, Severity};

/// Basic expenditure by economic code against the list by function.
pub static RULE: Rule = Rule {
    code: "JS0204",
    name: "basic-against-list",
    group: Group::Tables,
    severity: Severity::Error,
    title: "基本支出明细与支出表不一致",
    explanation: "基本支出明细表的人员经费与公用经费之和不等于一般公共预算财政拨款支出表的基本支出合计。",
    basis: "人员经费合计 + 公用经费合计 = 基本支出合计。",
    bad: "一般公共预算财政拨款支出决算表\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t104.00\t104.00\t\n一般公共预算财政拨款基本支出决算明细表\n科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n301\t工资福利支出\t80.00\t302\t商品和服务支出\t15.00\n303\t对个人和家庭的补助\t5.00\t310\t资本性支出\t3.00\n人员经费合计\t\t85.00\t公用经费合计\t\t18.00",
    good: "一般公共预算财政拨款支出决算表\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t103.00\t103.00\t\n一般公共预算财政拨款基本支出决算明细表\n科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n301\t工资福利支出\t80.00\t302\t商品和服务支出\t15.00\n303\t对个人和家庭的补助\t5.00\t310\t资本性支出\t3.00\n人员经费合计\t\t85.00\t公用经费合计\t\t18.00",
    check: None,
};
