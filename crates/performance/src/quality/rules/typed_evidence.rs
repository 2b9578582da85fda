use crate::quality::{About, Context, Finding, Rule, Severity};

/// Results that somebody typed.
pub static RULE: Rule = Rule {
    code: "JX0119",
    name: "typed-evidence",
    severity: Severity::Info,
    title: "实际值多由手工填报",
    explanation: "登记簿里已有的记录多半（默认超过50%）是手工填报的：有人签字，但没有系统或附件可以复核。",
    basis: "绩效信息应当真实、可复核；单位对自评结果的真实性负责（财预〔2020〕10号）。",
    fix: "从业务系统导入登记，或给各条记录附上附件的散列",
    bad: "指标设定\n三级指标,登记簿,取值方式\n办理来文,收文登记,件数\n\n\
          佐证\n登记簿,登记号,登记日期,是否手工填报,签字人\n收文登记,1,2024-05-06,是,张三",
    good: "指标设定\n三级指标,登记簿,取值方式\n办理来文,收文登记,件数\n\n\
           佐证\n登记簿,登记号,登记日期,是否手工填报,签字人\n收文登记,1,2024-05-06,否,",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let most = i64::from(context.settings.most_typed);
    for (index, _) in context.sheet.indicators(context.plan) {
        let Some(sums) = context.evidence(index) else { continue };
        if sums.manual.saturating_mul(100) > sums.items.saturating_mul(most) {
            let message = format!("{} 条记录里有 {} 条是手工填报的", sums.items, sums.manual);
            out.push(RULE.finding(Severity::Info, About::Target(index), message));
        }
    }
}
