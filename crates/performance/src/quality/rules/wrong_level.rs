use crate::quality::words::Topic;
use crate::quality::{About, Context, Finding, Rule, Severity};

/// An indicator under a second level that is about something else.
pub static RULE: Rule = Rule {
    code: "JX0108",
    name: "wrong-level",
    severity: Severity::Warning,
    title: "二级指标归类不当",
    explanation: "按名称里的词判断内容，与所在的二级指标对照：满意度写进社会效益、及时率写进质量、财经纪律写进生态效益、成本写进产出等。",
    basis: "财预〔2021〕101号对成本、产出、效益、满意度各级指标的定义。",
    fix: "移到内容相符的二级指标下；该级没有合适内容的，另设反映它的指标",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n生态效益指标,财务制度执行率,=,100,%",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n生态效益指标,办公区用电量下降率,≥,5,%",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (index, target) in context.sheet.indicators(context.plan) {
        if let Some(topic) = Topic::misplaced(target) {
            let (under, homes) = (target.dimension.name(), topic.homes());
            let message = format!("说的是{}，却归在{under}，应归入{homes}", topic.name);
            out.push(RULE.finding(Severity::Warning, About::Target(index), message));
        }
    }
}
