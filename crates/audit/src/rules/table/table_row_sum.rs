use crate::{Group, Rule, Severity};

/// A total column that is not the sum of its parts.
pub static RULE: Rule = Rule {
    code: "JS0101",
    name: "table-row-sum",
    group: Group::Table,
    severity: Severity::Error,
    title: "表内横向合计不等",
    explanation: "一行的合计不等于同一行各栏之和（已计入每个数四舍五入的余地）。",
    basis: "公开表的合计栏等于各分项栏之和。",
    bad: "支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t100.00\t60.00\t41.00",
    good: "支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t100.01\t60.00\t40.00",
    check: None,
};
