use std::collections::HashSet;

use juesuan_amount::Decimal;
use juesuan_chart::stem;
use juesuan_read::Place;

use super::rows::{CodeRow, rows_of};
use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{Para, narrative},
    understand::{Item, Key, Measure, Period, Value},
};

/// The items of the narrative and the rows of the table are not the same.
pub static RULE: Rule = Rule {
    code: "JS0504",
    name: "item-against-table",
    group: Group::Classification,
    severity: Severity::Error,
    title: "逐项说明的科目与决算表不符",
    explanation: "把具体情况说明里的类、款、项与一般公共预算财政拨款支出决算表（公开05表）、政府性基金表（公开07表）逐项核对。\
                  金额相同而款名或项名不同的报错误；表中有而没有说明的、说明了而表中没有的报警告。",
    basis: "情况说明应当按决算表逐个项级科目说明，名称与表一致。",
    bad: "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n\
          1、住房保障支出（类）住房保障支出（款）住房公积金（项）。\n年初预算为10.00万元，支出决算为9.31万元。\n\
          一般公共预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n221\t住房保障支出\t9.31\t9.31\t\n\
          22102\t住房改革支出\t9.31\t9.31\t\n2210201\t住房公积金\t9.31\t9.31\t\n",
    good: "五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n\
           1、住房保障支出（类）住房改革支出（款）住房公积金（项）。\n年初预算为10.00万元，支出决算为9.31万元。\n\
           一般公共预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n221\t住房保障支出\t9.31\t9.31\t\n\
           22102\t住房改革支出\t9.31\t9.31\t\n2210201\t住房公积金\t9.31\t9.31\t\n",
    check: Some(check),
};

/// A 项 of the table with the names above it.
struct TableItem<'a> {
    row: &'a CodeRow,
    names: [&'a str; 3],
    stems: [String; 3],
}

/// A 项 of the narrative.
struct TextItem<'a> {
    item: &'a Item,
    stems: [String; 3],
}

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (area, table) in [("general", "T5"), ("fund", "T7")] {
        let rows = rows_of(context, table);
        let listed: Vec<TableItem<'_>> = rows.iter().filter_map(|row| table_item(&rows, row)).collect();
        let items = context.facts.items.iter().filter(|item| item.area.starts_with(area));
        let items: Vec<TextItem<'_>> =
            items.map(|item| TextItem { item, stems: item.names.each_ref().map(|name| stem(name)) }).collect();
        if !listed.is_empty() && !items.is_empty() {
            compare(context, &items, &listed, out);
        }
    }
}

fn table_item<'a>(rows: &'a [CodeRow], row: &'a CodeRow) -> Option<TableItem<'a>> {
    let above = |length| rows.iter().find(|r| r.code.len() == length && row.code.starts_with(&r.code));
    let shown = row.code.len() == 7 && row.figures.iter().any(|figure| !figure.is_zero());
    shown.then_some(())?;
    let names = [above(3)?.name.as_str(), above(5)?.name.as_str(), row.name.as_str()];
    Some(TableItem { row, names, stems: names.map(stem) })
}

fn compare(context: &Context<'_>, items: &[TextItem<'_>], listed: &[TableItem<'_>], out: &mut Vec<Finding>) {
    let in_text: HashSet<&[String; 3]> = items.iter().map(|item| &item.stems).collect();
    let in_table: HashSet<&[String; 3]> = listed.iter().map(|row| &row.stems).collect();
    let mut left: Vec<&TableItem<'_>> = listed.iter().filter(|row| !in_text.contains(&row.stems)).collect();
    for text in items.iter().filter(|text| !in_table.contains(&text.stems)) {
        let item = text.item;
        let amount = amount(context, item);
        let fits = |row: &&TableItem<'_>| amount.is_some_and(|amount| has(row.row, amount));
        let alone = left.iter().filter(|row| fits(row)).count() == 1;
        match left.iter().position(fits).filter(|_| alone) {
            Some(at) => out.extend(renamed(text, left.remove(at))),
            None if amount.is_some_and(|amount| !amount.is_zero()) => {
                let message = format!("决算表中没有“{}”这个项级科目。", item.names.join("—"));
                out.push(RULE.finding(Severity::Warning, vec![item.place], message));
            }
            None => {}
        }
    }
    if !left.is_empty() {
        // A paragraph that a reader cut in two still names its item; the names of the items that were understood do not
        // count.
        let text: String = narrative(context).iter().map(|para| stem(&without_items(context, para))).collect();
        left.retain(|row| !text.contains(&row.stems[2]));
    }
    if !left.is_empty() && left.len() < listed.len() {
        let names: Vec<String> = left.iter().map(|row| format!("{}{}", row.row.code, row.row.name)).collect();
        let places: Vec<Place> = left.iter().map(|row| row.row.place).collect();
        let message = format!("决算表中有数而情况说明没有逐项说明：{}。", names.join("、"));
        out.push(RULE.finding(Severity::Warning, places, message));
    }
}

/// The words of a paragraph that do not name an item that was understood.
fn without_items(context: &Context<'_>, para: &Para<'_>) -> String {
    let mut rest = String::new();
    let mut read_to = 0;
    for item in context.facts.items.iter().filter(|item| item.place.block == para.block) {
        rest.push_str(para.text.get(read_to..item.place.start).unwrap_or_default());
        read_to = item.place.end.max(read_to);
    }
    rest + para.text.get(read_to..).unwrap_or_default()
}

/// The finding for an item that stands in the table under other names.
fn renamed(text: &TextItem<'_>, row: &TableItem<'_>) -> Option<Finding> {
    let item = text.item;
    let differs = |level: usize| text.stems[level] != row.stems[level];
    let wrong: Vec<String> = [(0, "类"), (1, "款"), (2, "项")]
        .into_iter()
        .filter(|&(level, _)| differs(level))
        .map(|(level, mark)| format!("“{}（{mark}）”在表中是“{}（{mark}）”", item.names[level], row.names[level]))
        .collect();
    let contained =
        |level: usize| row.names[level].contains(&item.names[level]) || item.names[level].contains(row.names[level]);
    // One name inside the other is a shortened name, and a wrong class is rarely more than wording.
    let clear = [1, 2].into_iter().any(|level| differs(level) && !contained(level));
    let severity = if clear { Severity::Error } else { Severity::Warning };
    let message = format!("情况说明的{}（{}，金额相同）。", wrong.join("，"), row.row.code);
    let mut finding = RULE.finding(severity, vec![item.place, row.row.place], message);
    finding.expected = Some(row.names.join("—"));
    (!wrong.is_empty()).then_some(finding)
}

/// The final amount that the narrative prints for an item.
fn amount(context: &Context<'_>, item: &Item) -> Option<Decimal> {
    let key = Key { area: item.area.clone(), row: item.row.clone(), measure: Measure::Actual, period: Period::Current };
    let figure = context.facts.at(&key).find(|figure| figure.place > item.place)?;
    match figure.value {
        Value::Money(money) => Some(money.value.trimmed()),
        _ => None,
    }
}

/// Whether a row prints an amount.
fn has(row: &CodeRow, amount: Decimal) -> bool {
    !amount.is_zero() && row.figures.iter().any(|figure| figure.trimmed() == amount)
}
