use crate::{Group, Rule, Severity};

/// A printed share that is not part by whole.
pub static RULE: Rule = Rule {
    code: "JS0301",
    name: "share-of-total",
    group: Group::Narrative,
    severity: Severity::Error,
    title: "占比与金额不符",
    explanation: "文中印出的“占××%”与对应的金额算出来的不一致。占比由本项金额除以所占的整体得出，印错会让读者误判结构。",
    basis: "占比 = 本项 ÷ 整体 × 100%，按四舍五入保留小数；任何能四舍五入成所印金额的实际数都得不出所印的占比时才报错。",
    bad: "二、收入决算情况说明\n2024年度收入合计100.00万元，其中：财政拨款收入90.00万元，占95.00%；其他收入10.00万元，占10.00%。",
    good: "二、收入决算情况说明\n2024年度收入合计100.00万元，其中：财政拨款收入90.00万元，占90.00%；其他收入10.00万元，占10.00%。",
    check: None,
};
