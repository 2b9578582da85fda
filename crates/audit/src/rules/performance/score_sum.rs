use crate::{Group, Rule, Severity};

/// Scores that do not add up.
pub static RULE: Rule = Rule {
    code: "JS0601",
    name: "score-sum",
    group: Group::Performance,
    severity: Severity::Error,
    title: "绩效得分与分项不符",
    explanation: "绩效自评的总分、上级指标的得分或分值与下级指标之和不一致（自评表的总分还包括预算执行率一项），或得分加扣分不等于分值。",
    basis: "总分 = 各一级指标得分之和；上级指标得分 = 下级指标得分之和；得分 = 分值 − 扣分。",
    bad: "十四、关于2024年度预算绩效情况的说明\n整体支出绩效得分95分，具体情况如下：\n（一）产出指标（分值60分，得60分）\n（二）效益指标（分值40分，得30分，扣10分）",
    good: "十四、关于2024年度预算绩效情况的说明\n整体支出绩效得分90分，具体情况如下：\n（一）产出指标（分值60分，得60分）\n（二）效益指标（分值40分，得30分，扣10分）",
    check: None,
};
