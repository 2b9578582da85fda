use juesuan_books::FirstLevel;

use crate::quality::{About, Context, Finding, Rule, Severity};

/// A sheet without output, or without satisfaction.
pub static RULE: Rule = Rule {
    code: "JX0204",
    name: "missing-level",
    severity: Severity::Warning,
    title: "缺少一级指标",
    explanation: "没有产出指标的报警告：看不出做了什么。没有满意度指标的报提示：没有直接服务对象的项目可以不设，分值并入效益。缺少效益指标另有规则。",
    basis: "财预〔2021〕101号的指标框架。",
    fix: "补设所缺的一级指标",
    bad: "指标设定\n二级指标,三级指标\n社会效益指标,群众平均办事时间缩短比例\n服务对象满意度指标,群众满意度",
    good: "指标设定\n二级指标,三级指标\n数量指标,办理事项\n社会效益指标,群众平均办事时间缩短比例\n服务对象满意度指标,群众满意度",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut measured = context.sheet.measured(context.plan).peekable();
    if measured.peek().is_none() {
        return;
    }
    let levels: Vec<FirstLevel> = measured.map(|(_, target)| target.dimension.first_level()).collect();
    for (level, severity, why) in [
        (FirstLevel::Output, Severity::Warning, "看不出做了什么"),
        (FirstLevel::Satisfaction, Severity::Info, "有直接服务对象的应当设"),
    ] {
        if !levels.contains(&level) {
            out.push(RULE.finding(severity, About::Sheet, format!("没有{}，{why}", level.name())));
        }
    }
}
