use juesuan_amount::Quantity;
use juesuan_books::Comparison;

use crate::Target;
use crate::quality::{About, Context, Finding, Rule, Severity};

/// A target far below what was reached last year.
pub static RULE: Rule = Rule {
    code: "JX0110",
    name: "easy-target",
    severity: Severity::Warning,
    title: "目标值明显低于上年实际",
    explanation: "上年实际值已经大大超过本年的目标（默认超过目标的130%），目标不费力就能完成，评不出好坏。反向指标同样：目标比上年实际宽得多。",
    basis: "目标值应当合理可行、有一定挑战；因目标偏低而超额完成的，自评应当扣分（财预〔2020〕10号）。",
    fix: "参照上年实际值和近年趋势提高目标值；确有特殊原因的，在数据来源里说明",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,上年实际值\n数量指标,编发信息,≥,100,篇,190",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,上年实际值\n数量指标,编发信息,≥,180,篇,190",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let easy = i128::from(context.settings.easy);
    for (index, target) in context.sheet.indicators(context.plan) {
        let Some((aim, last)) = compared(target) else { continue };
        let above = |more: i128, less: i128| more * 100 > less * easy;
        let too_easy = match target.comparison {
            Comparison::AtLeast | Comparison::Above | Comparison::Equal => above(last, aim),
            Comparison::AtMost | Comparison::Below => above(aim, last),
            Comparison::By | Comparison::Qualitative => false,
        };
        if too_easy {
            let last = target.baseline.unwrap_or_default();
            let message = format!("上年实际 {last}{}，本年目标只是 {}", target.measure, target.aim_text());
            out.push(RULE.finding(Severity::Warning, About::Target(index), message));
        }
    }
}

/// What is aimed at and what was reached last year, where both are more than nothing.
fn compared(target: &Target) -> Option<(i128, i128)> {
    let (aim, last) = (target.aim.number()?, target.baseline?);
    let positive = aim > Quantity::ZERO && last > Quantity::ZERO;
    positive.then_some((i128::from(aim.0), i128::from(last.0)))
}
