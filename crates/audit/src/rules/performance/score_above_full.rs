use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::figures::printed,
    understand::{Figure, Measure, Value},
};

/// A score above what can be reached.
pub static RULE: Rule = Rule {
    code: "JS0604",
    name: "score-above-full",
    group: Group::Performance,
    severity: Severity::Error,
    title: "绩效得分超过分值",
    explanation: "指标得分大于它的分值，文字里的和绩效自评表里的都核对。另有加分项而总分超过100分的不在此列。",
    basis: "得分 ≤ 分值。",
    bad: "十四、关于2024年度预算绩效情况的说明\n具体情况如下：\n（一）产出指标（分值60分，得65分）\n（二）效益指标（分值40分，得30分）",
    good: "十四、关于2024年度预算绩效情况的说明\n具体情况如下：\n（一）产出指标（分值60分，得55分）\n（二）效益指标（分值40分，得30分）",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for indicator in &context.facts.indicators {
        let figure = |measure| printed(context, &indicator.area, &indicator.row, measure);
        let (Some(full), Some(score)) = (figure(Measure::ScoreFull), figure(Measure::Score)) else { continue };
        if exceeds(score, full) {
            let describer = context.describer();
            let (score_text, full_text) = (describer.printed(score), describer.printed(full));
            let message = format!("“{}”得 {score_text}，超过分值 {full_text}", indicator.name);
            out.push(RULE.finding(Severity::Error, vec![score.place, full.place], message));
        }
    }
}

fn exceeds(score: &Figure, full: &Figure) -> bool {
    let (Value::Number(score), Value::Number(full)) = (score.value, full.value) else { return false };
    let scale = score.scale.max(full.scale);
    let at = |number: juesuan_amount::Decimal| {
        10i128.checked_pow(scale - number.scale).and_then(|factor| number.mantissa.checked_mul(factor))
    };
    at(score).zip(at(full)).is_some_and(|(score, full)| score > full)
}
