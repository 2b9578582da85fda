use crate::quality::words::{aimed_words, numerals, plain};
use crate::quality::{About, Context, Finding, Rule, Severity};

/// A number that is written as words, so that nothing can be compared with it.
pub static RULE: Rule = Rule {
    code: "JX0102",
    name: "number-in-words",
    severity: Severity::Info,
    title: "有数却按文字填",
    explanation: "指标方向填“定性”，指标值里却有数（如“不低于80%”）：系统无法自动比较，监控和评分都要靠人。",
    basis: "指标值应由方向、数值、单位三项组成，才能随登记和支付自动计算。",
    fix: "把方向改为≥、≤、=等，指标值只填数，单位另填；日期用“期限”",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n质量指标,稿件采用率,定性,不低于80%,",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n质量指标,稿件采用率,≥,80,%",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.indicators(context.plan) {
        let Some(words) = aimed_words(target).map(plain) else { continue };
        if let Some(number) = numerals(&words).next() {
            let message = format!("指标值“{words}”里有数 {number}，方向却是“定性”");
            out.push(RULE.finding(Severity::Info, About::Target(index), message));
        }
    }
}
