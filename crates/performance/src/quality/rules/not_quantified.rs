use juesuan_books::{Dimension, FirstLevel};

use crate::Target;
use crate::quality::words::{WORDS, aimed_words, holds, plain};
use crate::quality::{About, Context, Finding, Rule, Severity};

/// A target in words that nothing can be measured by.
pub static RULE: Rule = Rule {
    code: "JX0101",
    name: "not-quantified",
    severity: Severity::Warning,
    title: "指标值没有量化",
    explanation: "指标值是“提升”“增强”“有效”“合规”一类的话，年底说不清完成没有。数量、时效、成本指标，以及只有愿望没有尺度的，报警告；\
                  其余定性指标报提示：至少要写明达成、部分达成、未达成各是什么样。",
    basis: "绩效目标应当细化量化，难以量化的定性表述也应可衡量（财预〔2015〕88号）。",
    fix: "改成数值和单位（比上年提高几个百分点、达到多少件），或写明可核对的状态和各档标准",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n社会效益指标,城市形象,定性,有效提升,",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n社会效益指标,主流媒体正面报道篇数,≥,60,篇",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.indicators(context.plan) {
        let Some(words) = aimed_words(target).map(plain) else { continue };
        if words.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let wish = holds(&words, &WORDS.wishes);
        let (severity, why) = match wish {
            Some(wish) => (Severity::Warning, format!("“{wish}”是愿望，没有尺度")),
            None if must_be_a_number(target) => {
                (Severity::Warning, format!("{}应当是数或日期", target.dimension.name()))
            }
            None => (Severity::Info, "是定性指标，应写明各档的标准".to_owned()),
        };
        out.push(RULE.finding(severity, About::Target(index), format!("指标值“{words}”没有量化：{why}")));
    }
}

const fn must_be_a_number(target: &Target) -> bool {
    matches!(target.dimension, Dimension::Quantity | Dimension::Timeliness)
        || matches!(target.dimension.first_level(), FirstLevel::Cost | FirstLevel::Satisfaction)
}
