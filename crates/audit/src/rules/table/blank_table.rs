use juesuan_amount::normalize_text;
use juesuan_form::{TableMatch, table_form};
use juesuan_read::{Block, Place};

use crate::{Context, Finding, Group, Rule, Severity, understand::Value};

/// An official table without any figure and without a note.
pub static RULE: Rule = Rule {
    code: "JS0109",
    name: "blank-table",
    group: Group::Table,
    severity: Severity::Warning,
    title: "空表没有说明",
    explanation: "决算表里没有任何数据，表的上下也没有说明为什么是空表。没有相关收支的，应当保留空表并加以说明。",
    basis: "没有数据的表格应当列出空表并作出说明。",
    bad: "政府性基金预算财政拨款收入支出决算表\n科目编码\t科目名称\t本年收入\t基本支出\t项目支出\n212\t城乡社区支出\t\t\t",
    good: "政府性基金预算财政拨款收入支出决算表\n科目编码\t科目名称\t本年收入\t基本支出\t项目支出\n212\t城乡社区支出\t\t\t\n注：本单位没有政府性基金预算收入和支出，故本表无数据。",
    check: Some(check),
};

/// How many blocks above and below a table a note may stand.
const REACH: usize = 4;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for found in &context.outline.tables {
        let (Some(form), Some(Block::Table(table))) = (table_form(&found.id), context.document.blocks.get(found.block))
        else {
            continue;
        };
        if has_figures(context, found) || has_note(context, found) {
            continue;
        }
        let Some((cell, first)) = table.cells.iter().enumerate().find(|(_, cell)| !cell.text.is_empty()) else {
            continue;
        };
        let place = Place { block: found.block, cell: Some(cell), start: 0, end: first.text.len() };
        let message = format!("{}没有数据，也没有说明。", form.name);
        out.push(RULE.finding(Severity::Warning, vec![place], message));
    }
}

/// Whether any block of the table holds a figure.
fn has_figures(context: &Context<'_>, found: &TableMatch) -> bool {
    let parts = context.outline.tables.iter().filter(|part| part.id == found.id);
    let blocks: Vec<usize> = parts.map(|part| part.block).collect();
    let mut figures = context.facts.figures.iter().filter(|figure| figure.place.cell.is_some());
    figures.any(|figure| blocks.contains(&figure.place.block) && (figure.value != Value::Blank || figure.key.is_none()))
}

/// Whether a note beside the table or inside it says that there is nothing.
fn has_note(context: &Context<'_>, found: &TableMatch) -> bool {
    let blocks = &context.document.blocks;
    let near = found.block.saturating_sub(REACH)..(found.block + REACH + 1).min(blocks.len());
    blocks[near.clone()].iter().zip(near).any(|(block, index)| match block {
        Block::Paragraph(paragraph) => is_note(&paragraph.text),
        Block::Table(table) => index == found.block && table.cells.iter().any(|cell| is_note(&cell.text)),
    })
}

fn is_note(text: &str) -> bool {
    let text = normalize_text(text);
    ["无", "没有", "未发生", "不涉及", "空表", "未安排"].iter().any(|word| text.contains(word))
}
