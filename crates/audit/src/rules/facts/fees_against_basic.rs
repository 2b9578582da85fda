use crate::{Group, Rule, Severity};

/// A fee of the basic expenditure above the same fee of all expenditure.
pub static RULE: Rule = Rule {
    code: "JS0705",
    name: "fees-against-basic",
    group: Group::Facts,
    severity: Severity::Warning,
    title: "“三公”经费小于基本支出中的同一费用",
    explanation: "“三公”经费决算表里的出国费、接待费、车辆运行和购置费，包括基本支出和项目支出里的，\
                  不应小于基本支出明细表里同名的经济分类款。列支科目与“三公”统计口径偶有不同，因此报警告。",
    basis: "“三公”经费 = 基本支出 + 项目支出中的因公出国（境）费用、公务接待费、公务用车购置和运行维护费。",
    bad: "2024年度部门决算表\n一般公共预算财政拨款基本支出决算明细表\n公开06表\n单位：万元\n科目编码\t科目名称\t决算数\n302\t商品和服务支出\t20.00\n30201\t办公费\t16.00\n30217\t公务接待费\t4.00\n合计\t\t20.00\n\n财政拨款“三公”经费支出决算表\n公开09表\n单位：万元\n项目\t预算数\t决算数\n合计\t5.00\t3.00\n公务接待费\t5.00\t3.00\n",
    good: "2024年度部门决算表\n一般公共预算财政拨款基本支出决算明细表\n公开06表\n单位：万元\n科目编码\t科目名称\t决算数\n302\t商品和服务支出\t20.00\n30201\t办公费\t17.00\n30217\t公务接待费\t3.00\n合计\t\t20.00\n\n财政拨款“三公”经费支出决算表\n公开09表\n单位：万元\n项目\t预算数\t决算数\n合计\t5.00\t3.00\n公务接待费\t5.00\t3.00\n",
    check: None,
};
