use crate::{Group, Rule, Severity};

/// A printed change or its percentage that does not fit this year and last.
pub static RULE: Rule = Rule {
    code: "JS0303",
    name: "year-on-year",
    group: Group::Narrative,
    severity: Severity::Error,
    title: "比上年增减的金额与百分比不符",
    explanation: "文中印出的增减额、增减百分比与本年数推出的上年数对不上，或增减方向前后矛盾。",
    basis: "上年数 = 本年数 − 增减额；增减百分比 = 增减额 ÷ 上年数 × 100%。",
    bad: "十、机关运行经费支出说明\n本部门2024年度机关运行经费支出110.00万元，比上年决算数增加10.00万元，增长12.50%。",
    good: "十、机关运行经费支出说明\n本部门2024年度机关运行经费支出110.00万元，比上年决算数增加10.00万元，增长10.00%。",
    check: None,
};
