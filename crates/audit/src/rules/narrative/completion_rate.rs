use crate::{Group, Rule, Severity};

/// A printed completion rate that is not outturn by budget.
pub static RULE: Rule = Rule {
    code: "JS0302",
    name: "completion-rate",
    group: Group::Narrative,
    severity: Severity::Error,
    title: "完成率与预算数、决算数不符",
    explanation: "文中印出的“完成年初预算的××%”与预算数、决算数算出来的不一致。",
    basis: "完成率 = 决算数 ÷ 预算数 × 100%。",
    bad: "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n一般公共预算财政拨款支出年初预算为200.00万元，支出决算为150.00万元，完成年初预算的85.00%。",
    good: "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n一般公共预算财政拨款支出年初预算为200.00万元，支出决算为150.00万元，完成年初预算的75.00%。",
    check: None,
};
