use std::{collections::HashMap, ops::Range, sync::LazyLock};

use juesuan_amount::{Decimal, Money, MoneyUnit, normalize_text};
use juesuan_chart::{Entry, economic_department, stem};
use juesuan_form::table_unit;
use regex::Regex;

use super::rows::{CodeRow, rows_of};
use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{narrative, regex, section_ids},
};

/// The lists of staff and office costs differ from the table of basic expenditure.
pub static RULE: Rule = Rule {
    code: "JS0505",
    name: "economic-list",
    group: Group::Classification,
    severity: Severity::Warning,
    title: "人员经费、公用经费的内容与明细表不符",
    explanation: "把“人员经费主要包括……”“公用经费主要包括……”列出的经济分类与基本支出决算明细表逐一核对：列了而表中没有数的，\
                  表中有数而没有列的（以“等”结尾的不报），以及属于另一类经费的。",
    basis: "公开06表：人员经费为301、303类，公用经费为302、310等类；情况说明只列有数的款级科目。",
    bad: "六、一般公共预算财政拨款基本支出决算情况说明\n一般公共预算财政拨款基本支出100万元。其中：人员经费90万元，主要包括：基本工资、奖金、办公费；\
          公用经费10万元，主要包括：印刷费。\n一般公共预算财政拨款基本支出决算明细表\n301\t工资福利支出\t90.00\t302\t商品和服务支出\t10.00\n30101\t基本工资\t80.00\t30201\t办公费\t6.00\n\
          30103\t奖金\t10.00\t30202\t印刷费\t4.00\n",
    good: "六、一般公共预算财政拨款基本支出决算情况说明\n一般公共预算财政拨款基本支出100万元。其中：人员经费90万元，主要包括：基本工资、奖金；\
           公用经费10万元，主要包括：办公费等。\n一般公共预算财政拨款基本支出决算明细表\n301\t工资福利支出\t90.00\t302\t商品和服务支出\t10.00\n30101\t基本工资\t80.00\t30201\t办公费\t6.00\n\
           30103\t奖金\t10.00\t30202\t印刷费\t4.00\n",
    check: Some(check),
};

static LIST: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?P<kind>人员经费|公用经费)[^；。]*?(?:主要)?(?:包括|用于|包含)(?:的内容)?[：:]?(?P<list>[^；;。：:]+)")
});

/// The 款 by the stem of their names, also without what stands in brackets.
static BY_STEM: LazyLock<HashMap<String, Vec<&'static Entry>>> = LazyLock::new(|| {
    let mut by_stem: HashMap<String, Vec<&'static Entry>> = HashMap::new();
    for entry in economic_department().entries().iter().filter(|entry| entry.code.len() == 5) {
        let (whole, short) = (stem(entry.name), stem(&short(entry.name)));
        if short != whole {
            by_stem.entry(short).or_default().push(entry);
        }
        by_stem.entry(whole).or_default().push(entry);
    }
    by_stem
});

/// Less than this, in 分, is 0.00万元 in the text.
const LEAST_SHOWN: i128 = 5_000;

/// A list of names in the text.
struct List<'t> {
    staff: bool,
    /// The names with their places in the paragraph.
    names: Vec<(&'t str, Range<usize>)>,
    /// Whether it says that there are others.
    open: bool,
    range: Range<usize>,
}

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let table = amounts(context);
    for para in narrative(context) {
        if section_ids(context, para.block).first() != Some(&"basic") {
            continue;
        }
        for list in lists(para.text) {
            for (name, range) in &list.names {
                if let Some(message) = misplaced(name, list.staff).or_else(|| blank(name, &table)) {
                    out.push(RULE.finding(Severity::Warning, vec![para.place(range.clone())], message));
                }
            }
            let unlisted = unlisted(&list, &table);
            if !unlisted.is_empty() && !list.open {
                let kind = if list.staff { "人员经费" } else { "公用经费" };
                let message = format!("明细表中有数而{kind}没有列出：{}。", unlisted.join("、"));
                out.push(RULE.finding(Severity::Warning, vec![para.place(list.range.clone())], message));
            }
        }
    }
}

