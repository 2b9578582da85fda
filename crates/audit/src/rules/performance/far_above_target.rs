use juesuan_form::Role;

use super::{evaluated::evaluated, goal::Attainment};
use crate::{Context, Finding, Group, Rule, Severity};

/// A result far above its goal that is not explained.
pub static RULE: Rule = Rule {
    code: "JS0612",
    name: "far-above-target",
    group: Group::Performance,
    severity: Severity::Info,
    title: "完成值远超目标值而没有说明",
    explanation: "绩效自评表里，实际完成值超过目标值的130%，偏差原因一栏却是空的。目标值可能定得偏低。表上没有偏差原因栏、或一栏都没有填的不报告。",
    basis: "自评要求：实际完成值明显超出目标值的，应当说明原因；因目标值定得明显偏低的，应当适当扣分。",
    bad: "项目支出绩效自评表\n\
          一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施\n\
          产出指标|数量指标|检查次数|≥100次|201次|60|60|\n\
          效益指标|社会效益指标|隐患整改率|≥95%|90%|40|38|部分隐患跨年整改，将倒排工期\n\
          总分|||||100|98|",
    good: "项目支出绩效自评表\n\
           一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施\n\
           产出指标|数量指标|检查次数|≥100次|201次|60|60|汛期加密检查\n\
           效益指标|社会效益指标|隐患整改率|≥95%|90%|40|38|部分隐患跨年整改，将倒排工期\n\
           总分|||||100|98|",
    check: Some(check),
};

/// Results above so many percent of the goal ask for an explanation.
const FAR: i128 = 130;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for evaluated in evaluated(context).filter(|evaluated| evaluated.has(Role::Reason)) {
        for indicator in evaluated.table.indicators.iter().filter(|indicator| indicator.leaf) {
            let reason = evaluated.words(&indicator.row, Role::Reason).map(|(words, _)| words);
            let explained = reason.is_some_and(|reason| !matches!(reason, "无" | "/" | "-" | "—" | "——"));
            let far = Attainment::of(&evaluated, &indicator.row).is_some_and(|found| found.exceeds(FAR));
            let (Some((goal, _)), Some((result, place))) =
                (evaluated.words(&indicator.row, Role::Target), evaluated.words(&indicator.row, Role::Actual))
            else {
                continue;
            };
            if far && !explained {
                let name = &indicator.name;
                let message = format!("“{name}”目标值 {goal}，实际完成 {result}，超过目标值的130%，没有说明原因");
                out.push(RULE.finding(Severity::Info, vec![place], message));
            }
        }
    }
}
