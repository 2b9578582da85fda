use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{Para, body, narrative, regex, section_ids},
};

/// A year that cannot be meant.
pub static RULE: Rule = Rule {
    code: "JS0809",
    name: "wrong-year",
    group: Group::Structure,
    severity: Severity::Error,
    title: "年份写错",
    explanation: "一节的首句写的是别的年度（2024年度决算里写“2023年度收入合计”）、与自己比较（“与2024年度相比”）、\
                  资产和车辆的截止日不是本年12月31日，多为沿用上年文稿。全文年度明确、句中又没有提到本年度时报错误，其余报警告。",
    basis: "部门决算反映公开年度的收支和年末的资产；同比以上一年度为基期。",
    bad: "临江县水利局2024年度部门决算\n2024年度部门决算情况说明\n一、收入支出决算总体情况说明\n2024年度收、支总计10万元。\n二、收入决算情况说明\n\
          2023年度收入合计10万元，其中：财政拨款收入10万元，占100%。\n三、支出决算情况说明\n2024年度支出合计10万元。\n\
          四、财政拨款收入支出决算总体情况说明\n2024年度财政拨款收、支总计10万元。",
    good: "临江县水利局2024年度部门决算\n2024年度部门决算情况说明\n一、收入支出决算总体情况说明\n2024年度收、支总计10万元，与2023年度相比持平。\n\
           二、收入决算情况说明\n2024年度收入合计10万元，其中：财政拨款收入10万元，占100%。\n三、支出决算情况说明\n2024年度支出合计10万元。\n\
           四、财政拨款收入支出决算总体情况说明\n2024年度财政拨款收、支总计10万元。",
    check: Some(check),
};

/// A year at the head of a sentence that states the year's own accounts.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\s*[一-龥（）()]*?(?P<year>20[0-9][0-9])\s*年度?(?:本部门|本单位)?(?:收入?、?支出?总计|(?:财政拨款)?(?:收入|支出)总计|收入支出(?:决算)?总计|收入合计|支出合计|本年收入合计|本年支出合计|财政拨款收入?、?支出?总计|财政拨款收入支出(?:决算)?总计|财政拨款支出|财政拨款基本支出|一般公共预算财政拨款(?:基本)?支出|“三公”经费(?:财政拨款)?支出|无?政府性基金|无?国有资本经营|无“?三公|无?机关运行经费|政府采购(?:支出总额|金额)|部门决算情况说明|单位决算情况说明|预算绩效(?:管理)?(?:工作)?(?:开展)?情况)",
    )
});

/// The year with whose outturn a sentence compares; the budget with which it compares is that of the year itself.
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:与|比|较)(?:上年)?\s*(?P<year>20[0-9][0-9])\s*年(?:度)?(?:决算数?|支出)?(?:相比|持平|增加|减少|增长|下降|上升)",
    )
});

/// The day up to which assets and vehicles are counted.
static CUTOFF: LazyLock<Regex> =
    LazyLock::new(|| regex(r"截[至止]\s*(?P<year>20[0-9][0-9])\s*年\s*12\s*月\s*31\s*日[^。；]*?(?:车辆|保有量|设备)"));

/// The year whose expenditure the unit says to have evaluated.
static EVALUATED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"对\s*(?P<year>20[0-9][0-9])\s*年度?(?:整体支出|项目支出|部门预算|预算项目)[^，。；]{0,16}?开展了?绩效")
});

static ANY_YEAR: LazyLock<Regex> = LazyLock::new(|| regex(r"(?P<year>20[0-9][0-9])\s*年"));

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(year) = context.outline.fiscal_year else { return };
    let sure = if is_sure(context, year) { Severity::Error } else { Severity::Warning };
    for para in narrative(context) {
        let named: Vec<u16> = years(&ANY_YEAR, para.text).map(|(_, named)| named).collect();
        if named.is_empty() {
            continue;
        }
        let own_year_too = named.contains(&year);
        let later_year_too = named.iter().any(|&other| other > year);
        for (range, named) in years(&LEAD, para.text).filter(|(_, named)| *named != year) {
            let alone = !own_year_too && in_statement(context, para);
            let severity = if alone { sure } else { Severity::Warning };
            let message = format!("本文是{year}年度决算，这里却写{named}年度。");
            report(para, range, severity, message, year, out);
        }
        for (range, named) in years(&COMPARED, para.text) {
            if named == year && !later_year_too {
                let message = format!("本文是{year}年度决算，不能与{named}年度自己比较，应当与{}年度相比。", year - 1);
                report(para, range, sure, message, year - 1, out);
            } else if named > year {
                let message = format!("本文是{year}年度决算，却与以后的{named}年度比较。");
                report(para, range, Severity::Warning, message, year - 1, out);
            }
        }
        // One may evaluate in one year what was spent in another, but says so.
        for (range, named) in years(&EVALUATED, para.text).filter(|(_, named)| *named != year && !own_year_too) {
            let message = format!("本文是{year}年度决算，这里却写对{named}年度支出开展绩效评价。");
            report(para, range, Severity::Warning, message, year, out);
        }
        for (range, named) in years(&CUTOFF, para.text).filter(|(_, named)| *named != year) {
            let message = format!("资产情况应当截至{year}年12月31日，这里写的是{named}年。");
            let severity = if own_year_too { Severity::Warning } else { sure };
            report(para, range, severity, message, year, out);
        }
    }
}

/// Whether the document leaves no doubt about its year: named often, and at least twice as often as any other.
fn is_sure(context: &Context<'_>, year: u16) -> bool {
    let mut counts = std::collections::HashMap::new();
    for para in body(context) {
        for (_, named) in years(&ANY_YEAR, para.text) {
            *counts.entry(named).or_insert(0u32) += 1;
        }
    }
    let own = counts.remove(&year).unwrap_or(0);
    own >= 4 && counts.values().all(|&count| own >= 2 * count)
}

/// Whether a paragraph is the first under a heading of an official statement.
fn in_statement(context: &Context<'_>, para: &Para<'_>) -> bool {
    let section = context.outline.sections.iter().rfind(|section| section.block <= para.block);
    let first = section.is_some_and(|section| para.block <= section.block + 1);
    first && section_ids(context, para.block).first().is_some_and(|id| *id != "performance")
}

/// The years that a pattern finds in its group `year`, with their places.
fn years<'t>(pattern: &'static Regex, text: &'t str) -> impl Iterator<Item = (Range<usize>, u16)> + 't {
    pattern.captures_iter(text).filter_map(|found| {
        let year = found.name("year")?;
        Some((year.range(), year.as_str().parse().ok()?))
    })
}

fn report(
    para: &Para<'_>,
    range: Range<usize>,
    severity: Severity,
    message: String,
    year: u16,
    out: &mut Vec<Finding>,
) {
    let mut finding = RULE.finding(severity, vec![para.place(range)], message);
    finding.expected = Some(year.to_string());
    out.push(finding);
}
