use juesuan_amount::Quantity;
use juesuan_books::Comparison;

use crate::Target;
use crate::quality::words::is_percent;
use crate::quality::{About, Context, Finding, Rule, Severity};

/// Percentages that all aim at a hundred.
pub static RULE: Rule = Rule {
    code: "JX0210",
    name: "all-full-marks",
    severity: Severity::Info,
    title: "百分比目标全是100%",
    explanation: "五个以上的百分比指标几乎都要求100%（默认九成以上）：多半是照例填写，看不出哪一项真正要努力，自评时也容易全部满分。",
    basis: "目标值应当参照历史水平和标准逐项确定，相应匹配、合理可行。",
    fix: "按上年实际值和标准逐项定目标值；必须100%的留下少数几项",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n数量指标,甲类事项办结率,=,100,%\n质量指标,甲类事项合格率,=,100,%\n\
          时效指标,甲类事项及时率,=,100,%\n质量指标,乙类事项合格率,=,100,%\n社会效益指标,乙类事项覆盖率,=,100,%",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位\n数量指标,甲类事项办结率,=,100,%\n质量指标,甲类事项合格率,≥,98,%\n\
           时效指标,甲类事项及时率,≥,96,%\n质量指标,乙类事项合格率,≥,97,%\n社会效益指标,乙类事项覆盖率,≥,85,%",
    check,
};

/// So many percentages make a pattern.
const ENOUGH: usize = 5;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let percentages: Vec<&Target> = context
        .sheet
        .measured(context.plan)
        .map(|(_, target)| target)
        .filter(|target| target.aim.number().is_some() && is_percent(&target.measure))
        .collect();
    let upwards = |target: &&&Target| matches!(target.comparison, Comparison::Equal | Comparison::AtLeast);
    let full = |target: &&&Target| target.aim.number() == Some(Quantity::whole(100));
    let full = percentages.iter().filter(upwards).filter(full).count();
    let most = context.settings.all_full as usize;
    if percentages.len() >= ENOUGH && full * 100 >= percentages.len() * most {
        let message = format!("{}个百分比指标里有{full}个要求100%", percentages.len());
        out.push(RULE.finding(Severity::Info, About::Sheet, message));
    }
}
