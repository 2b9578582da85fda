use juesuan_amount::Decimal;
use juesuan_form::{FUNDS, TOTAL};

use super::evaluated::{Evaluated, evaluated};
use crate::{Context, Finding, Group, Rule, Severity, understand::Figure, understand::Measure};

/// Full scores that do not make up 100.
pub static RULE: Rule = Rule {
    code: "JS0609",
    name: "weights-not-hundred",
    group: Group::Performance,
    severity: Severity::Warning,
    title: "自评表分值合计不是100分",
    explanation: "绩效自评表没有印总分值，或者分值、得分都加不到总分（可能漏了行）时，各指标分值（连同预算执行率的分值）之和不是100分；或者印出的总分值不是100分。\
                  设有加分项的表不核对。有的地方另行规定总分，因此报警告。",
    basis: "项目支出绩效自评总分为100分，预算执行率和各级指标的分值合计应为100分。",
    bad: "项目支出绩效自评表\n\
          一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分\n\
          产出指标|数量指标|检查次数|≥12次|12次|60|60\n\
          效益指标|社会效益指标|隐患整改率|≥95%|96%|30|30\n\
          总分||||| |90",
    good: "项目支出绩效自评表\n\
           一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分\n\
           产出指标|数量指标|检查次数|≥12次|12次|60|60\n\
           效益指标|社会效益指标|隐患整改率|≥95%|96%|40|40\n\
           总分||||| |100",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for evaluated in evaluated(context).filter(|evaluated| !evaluated.table.bonus) {
        let printed = evaluated.points(TOTAL, Measure::ScoreFull);
        let found = match printed {
            Some((total, figure)) if !is_whole(total) => Some((total, figure)),
            // A total that the indicators make up is proven or disproven by itself.
            Some(_)
                if context.facts.indicators.iter().any(|i| i.area == evaluated.table.area && i.parent.is_none()) =>
            {
                None
            }
            _ => summed(&evaluated),
        };
        if let Some((total, figure)) = found {
            let message = format!("自评表的分值合计为 {}分，不是100分", total.trimmed());
            out.push(RULE.finding(Severity::Warning, vec![figure.place], message));
        }
    }
}

/// The sum of all full scores, if it is 100 neither with nor without that of the execution; with the last one that counts.
/// Nothing is said of a table that is not summed up: it may go on elsewhere.
fn summed<'a>(evaluated: &Evaluated<'a>) -> Option<(Decimal, &'a Figure)> {
    evaluated.points(TOTAL, Measure::Score)?;
    if groups(evaluated).is_some_and(is_whole) {
        return None;
    }
    let mut sum = 0i128;
    let mut last = None;
    for indicator in evaluated.table.indicators.iter().filter(|indicator| indicator.leaf) {
        let (points, figure) = evaluated.points(&indicator.row, Measure::ScoreFull)?;
        sum = sum.checked_add(points.mantissa_at(SCALE)?)?;
        last = Some(figure);
    }
    let execution = evaluated.points(FUNDS, Measure::ScoreFull).and_then(|(points, _)| points.mantissa_at(SCALE));
    let with = Decimal::new(sum + execution.unwrap_or(0), SCALE);
    let fits = is_whole(with) || is_whole(Decimal::new(sum, SCALE));
    last.filter(|_| !fits).map(|figure| (with, figure))
}

/// The sum of the full scores of the first level; those below may be shares of them.
fn groups(evaluated: &Evaluated<'_>) -> Option<Decimal> {
    let groups = evaluated.table.indicators.iter().filter(|indicator| indicator.parent.is_none());
    let points = |row: &str| evaluated.points(row, Measure::ScoreFull)?.0.mantissa_at(SCALE);
    let sum = groups.map(|group| points(&group.row)).try_fold(0i128, |sum, points| sum.checked_add(points?));
    Some(Decimal::new(sum?, SCALE))
}

/// Points are counted in millionths.
const SCALE: u32 = 6;

/// Whether points make up a whole: 100, or 1 where they are printed as fractions.
fn is_whole(points: Decimal) -> bool {
    [Decimal::new(100, 0), Decimal::new(1, 0)].contains(&points.trimmed())
}
