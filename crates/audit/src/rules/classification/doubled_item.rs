use juesuan_chart::stem;
use juesuan_read::Block;

use crate::{
    Context, Finding, Group, Rule, Severity,
    understand::{Item, Key, Measure, Period, Value},
};

/// The same 项 twice in one list.
pub static RULE: Rule = Rule {
    code: "JS0503",
    name: "doubled-item",
    group: Group::Classification,
    severity: Severity::Error,
    title: "同一个项级科目重复列示",
    explanation: "一个清单里同一个类、款、项列了两次。前后相邻且决算数也相同的是重复抄录，报错误；其余报警告。\
                  编号重新从1开始的（如逐个单位说明）不报。",
    basis: "每个项级科目在具体情况说明中只列一次，各项之和等于合计。",
    bad: "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n\
          1、卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。\n年初预算为68.81万元，支出决算为61.47万元。\n\
          2、卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。\n年初预算为68.81万元，支出决算为61.47万元。",
    good: "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n\
           1、卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。\n年初预算为68.81万元，支出决算为61.47万元。\n\
           2、卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）。\n年初预算为8.81万元，支出决算为6.47万元。",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let items = &context.facts.items;
    let stems: Vec<[String; 3]> = items.iter().map(|item| item.names.each_ref().map(|name| stem(name))).collect();
    for (second, item) in items.iter().enumerate() {
        if repeats_the_first(context, items, second) {
            out.push(first_twice(&items[second - 1], item));
            continue;
        }
        let earlier = items[..second].iter().enumerate().rev();
        let mut list = earlier.take_while(|(index, before)| before.area == item.area && !restarts(&items[*index + 1]));
        let Some((first, before)) = list.find(|(first, _)| stems[*first] == stems[second]) else { continue };
        if item.number == Some(1) {
            continue;
        }
        let copied = first + 1 == second && same_amount(context, before, item);
        let severity = if copied { Severity::Error } else { Severity::Warning };
        let number = |item: &Item| item.number.map_or_else(String::new, |number| format!("第{number}项"));
        let message = format!(
            "{}“{}（项）”与{}重复{}。",
            number(item),
            item.names[2],
            if before.number.is_some() { number(before) } else { "前面的一项".to_owned() },
            if copied { "，决算数也相同" } else { "" }
        );
        out.push(RULE.finding(severity, vec![item.place, before.place], message));
    }
}

/// At most so many paragraphs tell of one item.
const LONGEST_ITEM: usize = 4;

/// Whether the first item of a list stands there twice, word for word, before the second one.
fn repeats_the_first(context: &Context<'_>, items: &[Item], second: usize) -> bool {
    let words = |block: usize| match context.document.blocks.get(block)? {
        Block::Paragraph(paragraph) => Some(paragraph.text.trim()),
        Block::Table(_) => None,
    };
    let item = &items[second];
    let before = second.checked_sub(1).map(|first| &items[first]).filter(|before| restarts(before) && restarts(item));
    before.filter(|before| before.area == item.area).is_some_and(|before| {
        let (first, second) = (before.place.block, item.place.block);
        (first + 1..=first + LONGEST_ITEM).contains(&second)
            && (first..second).all(|block| words(block).is_some() && words(block) == words(block + second - first))
    })
}

fn first_twice(before: &Item, item: &Item) -> Finding {
    let message = format!("“{}（项）”一段一字不差地写了两遍。", item.names[2]);
    RULE.finding(Severity::Error, vec![item.place, before.place], message)
}

/// Whether an item opens a list of its own.
fn restarts(item: &Item) -> bool {
    item.number == Some(1)
}

/// Whether both items print the same final amount.
fn same_amount(context: &Context<'_>, a: &Item, b: &Item) -> bool {
    let key = |item: &Item| Key {
        area: item.area.clone(),
        row: item.row.clone(),
        measure: Measure::Actual,
        period: Period::Current,
    };
    let amount = |item: &Item, until: Option<&Item>| {
        let inside = |place| place > item.place && until.is_none_or(|until| place < until.place);
        context.facts.at(&key(item)).find(|figure| inside(figure.place)).map(|figure| figure.value)
    };
    match (amount(a, Some(b)), amount(b, None)) {
        (Some(Value::Money(a)), Some(Value::Money(b))) => a.unit == b.unit && a.value.trimmed() == b.value.trimmed(),
        _ => false,
    }
}
