use crate::{Group, Rule, Severity};

/// Parts of the narrative that do not add up to their total.
pub static RULE: Rule = Rule {
    code: "JS0306",
    name: "sum-of-parts",
    group: Group::Narrative,
    severity: Severity::Error,
    title: "分项之和不等于合计",
    explanation: "情况说明里列出的各分项加起来不等于所印的合计（已计入每个数四舍五入的余地）。",
    basis: "合计 = 各分项之和。",
    bad: "六、一般公共预算财政拨款基本支出决算情况说明\n2024年度财政拨款基本支出100.00万元，其中：人员经费80.00万元，主要包括基本工资；公用经费30.00万元，主要包括办公费。",
    good: "六、一般公共预算财政拨款基本支出决算情况说明\n2024年度财政拨款基本支出100.00万元，其中：人员经费80.00万元，主要包括基本工资；公用经费20.00万元，主要包括办公费。",
    check: None,
};
