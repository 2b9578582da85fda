use juesuan_read::{Block, Place};

use crate::{Context, Finding, Group, Rule, Severity, rules::text::in_narrative};

/// A heading with nothing under it.
pub static RULE: Rule = Rule {
    code: "JS0806",
    name: "blank-section",
    group: Group::Structure,
    severity: Severity::Warning,
    title: "标题下面没有内容",
    explanation: "情况说明的某一节只有标题，没有文字、表格或下级标题；没有数据的也应当说明“无”。",
    basis: "决算公开内容应当完整，没有收支的项目应当作出说明。",
    bad: "八、政府性基金预算收入支出决算情况\n九、国有资本经营预算收入支出决算情况\n本单位无国有资本经营预算收支。",
    good: "八、政府性基金预算收入支出决算情况\n本单位无政府性基金预算收支。\n九、国有资本经营预算收入支出决算情况\n本单位无国有资本经营预算收支。",
    check: Some(check),
};

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let sections = &context.outline.sections;
    for (index, section) in sections.iter().enumerate() {
        let official = section.id.is_some() && section.level > 1 && in_narrative(context, section.block);
        // Some headings are their own content: 九、本单位无国有资本经营预算收支
        let speaks = ["无", "没有", "不涉及", "详见", "见附"].iter().any(|word| section.title.contains(word));
        let has_children = sections.get(index + 1).is_some_and(|next| next.level > section.level);
        let has_content = context.document.blocks[section.blocks.clone()].iter().any(|block| match block {
            Block::Paragraph(para) => !para.text.trim().is_empty(),
            Block::Table(_) => true,
        });
        if official && !speaks && !has_children && !has_content {
            let place =
                Place { block: section.block, cell: None, start: section.heading.start, end: section.heading.end };
            let message = format!("“{}{}”下面没有内容，没有数据的也应当说明。", section.label, section.title);
            out.push(RULE.finding(Severity::Warning, vec![place], message));
        }
    }
}
