use crate::quality::{About, Context, Finding, Rule, Severity};

/// A trajectory that leaves nearly everything to the year's end.
pub static RULE: Rule = Rule {
    code: "JX0117",
    name: "late-trajectory",
    severity: Severity::Info,
    title: "序时目标都压在年底",
    explanation: "到9月底应完成的部分很少（默认不到25%）：前三个季度怎么拖都不算落后，监控不出问题，年底容易突击花钱。",
    basis: "绩效运行监控要求按进度对照目标（财预〔2019〕136号）。",
    fix: "按工作安排把目标分到各季度；确为年底一次完成的，改用期限指标",
    bad: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,取值方式,序时目标\n数量指标,调研报告,≥,20,篇,调研登记,件数,\"0,0,10,100\"",
    good: "指标设定\n二级指标,三级指标,指标方向,指标值,计量单位,登记簿,取值方式,序时目标\n数量指标,调研报告,≥,20,篇,调研登记,件数,\"10,40,70,100\"",
    check,
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let year = context.plan.year;
    let end_of_september = juesuan_books::Date::new(year, 9, 30).map_or(273, juesuan_books::Date::day_of_year);
    for (index, target) in context.sheet.indicators(context.plan) {
        // Millionths; the setting is in hundredths of a percent.
        let due = target.trajectory.due(year, end_of_september) / 100;
        if target.accumulates() && due < context.settings.due_by_september {
            let message = format!("到9月底只要求完成 {}%", juesuan_amount::Fen(i64::from(due)));
            out.push(RULE.finding(Severity::Info, About::Target(index), message));
        }
    }
}
