use juesuan_books::{Aggregation, FirstLevel};

use crate::quality::{About, Context, Finding, Rule, Severity};

/// An indicator whose actual value comes from nowhere.
pub static RULE: Rule = Rule {
    code: "JX0105",
    name: "missing-source",
    severity: Severity::Warning,
    title: "没有数据来源",
    explanation: "没有登记簿的指标，实际值没有出处，只能到年底凭人填写，平时无从监控。写明了来源但没有登记簿的报提示。满意度另有规则。",
    basis: "绩效指标应当数据可得、来源可靠、可以复核（财预〔2021〕101号的取值要求）。",
    fix: "写明登记簿和取值方式，让实际值从登记里算出来；确实没有系统的，设一本手工登记簿，由人签字填报",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,数据来源\n数量指标,编印参阅资料,≥,100,篇,,",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,数据来源\n数量指标,编印参阅资料,≥,100,篇,参阅资料登记,办公系统",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.measured(context.plan) {
        let told = !target.register.is_empty() || target.aggregation == Aggregation::Execution;
        if told || target.dimension.first_level() == FirstLevel::Satisfaction {
            continue;
        }
        let (severity, message) = if target.source.is_empty() {
            (Severity::Warning, "没有登记簿，也没有写数据来源".to_owned())
        } else {
            (Severity::Info, format!("来源写的是“{}”，但没有登记簿，不能自动取数", target.source))
        };
        out.push(RULE.finding(severity, About::Target(index), message));
    }
}
