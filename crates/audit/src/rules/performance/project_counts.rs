use crate::{Group, Rule, Severity};

/// Numbers of projects and problems that do not fit each other.
pub static RULE: Rule = Rule {
    code: "JS0603",
    name: "project-counts",
    group: Group::Performance,
    severity: Severity::Error,
    title: "绩效项目数量前后不符",
    explanation: "自评项目数与优、良、合格、不合格各等级项目数之和不一致，或发现的问题数与已整改、正在整改数之和不一致。",
    basis: "每个自评项目只评一个等级。",
    bad: "十、预算绩效管理情况\n绩效自评的2024年度项目4个，涉及预算金额50.00万元（其中，绩效评级为“优”的项目3个；绩效评级为“良”的项目0个；绩效评级为“合格”的项目0个；绩效评级为“不合格”的项目0个）。",
    good: "十、预算绩效管理情况\n绩效自评的2024年度项目4个，涉及预算金额50.00万元（其中，绩效评级为“优”的项目3个；绩效评级为“良”的项目1个；绩效评级为“合格”的项目0个；绩效评级为“不合格”的项目0个）。",
    check: None,
};
