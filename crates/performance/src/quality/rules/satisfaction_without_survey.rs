use juesuan_books::{Aggregation, FirstLevel};

use crate::Target;
use crate::quality::words::{WORDS, holds, plain};
use crate::quality::{About, Context, Finding, Rule, Severity};

/// A satisfaction rate that no survey stands behind.
pub static RULE: Rule = Rule {
    code: "JX0111",
    name: "satisfaction-without-survey",
    severity: Severity::Warning,
    title: "满意度没有调查",
    explanation: "满意度要有调查对象、答卷和算法：登记簿一份答卷一条，按达标占比、平均或比率取值。直接填一个百分数的，看不出问了谁、问了多少人。",
    basis: "满意度指标应明确服务对象和调查方法，样本可以复核。",
    fix: "设调查登记簿（一份答卷一条），取值方式用“达标占比”并写明达标线，或用“平均”“比率”",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,取值方式\n服务对象满意度指标,企业满意度,≥,90,%,,最新值",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,取值方式,达标线\n\
           服务对象满意度指标,企业满意度,≥,90,%,企业满意度问卷,达标占比,80",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.indicators(context.plan) {
        if target.dimension.first_level() == FirstLevel::Satisfaction
            && let Some(why) = fault(target)
        {
            out.push(RULE.finding(Severity::Warning, About::Target(index), why));
        }
    }
}

fn fault(target: &Target) -> Option<String> {
    if target.register.is_empty() {
        let told = holds(&plain(&target.source), &WORDS.surveys).is_some();
        let why = if told {
            "写了调查，但没有登记答卷的登记簿"
        } else {
            "没有登记答卷的登记簿，也没有写调查方法"
        };
        return Some(why.to_owned());
    }
    let sampled = matches!(target.aggregation, Aggregation::Share | Aggregation::Average | Aggregation::Ratio);
    (!sampled).then(|| format!("取值方式是“{}”，看不出调查了多少人", target.aggregation.name()))
}
