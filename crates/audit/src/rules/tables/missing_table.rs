use std::collections::HashSet;

use juesuan_form::{TableForm, table_forms, table_title};
use juesuan_read::{Block, Place};

use crate::{Context, Finding, Group, Rule, Severity};

/// One of the nine tables is not in the document.
pub static RULE: Rule = Rule {
    code: "JS0206",
    name: "missing-table",
    group: Group::Tables,
    severity: Severity::Error,
    title: "缺少决算表",
    explanation: "文件里有大部分决算表，却缺少其中一张（没有数据的也应当列出空表）。整套表都不在文件里的（例如另附），只提示表内、表间关系没有检查。",
    basis: "部门决算公开包括收入支出决算总表等九张表，没有数据的表格列出空表。",
    bad: BAD,
    good: "附件：2024年度部门决算公开表\n一、收入支出决算总体情况说明\n2024年度收、支总计100.00万元。\n支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t60.00\t60.00\t",
    check: Some(check),
};

const BAD: &str = "收入支出决算总表\n项目\t决算数\t项目\t决算数\n本年收入合计\t1.00\t本年支出合计\t1.00\n\
    收入决算表\n科目编码\t科目名称\t本年收入合计\t财政拨款收入\n201\t一般公共服务支出\t1.00\t1.00\n\
    支出决算表\n科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n201\t一般公共服务支出\t1.00\t1.00\t\n\
    财政拨款收入支出决算总表\n项目\t决算数\t项目\t合计\n本年收入合计\t1.00\t本年支出合计\t1.00\n\
    一般公共预算财政拨款支出决算表\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n201\t一般公共服务支出\t1.00\t1.00\t";

/// With fewer tables than this a document does not publish the set at all.
const MOST: usize = 5;
/// With at least this many, nothing unrecognised and no word of it, a table is missing for sure.
const NEARLY_ALL: usize = 7;
/// Since this year all nine are asked for.
const NINE_SINCE: u16 = 2021;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let found: HashSet<&str> = context.outline.tables.iter().map(|table| table.id.as_str()).collect();
    let present = table_forms().iter().filter(|form| found.contains(form.id.as_str())).count();
    if present < MOST {
        if present == 0 && !context.document.blocks.is_empty() {
            let message = "文件里没有找到决算表（可能另附），没有检查表内、表间和表文关系。";
            out.push(RULE.finding(Severity::Info, vec![whole(context, 0)], message));
        }
        return;
    }
    let complete = context.outline.fiscal_year.is_some_and(|year| year >= NINE_SINCE) && !has_other_table(context);
    for form in table_forms().iter().filter(|form| !found.contains(form.id.as_str())) {
        let title = title_of(context, form);
        let severity = match title {
            None if complete && present >= NEARLY_ALL => Severity::Error,
            _ => Severity::Warning,
        };
        let last = context.outline.tables.last().map_or(0, |table| table.block);
        let message = match title {
            Some(_) => format!("有“{}”的标题，没有认出表格。", form.name),
            None => format!("没有找到“{}”（没有数据的也应当列出空表）。", form.name),
        };
        out.push(RULE.finding(severity, vec![whole(context, title.unwrap_or(last))], message));
    }
}

/// Whether a table that is none of the nine stands among or after them.
fn has_other_table(context: &Context<'_>) -> bool {
    let known: HashSet<usize> = context.outline.tables.iter().map(|table| table.block).collect();
    let first = known.iter().min().copied().unwrap_or(0);
    let tables = context.document.blocks.iter().enumerate().skip(first);
    tables.filter(|(_, block)| matches!(block, Block::Table(_))).any(|(index, _)| !known.contains(&index))
}

/// The paragraph outside the table of contents that is the title of a table.
fn title_of(context: &Context<'_>, form: &TableForm) -> Option<usize> {
    let contents: HashSet<usize> = context.outline.toc.iter().map(|entry| entry.block).collect();
    context.document.blocks.iter().enumerate().find_map(|(index, block)| match block {
        Block::Paragraph(paragraph) if !paragraph.toc && !contents.contains(&index) => {
            table_title(&paragraph.text).filter(|title| title.id == form.id).map(|_| index)
        }
        _ => None,
    })
}

/// The place of a block: its whole paragraph, or the first cell of its table.
fn whole(context: &Context<'_>, block: usize) -> Place {
    match &context.document.blocks[block] {
        Block::Paragraph(paragraph) => Place { block, cell: None, start: 0, end: paragraph.text.len() },
        Block::Table(table) => {
            let cell = (!table.cells.is_empty()).then_some(0);
            let end = table.cells.first().map_or(0, |cell| cell.text.len());
            Place { block, cell, start: 0, end }
        }
    }
}
