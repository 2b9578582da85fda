use juesuan_amount::Quantity;
use juesuan_books::{Aggregation, FirstLevel};

use crate::quality::{About, Context, Finding, Rule, Severity};

/// A satisfaction rate of a handful of people.
pub static RULE: Rule = Rule {
    code: "JX0120",
    name: "small-sample",
    severity: Severity::Info,
    title: "满意度样本太少",
    explanation: "满意度已有的答卷很少（默认不到30份）：多一份少一份，比率就差好几个百分点，说明不了服务对象的看法。\
                  达标占比、平均按记录条数算样本，比率按基数算。",
    basis: "满意度应当来自有代表性的样本。",
    fix: "扩大调查范围，登记全部答卷；服务对象本来就少的，说明已全部调查",
    bad: "指标设定\n二级指标,三级指标,登记簿,取值方式\n满意度,企业满意度,企业问卷,比率\n\n\
          佐证\n登记簿,登记号,登记日期,数值,基数\n企业问卷,1,2024-05-06,11,12",
    good: "指标设定\n二级指标,三级指标,登记簿,取值方式\n满意度,企业满意度,企业问卷,比率\n\n\
           佐证\n登记簿,登记号,登记日期,数值,基数\n企业问卷,1,2024-05-06,188,200",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let least = context.settings.least_sample;
    for (index, target) in context.sheet.indicators(context.plan) {
        let Some(sums) = context.evidence(index) else { continue };
        let sample = match target.aggregation {
            Aggregation::Share | Aggregation::Average => sums.items,
            // Without a base there is no rate, which is told as that.
            Aggregation::Ratio if sums.base > Quantity::ZERO => sums.base.0 / Quantity::ONE.0,
            _ => continue,
        };
        if target.dimension.first_level() == FirstLevel::Satisfaction && sample < i64::from(least) {
            let message = format!("只调查了 {sample} 份，不到 {least} 份");
            out.push(RULE.finding(Severity::Info, About::Target(index), message));
        }
    }
}
