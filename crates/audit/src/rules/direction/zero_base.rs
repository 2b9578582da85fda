use crate::{
    Context, Finding, Group, Rule, Severity,
    understand::{Figure, Key, Measure, Period, Value},
};

/// A percentage of nothing: completion of a zero budget, growth on a zero base.
pub static RULE: Rule = Rule {
    code: "JS0403",
    name: "zero-base",
    group: Group::Direction,
    severity: Severity::Warning,
    title: "基数为零却写了百分比",
    explanation: "预算数或上年数为零时，完成率、增减百分比没有意义，应当不写或注明“基数为零，不可比”。",
    basis: "百分比的分母不能为零。",
    bad: "十、机关运行经费支出说明\n本部门2024年度机关运行经费支出10.00万元，比上年决算数增加10.00万元，增长100.00%。",
    good: "十、机关运行经费支出说明\n本部门2024年度机关运行经费支出10.00万元，比上年决算数增加2.00万元，增长25.00%。",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for figure in &context.facts.figures {
        let Some(key) = &figure.key else { continue };
        let Value::Percent(percent) = figure.value else { continue };
        if percent.0.is_zero() {
            continue;
        }
        let amount = |measure: Measure| fen(context, key, measure);
        let (actual, base) = match key.measure {
            Measure::Completion if amount(Measure::AdjustedBudget).is_none() => {
                (amount(Measure::Actual), amount(Measure::Budget))
            }
            Measure::ChangeRate => {
                let actual = amount(Measure::Actual);
                (actual, actual.zip(amount(Measure::Change)).map(|(actual, change)| actual - change))
            }
            _ => continue,
        };
        if base == Some(0) && actual.is_some_and(|a| a != 0) {
            out.push(finding(context, figure));
        }
    }
}

fn fen(context: &Context<'_>, key: &Key, measure: Measure) -> Option<i128> {
    let key = Key { measure, period: Period::Current, ..key.clone() };
    match context.facts.at(&key).next()?.value {
        Value::Money(money) => Some(money.nearest()),
        _ => None,
    }
}

fn finding(context: &Context<'_>, figure: &Figure) -> Finding {
    let printed = context.document.words_at(figure.place);
    let message = format!("“{}”的基数为零，百分比“{printed}”没有意义，应不写或注明不可比", figure.subject);
    RULE.finding(Severity::Warning, vec![figure.place], message)
}
