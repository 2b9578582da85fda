use crate::{Group, Rule, Severity};

/// A printed execution rate that is not payments by budget.
pub static RULE: Rule = Rule {
    code: "JS0602",
    name: "execution-rate",
    group: Group::Performance,
    severity: Severity::Error,
    title: "预算执行率与预算数、执行数不符",
    explanation: "绩效部分或绩效自评表印出的预算执行率与所印的预算数、执行数算出来的不一致。自评表没有写明“B/A”时，也允许以年初预算数为分母。",
    basis: "预算执行率 = 执行数 ÷ 预算数 × 100%。",
    bad: "十四、关于2024年度预算绩效情况的说明\n全年预算数200.00万元，全年执行数150.00万元，预算执行率85.00%。",
    good: "十四、关于2024年度预算绩效情况的说明\n全年预算数200.00万元，全年执行数150.00万元，预算执行率75.00%。",
    check: None,
};
