use juesuan_amount::Fen;
use juesuan_books::FirstLevel;

use crate::quality::{About, Context, Finding, Rule, Severity};

/// Too few benefit indicators.
pub static RULE: Rule = Rule {
    code: "JX0205",
    name: "few-benefits",
    severity: Severity::Warning,
    title: "效益指标太少",
    explanation: "效益指标的个数或分值占比过低（默认个数不低于15%、分值不低于20%）：钱花得合不合规看得出来，花得值不值看不出来。",
    basis: "产出、效益合计原则上不低于60%，效益是评价重点（财预〔2020〕10号）；预算绩效管理要从看合规转向看效益。",
    fix: "增设反映支出带来什么改变的效益指标，或提高其分值",
    bad: "指标设定\n二级指标,三级指标,分值\n数量指标,办理来文,60\n质量指标,来文差错率,30\n时效指标,来文按期办结率,10",
    good: "指标设定\n二级指标,三级指标,分值\n数量指标,办理来文,60\n质量指标,来文差错率,10\n社会效益指标,群众平均办事时间缩短比例,30",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let (sheet, plan) = (context.sheet, context.plan);
    let all = sheet.measured(plan).count() as u64;
    let benefits =
        sheet.measured(plan).filter(|(_, target)| target.dimension.first_level() == FirstLevel::Benefit).count() as u64;
    if all == 0 {
        return;
    }
    if benefits == 0 {
        out.push(RULE.finding(Severity::Warning, About::Sheet, format!("{all}个指标里没有效益指标")));
        return;
    }
    let share = |part: u64, whole: u64| u32::try_from(part * 10_000 / whole).unwrap_or(u32::MAX);
    let percent = |share: u32| format!("{}%", Fen(i64::from(share)));
    let (by_count, least) = (share(benefits, all), context.settings.least_benefit_count);
    if by_count < least {
        let (has, least) = (percent(by_count), percent(least));
        let message = format!("{all}个指标里只有{benefits}个效益指标，占 {has}，低于 {least}");
        out.push(RULE.finding(Severity::Warning, About::Sheet, message));
    }
    let total = sheet.total(plan);
    if total > 0 {
        let points = sheet.points(plan, FirstLevel::Benefit);
        let (by_weight, least) = (share(points.into(), total.into()), context.settings.least_benefit_weight);
        if by_weight < least {
            let (has, least) = (percent(by_weight), percent(least));
            out.push(RULE.finding(Severity::Warning, About::Sheet, format!("效益指标的分值占 {has}，低于 {least}")));
        }
    }
}
