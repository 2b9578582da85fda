use crate::{Group, Rule, Severity};

/// Staff and office funds against their economic codes.
pub static RULE: Rule = Rule {
    code: "JS0105",
    name: "staff-and-office",
    group: Group::Table,
    severity: Severity::Error,
    title: "人员经费、公用经费合计不等",
    explanation: "基本支出明细表的人员经费合计、公用经费合计不等于所属经济分类科目之和。",
    basis: "人员经费 = 工资福利支出 + 对个人和家庭的补助；公用经费 = 商品和服务支出 + 资本性支出等。",
    bad: "一般公共预算财政拨款基本支出决算明细表\n科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n301\t工资福利支出\t80.00\t302\t商品和服务支出\t15.00\n303\t对个人和家庭的补助\t5.00\t310\t资本性支出\t3.00\n人员经费合计\t\t86.00\t公用经费合计\t\t18.00",
    good: "一般公共预算财政拨款基本支出决算明细表\n科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n301\t工资福利支出\t80.00\t302\t商品和服务支出\t15.00\n303\t对个人和家庭的补助\t5.00\t310\t资本性支出\t3.00\n人员经费合计\t\t85.00\t公用经费合计\t\t18.00",
    check: None,
};
