use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::figures::{count, printed},
    understand::{Figure, Measure, Value},
};

/// Money without things, or things without money.
pub static RULE: Rule = Rule {
    code: "JS0703",
    name: "counts-against-amounts",
    group: Group::Facts,
    severity: Severity::Warning,
    title: "“三公”经费金额与数量不匹配",
    explanation: "有出国、接待、购车、车辆运行的支出，却写团组、批次、人次、辆数为0；或者数量不为0，支出却为0。\
                  跨年度结算、由其他单位承担费用、无偿调入车辆都可能造成这种情况，因此只报警告；确有其事的应当说明。",
    basis: "部门决算公开应当同时公开因公出国（境）团组数和人次数、公务接待批次和人次、公务用车购置数和保有量，与金额相互印证。",
    bad: "七、财政拨款“三公”经费支出决算情况说明\n（二）“三公”经费财政拨款支出决算具体情况说明\n2、公务接待费支出决算为4.28万元，全年共接待来访团组0个、来宾0人次。",
    good: "七、财政拨款“三公”经费支出决算情况说明\n（二）“三公”经费财政拨款支出决算具体情况说明\n2、公务接待费支出决算为4.28万元，全年共接待来访团组38个、来宾210人次。",
    check: Some(check),
};

/// A fee, and the row and name of a count that goes with it. Where vehicles are kept at no cost nothing is odd.
const PAIRS: [(&str, &str, &str, bool); 6] = [
    ("abroad", "abroad", "团组", true),
    ("abroad", "abroad", "人次", true),
    ("reception", "reception", "批次", true),
    ("reception", "reception", "人次", true),
    ("purchase", "purchase", "购置数", true),
    ("running", "vehicle", "保有量", false),
];

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut reported = Vec::new();
    for (fee, row, what, both_ways) in PAIRS {
        let counted = printed(context, "three-public", row, Measure::Count(what.into()));
        let (Some(money), Some(counted)) = (printed(context, "three-public", fee, Measure::Actual), counted) else {
            continue;
        };
        let (Some(number), Some(is_paid)) = (count(counted), is_paid(context, money)) else { continue };
        let odd = if is_paid { number == 0 } else { number > 0 && both_ways };
        if odd && !reported.contains(&fee) {
            reported.push(fee);
            out.push(finding(context, money, counted, what));
        }
    }
}

/// Whether something was paid for certain, or nothing; none if it may have been too little to show.
fn is_paid(context: &Context<'_>, figure: &Figure) -> Option<bool> {
    let (own, _) = context.precision.intervals(figure)?;
    match figure.value {
        Value::Money(money) if money.value.is_zero() => Some(false),
        Value::Money(_) if own.lo > 0 => Some(true),
        _ => None,
    }
}

fn finding(context: &Context<'_>, money: &Figure, counted: &Figure, what: &str) -> Finding {
    let describer = context.describer();
    let (amount, number) = (describer.printed(money), describer.printed(counted));
    let message = format!("“{}”支出 {amount}，{what}却是 {number}，两者不匹配", money.subject);
    RULE.finding(Severity::Warning, vec![counted.place, money.place], message)
}
