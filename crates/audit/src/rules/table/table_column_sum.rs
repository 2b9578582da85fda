use crate::{Group, Rule, Severity};

/// A level of codes that is not the sum of the level below.
pub static RULE: Rule = Rule {
    code: "JS0102",
    name: "table-column-sum",
    group: Group::Table,
    severity: Severity::Error,
    title: "表内纵向合计不等",
    explanation: "合计不等于各类之和，或类不等于所属各款之和、款不等于所属各项之和（已计入每个数四舍五入的余地）。",
    basis: "支出功能分类和经济分类科目按类、款、项逐级汇总。",
    bad: "支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t100.00\t100.00\t\n20101\t人大事务\t70.00\t70.00\t\n20103\t政府办公厅（室）及相关机构事务\t31.00\t31.00\t",
    good: "支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t101.00\t101.00\t\n20101\t人大事务\t70.00\t70.00\t\n20103\t政府办公厅（室）及相关机构事务\t31.00\t31.00\t",
    check: None,
};
