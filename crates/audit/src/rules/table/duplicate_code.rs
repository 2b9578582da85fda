use std::collections::BTreeMap;

use juesuan_form::table_form;
use juesuan_read::Place;

use crate::{Context, Finding, Group, Rule, Severity};

/// A classification code printed twice in one table.
pub static RULE: Rule = Rule {
    code: "JS0107",
    name: "duplicate-code",
    group: Group::Table,
    severity: Severity::Warning,
    title: "同一科目在表中重复",
    explanation: "同一张表里同一科目编码印了两次。应当合并为一行，或者其中一行的编码有误。",
    basis: "决算表按科目逐行汇总，一个科目一行。",
    bad: "支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n2010301\t行政运行\t60.00\t60.00\t\n2010301\t行政运行\t40.00\t40.00\t",
    good: "支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n2010301\t行政运行\t60.00\t60.00\t\n2010302\t一般行政管理事务\t40.00\t40.00\t",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let mut repeated: BTreeMap<(&str, &str), Vec<Place>> = BTreeMap::new();
    let mut first: BTreeMap<(&str, &str), Place> = BTreeMap::new();
    for figure in &context.facts.figures {
        let Some(key) = &figure.key else { continue };
        match key.row.split_once('#') {
            Some((code, _)) if code.bytes().all(|b| b.is_ascii_digit()) => {
                repeated.entry((&key.area, code)).or_default().push(figure.place);
            }
            _ => {
                first.entry((&key.area, &key.row)).or_insert(figure.place);
            }
        }
    }
    for ((area, code), places) in repeated {
        let Some(form) = table_form(area) else { continue };
        let places = places.into_iter().take(1).chain(first.get(&(area, code)).copied()).collect();
        let message = format!("{}中科目 {code} 印了不止一行。", form.name);
        out.push(RULE.finding(Severity::Warning, places, message));
    }
}
