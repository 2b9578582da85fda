use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::figures::count,
    understand::{Figure, Measure, Period},
};

/// Fewer people than groups of people.
pub static RULE: Rule = Rule {
    code: "JS0706",
    name: "guests-and-batches",
    group: Group::Facts,
    severity: Severity::Error,
    title: "人次少于批次（团组）",
    explanation: "同一段里写的接待人次少于接待批次，或出国人次少于团组数。每批（团）至少一人，必有一个数写错，常是两数写反。",
    basis: "一个批次、一个团组至少有一人。",
    bad: "七、财政拨款“三公”经费支出决算情况说明\n（二）“三公”经费财政拨款支出决算具体情况说明\n2、公务接待费支出决算为4.28万元，全年共接待来访团组210个、来宾38人次。",
    good: "七、财政拨款“三公”经费支出决算情况说明\n（二）“三公”经费财政拨款支出决算具体情况说明\n2、公务接待费支出决算为4.28万元，全年共接待来访团组38个、来宾210人次。",
    check: Some(check),
};

const PAIRS: [(&str, &str); 3] = [("reception", "批次"), ("reception-foreign", "批次"), ("abroad", "团组")];

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (row, groups) in PAIRS {
        let all = |what: &str| -> Vec<&Figure> {
            let counts = |figure: &&Figure| {
                figure.key.as_ref().is_some_and(|key| {
                    let is_count = matches!(&key.measure, Measure::Count(counted) if counted == what);
                    is_count && key.area == "three-public" && key.row == row && key.period == Period::Current
                })
            };
            context.facts.figures.iter().filter(counts).collect()
        };
        // With several figures it is not clear which belong together.
        let (&[batches], &[people]) = (&all(groups)[..], &all("人次")[..]) else { continue };
        let adjacent = batches.place.block == people.place.block;
        if let (Some(b), Some(p), true) = (count(batches), count(people), adjacent)
            && p < b
        {
            let describer = context.describer();
            let (b, p) = (describer.printed(batches), describer.printed(people));
            let message = format!("“{}”{groups} {b}，却只有 {p}：每一{groups}至少一人", batches.subject);
            out.push(RULE.finding(Severity::Error, vec![people.place, batches.place], message));
        }
    }
}
