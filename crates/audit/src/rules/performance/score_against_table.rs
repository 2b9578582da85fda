use juesuan_form::{Kind, TOTAL};

use super::evaluated::{aligned, evaluated};
use crate::{
    Context, Finding, Group, Rule, Severity,
    understand::{Measure, STATED, Value},
};

/// A score in the text that is not the total of the table.
pub static RULE: Rule = Rule {
    code: "JS0610",
    name: "score-against-table",
    group: Group::Performance,
    severity: Severity::Error,
    title: "正文所写的自评得分与自评表不符",
    explanation: "正文写明的自评得分与所附自评表的总分不一致。只在文件附有一张自评表、且正文说的是同一个得分时核对；\
                  正文前后写了不同的得分时，与总分不同的报警告。",
    basis: "自评报告的得分取自自评表的总分。",
    bad: "临江县水利局2024年度部门决算\n十四、关于2024年度预算绩效情况的说明\n经自评，整体支出绩效自评得分为98.7分。\n\
          部门整体支出绩效自评表\n\
          一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分\n\
          产出指标|数量指标|检查次数|≥12次|12次|60|60\n\
          效益指标|社会效益指标|隐患整改率|≥95%|93%|40|37.7\n\
          总分|||||100|97.7",
    good: "临江县水利局2024年度部门决算\n十四、关于2024年度预算绩效情况的说明\n经自评，整体支出绩效自评得分为97.7分。\n\
           部门整体支出绩效自评表\n\
           一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分\n\
           产出指标|数量指标|检查次数|≥12次|12次|60|60\n\
           效益指标|社会效益指标|隐患整改率|≥95%|93%|40|37.7\n\
           总分|||||100|97.7",
    check: Some(check),
};

/// Scores of the text that differ among themselves stand in no relation; one of them may still be that of the table.
fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let one = context.outline.evaluations.len() == 1 && context.outline.kind == Kind::PerformanceSelfEvaluation;
    for evaluated in evaluated(context).filter(|_| one) {
        let Some((total, table)) = evaluated.points(TOTAL, Measure::Score) else { continue };
        let apart = format!("{STATED}{TOTAL}@");
        let scores = context.facts.figures.iter().filter(|figure| {
            figure.key.as_ref().is_some_and(|key| key.measure == Measure::Score && key.row.starts_with(&apart))
        });
        for figure in scores {
            let Value::Number(score) = figure.value else { continue };
            let says_so = is_own(&context.document.text_of(figure.place)[..figure.place.start]);
            if says_so && aligned(score, total).is_some_and(|(score, total)| score != total) {
                let message = format!("正文写自评得分 {score}分，自评表总分为 {total}分");
                let mut finding = RULE.finding(Severity::Warning, vec![figure.place, table.place], message);
                finding.expected = Some(format!("{total}分"));
                out.push(finding);
            }
        }
    }
}

/// Whether the words before a score call it the unit's own.
fn is_own(before: &str) -> bool {
    ["自评得分为", "自评得分", "自评总分为", "自评总分"].iter().any(|words| before.trim_end().ends_with(words))
}
