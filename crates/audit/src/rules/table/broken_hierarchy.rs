use std::collections::{BTreeMap, BTreeSet};

use juesuan_form::{Labels, table_form};
use juesuan_read::Place;

use crate::{Context, Finding, Group, Rule, Severity, understand::Value};

/// A code without the code above it.
pub static RULE: Rule = Rule {
    code: "JS0108",
    name: "broken-hierarchy",
    group: Group::Table,
    severity: Severity::Warning,
    title: "科目缺少上级或下级",
    explanation: "表中有某个项级（款级）科目，却没有它所属的款级（类级）科目；或者有某个款级（类级）科目，却没有它的下级科目，而别的科目都逐级列示。可能漏了一行。",
    basis: "支出功能分类科目按类、款、项逐级列示。",
    bad: "支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t60.00\t60.00\t\n20103\t政府办公厅（室）及相关机构事务\t60.00\t60.00\t\n\
          2010301\t行政运行\t60.00\t60.00\t\n2080501\t行政单位离退休\t40.00\t40.00\t",
    good: "支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t60.00\t60.00\t\n20103\t政府办公厅（室）及相关机构事务\t60.00\t60.00\t\n\
           2010301\t行政运行\t60.00\t60.00\t",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut tables: BTreeMap<&str, Codes<'_>> = BTreeMap::new();
    for figure in &context.facts.figures {
        let Some(key) = &figure.key else { continue };
        let is_code = matches!(key.row.len(), 3 | 5 | 7) && key.row.bytes().all(|b| b.is_ascii_digit());
        if is_code && table_form(&key.area).is_some_and(|form| form.labels == Labels::Functional) {
            let code = tables.entry(&key.area).or_default().entry(&key.row);
            code.or_insert(Row { place: figure.place, filled: false }).filled |= is_nonzero(figure.value);
        }
    }
    for (area, codes) in tables {
        let Some(form) = table_form(area) else { continue };
        let mut report = |place: Place, message: String| {
            out.push(RULE.finding(Severity::Warning, vec![place], format!("{}有科目 {message}", form.name)));
        };
        for (code, parent, place) in without_parent(&codes) {
            report(place, format!("{code}，没有它的上级 {parent}。"));
        }
        for (code, place) in without_children(&codes) {
            report(place, format!("{code}，没有它的下级科目，而别的同级科目都列到了下级。"));
        }
    }
}

/// The rows of a table by code.
type Codes<'a> = BTreeMap<&'a str, Row>;

/// A row of a table.
struct Row {
    /// Its first figure.
    place: Place,
    /// Whether a figure of it is not zero.
    filled: bool,
}

fn is_nonzero(value: Value) -> bool {
    matches!(value, Value::Money(money) if !money.value.is_zero())
}

/// Codes whose 类 or 款 is not there: the first below each, with what is missing. A table that leaves a whole level out
/// does so by design.
fn without_parent<'a>(codes: &Codes<'a>) -> Vec<(&'a str, &'a str, Place)> {
    let levels: BTreeSet<usize> = codes.keys().map(|code| code.len()).collect();
    let mut reported = BTreeSet::new();
    let mut found = Vec::new();
    for (&code, row) in codes {
        let above = [3, 5].into_iter().filter(|len| *len < code.len() && levels.contains(len)).map(|len| &code[..len]);
        for parent in above.filter(|parent| !codes.contains_key(parent)) {
            if reported.insert(parent) {
                found.push((code, parent, row.place));
            }
        }
    }
    found
}

/// Codes with nothing below them where nearly every other of the level has something. What the official book does not
/// divide further is complete.
fn without_children<'a>(codes: &Codes<'a>) -> Vec<(&'a str, Place)> {
    let has_child = |code: &str| codes.range(code..).nth(1).is_some_and(|(next, _)| next.starts_with(code));
    let is_divided = |code: &str| juesuan_chart::functional().children(code).next().is_some();
    let mut found = Vec::new();
    for level in [3, 5] {
        let rows = codes.iter().filter(|(code, row)| code.len() == level && row.filled);
        let (above, ends): (Vec<_>, Vec<_>) = rows.partition(|(code, _)| has_child(code));
        if ends.len() <= above.len() / MANY {
            found.extend(ends.into_iter().filter(|(code, _)| is_divided(code)).map(|(code, row)| (*code, row.place)));
        }
    }
    found
}

/// So many times as many codes must go on as end early: then ending early is an omission and no habit.
const MANY: usize = 2;