/// The 款 of the table of basic expenditure, and whether an amount stands beside them that the text can show.
fn amounts(context: &Context<'_>) -> HashMap<&'static str, bool> {
    let table = context.outline.tables.iter().find(|found| found.id == "T6");
    let unit = table.and_then(|found| table_unit(context.document, found)).unwrap_or(MoneyUnit::Wan);
    let entry = |row: &CodeRow| economic_department().get(&row.code).filter(|_| row.code.len() == 5).map(|e| e.code);
    let shows = |value: &Decimal| Money { value: *value, unit }.nearest().abs() >= LEAST_SHOWN;
    let rows = rows_of(context, "T6");
    rows.iter().filter_map(|row| Some((entry(row)?, row.figures.iter().any(shows)))).collect()
}

fn lists(text: &str) -> Vec<List<'_>> {
    let found = LIST.captures_iter(text).filter_map(|found| Some((found.name("kind")?, found.name("list")?)));
    let list = |(kind, list): (regex::Match<'_>, regex::Match<'_>)| {
        let (start, words) = (list.start(), &text[list.range()]);
        let mut names = Vec::new();
        for name in words.split(['、', '，', ',', '…']) {
            let at = start + (name.as_ptr() as usize - words.as_ptr() as usize);
            let name = name.trim().trim_end_matches("等").trim();
            if !name.is_empty() {
                names.push((name, at..at + name.len()));
            }
        }
        // A list that the page cut off may go on.
        let cut_off = list.end() == text.trim_end().len();
        let open = cut_off || words.contains('等') || words.contains('…');
        List { staff: kind.as_str() == "人员经费", names, open, range: kind.start()..list.end() }
    };
    found.map(list).filter(|list| list.names.len() > 1).collect()
}

/// The 款 that a name in a list means; several where a name stands in several 类.
fn entries(name: &str) -> &'static [&'static Entry] {
    BY_STEM.get(&stem(name)).map_or(&[], Vec::as_slice)
}
/// A name without what stands in brackets: 维修（护）费 → 维修费.
fn short(name: &str) -> String {
    let name = normalize_text(name);
    match (name.find('('), name.find(')')) {
        (Some(open), Some(close)) if open < close => name[..open].to_owned() + &name[close + 1..],
        _ => name,
    }
}

fn is_staff(code: &str) -> bool {
    code.starts_with("301") || code.starts_with("303")
}

fn misplaced(name: &str, staff: bool) -> Option<String> {
    let entries = entries(name);
    let elsewhere = !entries.is_empty() && entries.iter().all(|entry| is_staff(entry.code) != staff);
    let (own, other) = if staff { ("人员经费", "公用经费") } else { ("公用经费", "人员经费") };
    elsewhere.then(|| format!("“{name}”属于{other}，不应列在{own}里。"))
}

fn blank(name: &str, table: &HashMap<&'static str, bool>) -> Option<String> {
    let entries = entries(name);
    let listed: Vec<bool> = entries.iter().filter_map(|entry| table.get(entry.code).copied()).collect();
    let all_blank = !listed.is_empty() && listed.iter().all(|&nonzero| !nonzero);
    all_blank.then(|| format!("列出了“{name}”，但基本支出决算明细表中这一行没有数。"))
}

/// The 款 with an amount that a list leaves out, by name, in order of code.
fn unlisted(list: &List<'_>, table: &HashMap<&'static str, bool>) -> Vec<&'static str> {
    let listed: Vec<&str> = list.names.iter().flat_map(|(name, _)| entries(name)).map(|entry| entry.code).collect();
    let chart = economic_department().entries().iter();
    chart
        .filter(|e| table.get(e.code) == Some(&true) && is_staff(e.code) == list.staff && !listed.contains(&e.code))
        .map(|entry| entry.name)
        .collect()
}
