use std::cmp::Ordering;

use juesuan_amount::{Interval, Percent};

use crate::{
    Context, Finding, Group, Proof, ProofTerm, Rule, Severity,
    understand::{Base, Figure, Key, Measure, Period, Value, Verdict},
};

/// 决算数大于（小于、等于）预算数 against the two printed amounts.
pub static RULE: Rule = Rule {
    code: "JS0401",
    name: "against-budget",
    group: Group::Direction,
    severity: Severity::Error,
    title: "决算数与预算数的大小关系写反",
    explanation: "文中写“决算数大于（小于、等于）预算数”，与同一段印出的决算数、预算数不符。",
    basis: "大小关系由印出的两个金额直接判断；两数四舍五入后相同而写大于或小于的，只作提醒。",
    bad: "七、财政拨款“三公”经费支出决算情况说明\n（一）总体情况说明\n公务接待费支出预算为4.30万元，支出决算为4.28万元，决算数大于预算数的主要原因是控制接待。",
    good: "七、财政拨款“三公”经费支出决算情况说明\n（一）总体情况说明\n公务接待费支出预算为4.30万元，支出决算为4.28万元，决算数小于预算数的主要原因是控制接待。",
    check: Some(check),
};

/// Amounts that differ by less than one part in so many may be called equal without a lie.
const LOOSE_EQUALITY: i128 = 100;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for verdict in context.facts.verdicts.iter().filter(|v| v.base == Base::Budget) {
        let (Some(actual), Some(budget)) = (
            nearest(context, verdict, &[Measure::Actual]),
            nearest(context, verdict, &[Measure::Budget, Measure::AdjustedBudget]),
        ) else {
            out.extend(against_rate(context, verdict));
            continue;
        };
        let precision = context.precision;
        let (Some((a, a_strict)), Some((b, b_strict))) = (precision.intervals(actual), precision.intervals(budget))
        else {
            continue;
        };
        let proven = order(a, b);
        let holds = proven == verdict.ordering || order(a_strict, b_strict) == verdict.ordering;
        if holds || (verdict.approximate && close(a.lo, b.lo)) {
            continue;
        }
        let sure = proven != Ordering::Equal && !(verdict.ordering == Ordering::Equal && close(a.lo, b.lo));
        let severity = if sure { Severity::Error } else { Severity::Warning };
        out.push(finding(context, verdict, actual, budget, proven, severity));
    }
}

/// The completion rate before the words, where no budget is printed: 完成预算80%，决算数大于预算数.
fn against_rate(context: &Context<'_>, verdict: &Verdict) -> Option<Finding> {
    if nearest(context, verdict, &[Measure::AdjustedBudget, Measure::AdjustedCompletion]).is_some() {
        return None;
    }
    let beside = |figure: &&Figure| figure.place.block == verdict.place.block && figure.place < verdict.place;
    let rate = nearest(context, verdict, &[Measure::Completion]).filter(beside)?;
    let Value::Percent(Percent(percent)) = rate.value else { return None };
    // What rounds to 100 % may be above or below it.
    let all = 100 * 10i128.checked_pow(percent.scale)?;
    let proven = percent.mantissa.cmp(&all);
    if proven == verdict.ordering || proven == Ordering::Equal || verdict.approximate {
        return None;
    }
    let printed = context.describer().printed(rate);
    let relation = word(proven);
    let words = context.document.words_at(verdict.place);
    let message = format!("“{}”完成预算的 {printed}，决算数{relation}预算数，文中却写“{words}”", verdict.subject);
    let mut finding = RULE.finding(Severity::Error, vec![verdict.place, rate.place], message);
    finding.expected = Some(format!("决算数{relation}预算数"));
    finding.suspect = Some(format!("“{}”的方向词“{words}”", verdict.subject));
    Some(finding)
}

/// How two hidden amounts stand to each other, as far as their intervals tell; equal if they may be.
fn order(a: Interval, b: Interval) -> Ordering {
    if a.lo > b.hi {
        Ordering::Greater
    } else if a.hi < b.lo {
        Ordering::Less
    } else {
        Ordering::Equal
    }
}

fn close(a: i128, b: i128) -> bool {
    (a - b).abs() * LOOSE_EQUALITY < a.abs().max(b.abs())
}

/// The last figure of the subject before the words, in the same section, of one of the measures.
fn nearest<'a>(context: &Context<'a>, verdict: &Verdict, measures: &[Measure]) -> Option<&'a Figure> {
    let key = |measure: &Measure| Key {
        area: verdict.area.clone(),
        row: verdict.row.clone(),
        measure: measure.clone(),
        period: Period::Current,
    };
    let figures = |measure| context.facts.at(&key(measure)).collect::<Vec<&Figure>>();
    let figures: Vec<&Figure> = measures.iter().flat_map(figures).collect();
    let before = figures.iter().copied().filter(|f| f.place < verdict.place).max_by_key(|f| f.place);
    before.or_else(|| figures.first().copied())
}

fn finding(
    context: &Context<'_>,
    verdict: &Verdict,
    actual: &Figure,
    budget: &Figure,
    proven: Ordering,
    severity: Severity,
) -> Finding {
    let describer = context.describer();
    let relation = word(proven);
    let words = context.document.words_at(verdict.place);
    let (a, b) = (describer.printed(actual), describer.printed(budget));
    let message = format!("“{}”决算数 {a} {relation}预算数 {b}，文中却写“{words}”", verdict.subject);
    let term = |figure: &Figure, name: &str| ProofTerm {
        weight: "1".into(),
        text: format!("“{}”{name}：{}", verdict.subject, describer.interval(figure, true)),
        place: Some(figure.place),
        page: context.document.page_of(figure.place),
    };
    let places = vec![verdict.place, actual.place, budget.place];
    Finding {
        expected: Some(format!("决算数{relation}预算数")),
        suspect: Some(format!("“{}”的方向词“{words}”", verdict.subject)),
        proof: Some(Proof {
            terms: vec![term(actual, "决算数"), term(budget, "预算数")],
            gap: format!("决算数 {a} {relation}预算数 {b}"),
        }),
        ..RULE.finding(severity, places, message)
    }
}

fn word(ordering: Ordering) -> &'static str {
    match ordering {
        Ordering::Greater => "大于",
        Ordering::Less => "小于",
        Ordering::Equal => "等于",
    }
}
