use juesuan_books::FirstLevel;

use crate::Target;
use crate::quality::words::{Topic, WORDS, aimed_words, holds, plain};
use crate::quality::{About, Context, Finding, Rule, Severity};

/// Keeping the rules, counted as a benefit.
pub static RULE: Rule = Rule {
    code: "JX0109",
    name: "compliance-as-benefit",
    severity: Severity::Warning,
    title: "以合规代替效益",
    explanation: "效益指标写的是合规、制度、公开、内控：那是花钱的前提，不是花钱带来的改变。守了规矩不等于有了效益。",
    basis: "效益指标反映支出带来的经济、社会、生态影响；合规属于管理要求。",
    fix: "写明谁因此有了什么变化（办事时间、成本、收入、安全、环境），合规要求移到质量指标",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n社会效益指标,工作程序合规率,=,100,%",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n社会效益指标,群众平均办事时间缩短比例,≥,20,%",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let benefits =
        context.sheet.indicators(context.plan).filter(|(_, t)| t.dimension.first_level() == FirstLevel::Benefit);
    for (index, target) in benefits {
        // What stands under the wrong level altogether is told as that.
        if Topic::misplaced(target).is_some() {
            continue;
        }
        if let Some(word) = compliance(target) {
            let message = format!("“{word}”是守规矩，不是{}", target.dimension.name().trim_end_matches("指标"));
            out.push(RULE.finding(Severity::Warning, About::Target(index), message));
        }
    }
}

fn compliance(target: &Target) -> Option<&'static str> {
    let text = plain(&target.name) + &plain(aimed_words(target).unwrap_or_default());
    holds(&text, &WORDS.compliance).filter(|_| holds(&text, &WORDS.compliance_except).is_none())
}
