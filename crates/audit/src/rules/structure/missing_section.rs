use std::sync::LazyLock;

use juesuan_form::{Kind, section_name};
use juesuan_read::Place;
use regex::Regex;

use crate::{
    Context, Finding, Group, Rule, Severity,
    rules::text::{narrative, regex},
};

/// A section of the official narrative is missing.
pub static RULE: Rule = Rule {
    code: "JS0805",
    name: "missing-section",
    group: Group::Structure,
    severity: Severity::Warning,
    title: "情况说明缺少应有的内容",
    explanation: "核对情况说明是否写齐应当公开的各项内容；没有收支的项目（如政府性基金）也应当写明“无”。\
                  既没有标题、正文也没有提到时才报告。",
    basis: "财政部门部门决算公开格式：收支总体、收入、支出、财政拨款、一般公共预算、基本支出、“三公”经费、政府性基金、\
            国有资本经营预算、机关运行经费、政府采购、国有资产占用、预算绩效均应说明。",
    bad: "一、收入支出决算总体情况说明\n收入支出总计10万元。\n二、收入决算情况说明\n本年收入合计10万元。\n三、支出决算情况说明\n\
          本年支出合计10万元。\n四、财政拨款收入支出决算总体情况说明\n财政拨款收入支出总计10万元。\n五、一般公共预算财政拨款支出决算情况说明\n\
          支出10万元。\n六、一般公共预算财政拨款基本支出决算情况说明\n基本支出10万元。",
    good: "一、收入支出决算总体情况说明\n收入支出总计10万元。\n二、收入决算情况说明\n本年收入合计10万元。\n三、支出决算情况说明\n\
           本年支出合计10万元。\n四、财政拨款收入支出决算总体情况说明\n财政拨款收入支出总计10万元。\n五、一般公共预算财政拨款支出决算情况说明\n\
           支出10万元。\n六、一般公共预算财政拨款基本支出决算情况说明\n基本支出10万元。\n七、财政拨款“三公”经费支出决算情况说明\n\
           无“三公”经费支出。\n八、政府性基金预算收入支出决算情况\n无政府性基金收支。\n九、国有资本经营预算收入支出决算情况\n\
           无国有资本经营预算收支。\n十、机关运行经费支出说明\n机关运行经费1万元。\n十一、政府采购支出说明\n政府采购支出0万元。\n\
           十二、国有资产占用情况说明\n共有车辆0辆。\n十三、预算绩效情况的说明\n已开展绩效自评。",
    check: Some(check),
};

/// Ids of the required sections, with words that show that their matter is dealt with elsewhere.
static REQUIRED: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    [
        // Totals of all money, not of one fund.
        ("overall", "(?m)(?:^|[^款金算])(?:收、?支[出总]|收入、?支出(?:决算)?总|收入总计)"),
        ("income", "(?:本年)?收入合计|收入决算"),
        ("expenditure", "(?:本年)?支出合计|支出决算"),
        ("appropriation", "财政拨款收、?支|财政拨款收入、?支出"),
        ("general", "一般公共预算"),
        ("basic", "基本支出"),
        ("three-public", "三公"),
        ("fund", "政府性基金"),
        ("state-capital", "国有资本经营"),
        ("operation", "机关运行经费"),
        ("procurement", "政府采购"),
        ("assets", "国有资产|车辆|公务用车"),
        ("performance", "绩效"),
    ]
    .map(|(id, words)| (id, regex(words)))
    .into()
});

/// So many sections must be recognised before the narrative counts as one.
const ENOUGH: usize = 6;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let sections = &context.outline.sections;
    let has = |id: &str| sections.iter().any(|section| section.id.as_deref() == Some(id));
    if REQUIRED.iter().filter(|(id, _)| has(id)).count() < ENOUGH {
        return;
    }
    let text: String = narrative(context).iter().map(|para| para.text).collect::<Vec<_>>().join("\n");
    let needed = |id: &str| match id {
        // Units that are not organs have no 机关运行经费; the budget of state capital is disclosed from 2020 on.
        "operation" => context.outline.kind == Kind::DepartmentFinalAccounts,
        "state-capital" => context.outline.fiscal_year.is_none_or(|year| year >= 2020),
        _ => true,
    };
    let missing: Vec<&str> = REQUIRED
        .iter()
        .filter(|(id, words)| needed(id) && !has(id) && !words.is_match(&text))
        .filter_map(|(id, _)| section_name(id))
        .collect();
    let narrative_part = sections.iter().find(|s| s.id.as_deref() == Some("narrative"));
    let Some(at) = narrative_part.or_else(|| sections.iter().find(|s| s.id.is_some())) else { return };
    if !missing.is_empty() {
        let place = Place { block: at.block, cell: None, start: at.heading.start, end: at.heading.end };
        let message = format!("情况说明没有写：{}。没有相应收支的也应当写明“无”。", missing.join("、"));
        out.push(RULE.finding(Severity::Warning, vec![place], message));
    }
}
