use juesuan_form::Role;

use super::{
    evaluated::{aligned, evaluated},
    goal::Attainment,
};
use crate::{Context, Finding, Group, Rule, Severity, understand::Measure};

/// Full marks for a goal that was missed.
pub static RULE: Rule = Rule {
    code: "JS0611",
    name: "full-marks-unmet",
    group: Group::Performance,
    severity: Severity::Warning,
    title: "指标未完成却得满分",
    explanation: "绩效自评表里，目标值写明方向（≥、≤、不低于……）而实际完成值没有达到，却给了满分。评分办法可能允许一定偏差，因此报警告。",
    basis: "定量指标未完成目标值的，按完成值与目标值的比例计分。",
    bad: "项目支出绩效自评表\n\
          一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分\n\
          产出指标|质量指标|验收合格率|≥100%|95%|60|60\n\
          效益指标|社会效益指标|隐患整改率|≥95%|96%|40|40\n\
          总分|||||100|100",
    good: "项目支出绩效自评表\n\
           一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分\n\
           产出指标|质量指标|验收合格率|≥100%|95%|60|57\n\
           效益指标|社会效益指标|隐患整改率|≥95%|96%|40|40\n\
           总分|||||100|97",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for evaluated in evaluated(context) {
        for indicator in evaluated.table.indicators.iter().filter(|indicator| indicator.leaf) {
            let points = |measure| evaluated.points(&indicator.row, measure);
            let (Some((full, _)), Some((score, figure))) = (points(Measure::ScoreFull), points(Measure::Score)) else {
                continue;
            };
            let is_full = full.mantissa > 0 && aligned(score, full).is_some_and(|(score, full)| score >= full);
            let missed = Attainment::of(&evaluated, &indicator.row).is_some_and(|found| found.is_missed());
            let (Some((goal, _)), Some((result, place))) =
                (evaluated.words(&indicator.row, Role::Target), evaluated.words(&indicator.row, Role::Actual))
            else {
                continue;
            };
            if is_full && missed {
                let message =
                    format!("“{}”目标值 {goal}，实际完成 {result}，没有达到却得满分 {score}分", indicator.name);
                out.push(RULE.finding(Severity::Warning, vec![figure.place, place], message));
            }
        }
    }
}
