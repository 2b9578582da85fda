use crate::{Group, Rule, Severity};

/// More projects evaluated than had goals.
pub static RULE: Rule = Rule {
    code: "JS0605",
    name: "projects-without-goals",
    group: Group::Performance,
    severity: Severity::Warning,
    title: "自评项目多于编报绩效目标的项目",
    explanation: "绩效自评以绩效目标为依据，自评的项目数一般不会超过编报绩效目标的项目数。年中追加的项目可能例外，因此报警告。",
    basis: "预算绩效管理要求先有绩效目标，再按目标自评。",
    bad: "十、预算绩效管理情况\n编报绩效目标的2024年度项目3个，涉及预算金额40.00万元；绩效自评的2024年度项目4个，涉及预算金额50.00万元。",
    good: "十、预算绩效管理情况\n编报绩效目标的2024年度项目4个，涉及预算金额50.00万元；绩效自评的2024年度项目4个，涉及预算金额50.00万元。",
    check: None,
};
