use std::cell::LazyCell;

use juesuan_chart::{Confidence, Found, Level, functional, stem};

use super::rows::{CodeRow, all_rows, year};
use crate::{Context, Finding, Group, Rule, Severity, rules::text::distance, understand::Item};

/// An item whose 类, 款 and 项 do not belong together.
pub static RULE: Rule = Rule {
    code: "JS0502",
    name: "item-path",
    group: Group::Classification,
    severity: Severity::Error,
    title: "项级科目不属于所写的类、款",
    explanation: "核对“某某（类）某某（款）某某（项）”三级名称是否为本年度科目表中的一条路径。项的名称在科目表中只有一处、\
                  却写在别的款下的报错误；项名照抄款名、名称相近的报警告。表中的科目支持原文写法时不报错误。",
    basis: "《政府收支分类科目》（各年版）支出功能分类。",
    bad: "2024年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n\
          1、金融支出（类）金融发展支出（款）其他普惠金融发展支出（项）。\n年初预算为0万元，支出决算为10万元。",
    good: "2024年度部门决算\n五、一般公共预算财政拨款支出决算情况说明\n（三）一般公共预算财政拨款支出决算具体情况\n\
           1、农林水支出（类）普惠金融发展支出（款）其他普惠金融发展支出（项）。\n年初预算为0万元，支出决算为10万元。",
    check: Some(check),
};

/// From this year on the chart is complete enough to prove that a path is impossible.
const SURE_FROM: u16 = 2021;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    if context.facts.items.is_empty() {
        return;
    }
    // Only an item under a wrong path is looked up in the tables.
    let rows = LazyCell::new(|| all_rows(context));
    for item in &context.facts.items {
        if let Some((severity, message, expected)) = judge(item, &|| supported(item, &rows), year(context)) {
            let mut finding = RULE.finding(severity, vec![item.place], message);
            finding.expected = expected;
            out.push(finding);
        }
    }
}

/// What is wrong with the path of an item; `supported` says whether the document's own tables list it like this.
fn judge(item: &Item, supported: &dyn Fn() -> bool, year: u16) -> Option<(Severity, String, Option<String>)> {
    let chart = functional();
    let [class, section, name] = item.names.each_ref().map(String::as_str);
    let valid = |year| !chart.find_path(&[class, section, name], year).is_empty();
    if [year, year - 1, year + 1].into_iter().any(valid) {
        return None;
    }
    let sections = chart.named(Level::Section, section, year);
    let namesakes = chart.named(Level::Item, name, year);
    let (classes, below) = (chart.named(Level::Class, class, year), &sections);
    if classes.is_empty() && namesakes.iter().any(|found| below.iter().any(|above| found.code.starts_with(above.code)))
    {
        // Only the class has a wrong name, which is another rule's matter.
        return None;
    }
    if let [only] = namesakes.as_slice() {
        let path = full_path(only.code, year);
        let message =
            format!("“{name}（项）”不属于“{class}（类）{section}（款）”，科目表中它是{}：{path}。", only.code);
        let high = |found: &[Found]| found.iter().any(|f| f.official.confidence == Confidence::High);
        let proven = high(&namesakes) && high(&classes) && high(&sections) && year >= SURE_FROM;
        let severity = if proven && !supported() { Severity::Error } else { Severity::Warning };
        return Some((severity, message, Some(path)));
    }
    let within = |above: &[Found]| sections.iter().any(|s| above.iter().any(|a| s.code.starts_with(a.code)));
    if !namesakes.is_empty() {
        let misplaced = !classes.is_empty() && !sections.is_empty() && !within(&classes) && !supported();
        let message = format!("“{section}（款）”不属于“{class}（类）”，下面也没有“{name}（项）”。");
        return misplaced.then_some((Severity::Warning, message, None));
    }
    let children: Vec<_> = sections.iter().flat_map(|above| chart.children(above.code)).collect();
    if stem(name) == stem(section) && children.len() >= 2 {
        let message = format!("“{name}（项）”照抄了款的名称，科目表中“{section}（款）”下没有这个项，应当写具体的项。");
        return Some((Severity::Warning, message, None));
    }
    let near = children.iter().find(|child| (1..=2).contains(&distance(&stem(child.name), &stem(name), 2)))?;
    let message = format!("科目表中“{section}（款）”下没有“{name}（项）”，疑为“{}（项）”。", near.name);
    (name.chars().count() >= 5).then(|| (Severity::Warning, message, Some(near.name.to_owned())))
}

/// The official names of a 项 and what is above it.
pub(super) fn full_path(code: &str, year: u16) -> String {
    let part = |length: usize, mark: &str| {
        let official = code.get(..length).and_then(|part| functional().name_in(part, year));
        official.map_or_else(String::new, |official| format!("{}（{mark}）", official.name))
    };
    [part(3, "类"), part(5, "款"), part(7, "项")].concat()
}

/// Whether the document's own tables list the item under that 款.
fn supported(item: &Item, rows: &[CodeRow]) -> bool {
    let named = |row: &&CodeRow, name: &str| stem(&row.name) == stem(name);
    rows.iter().filter(|row| row.code.len() == 7 && named(row, &item.names[2])).any(|row| {
        rows.iter()
            .any(|above| above.code.len() == 5 && row.code.starts_with(&above.code) && named(&above, &item.names[1]))
    })
}
