//! The money block of a self-evaluation table.

use std::sync::LazyLock;

use juesuan_amount::{MoneyUnit, normalize_char};
use regex::Regex;

use super::{
    FUNDS, Fund, FundKind, Role,
    draft::Draft,
    header::Header,
    words::{Column, WORDS},
};
use crate::{cell_value::CellValue, grid::Grid, names::plain, table_match::stated_unit};

/// 得分（20分*执行率）, 预算执行情况（10分）: a full score that is told beside a name.
static TOLD_WEIGHT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[（(]\s*(?P<points>\d{1,3}(?:\.\d+)?)\s*分").expect("a constant pattern is valid"));

/// Reads the rows below a header; returns the row after the block.
pub(super) fn read(draft: &mut Draft, grid: &Grid<'_>, header: &Header, top: u32) -> u32 {
    let first = header.columns.iter().map(|column| column.from).min().unwrap_or(0);
    draft.rate_defined = is_defined(header);
    let side = (0..first).filter_map(|col| grid.index(top, col));
    draft.money = side.clone().map(|index| grid.at(index).text.as_str()).find_map(unit);
    draft.money = draft.money.or_else(|| header.columns.iter().find_map(|column| unit(&column.words)));
    let mut row = header.below;
    while row < grid.rows {
        let Some((name, label)) = label(grid, row, first) else { break };
        let ends = WORDS.fund(&label) == FundKind::Named && WORDS.ends_funds(&label);
        if ends || is_text(grid, header, row) {
            break;
        }
        fund(draft, grid, header, row, &name);
        row += 1;
    }
    if !header.has(Column::Weight) {
        told_weight(draft, grid, header, top, first);
    }
    row.max(top + 1)
}

/// Whether the header says that the rate is B/A, of the budget A and the executed amount B.
fn is_defined(header: &Header) -> bool {
    let ends = |is: Column, letter: char| {
        header.columns.iter().any(|c| c.is == is && c.words.to_ascii_uppercase().ends_with(letter))
    };
    let rate = header.first(Column::Rate).map(|column| column.words.to_ascii_uppercase());
    rate.is_some_and(|rate| rate.contains("BA")) && ends(Column::Adjusted, 'A') && ends(Column::Executed, 'B')
}

/// The unit of money that a label states: 项目资金（万元）, 年初预算数（元）, 单位：万元.
fn unit(text: &str) -> Option<MoneyUnit> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).map(normalize_char).collect();
    let in_brackets = |unit: &MoneyUnit| compact.contains(&format!("({})", unit.name()));
    let at_end = || ["亿元", "万元", "元"].into_iter().find(|name| compact.ends_with(name));
    stated_unit(&compact)
        .or_else(|| MoneyUnit::ALL.into_iter().find(in_brackets))
        .or_else(|| MoneyUnit::ALL.into_iter().find(|unit| at_end() == Some(unit.name())))
}

/// The name of a row and its plain words: what stands nearest to its figures, beside the label of the block.
fn label(grid: &Grid<'_>, row: u32, first: u32) -> Option<(String, String)> {
    let here = |index: &usize| grid.at(*index).row == row && !grid.words_at(*index).is_empty();
    let index = (0..first).rev().filter_map(|col| grid.index(row, col)).find(here)?;
    Some((grid.at(index).text.trim().to_owned(), grid.words_at(index).to_owned()))
}

/// Whether words stand where the figures of a fund would: the block has ended.
fn is_text(grid: &Grid<'_>, header: &Header, row: u32) -> bool {
    let money = header.columns.iter().filter(|c| matches!(c.is, Column::Initial | Column::Adjusted | Column::Executed));
    money.flat_map(|column| column.from..column.to).any(|col| grid.value(row, col) == CellValue::Words)
}

fn fund(draft: &mut Draft, grid: &Grid<'_>, header: &Header, row: u32, name: &str) {
    let known = |kind: FundKind, draft: &Draft| draft.funds.iter().any(|fund| fund.kind == kind);
    let kind = match WORDS.fund(&plain(name)) {
        kind if kind != FundKind::Named && known(kind, draft) => FundKind::Named,
        kind => kind,
    };
    let id = if kind == FundKind::Total { FUNDS.to_owned() } else { format!("{FUNDS}-{}", draft.funds.len() + 1) };
    let name = name.trim_end_matches([':', '：']).trim();
    for column in &header.columns {
        let role = match column.is {
            Column::Initial => Role::Initial,
            Column::Adjusted => Role::Adjusted,
            Column::Executed => Role::Executed,
            Column::Rate => Role::Rate,
            Column::Weight => Role::Weight,
            Column::Score => Role::Score,
            Column::Deduction => Role::Deduction,
            Column::Reason => Role::Reason,
            _ => continue,
        };
        let cells = (column.from..column.to).filter_map(|col| grid.index(row, col));
        let here = cells.filter(|&index| grid.at(index).row == row);
        if let Some(index) = here.into_iter().find(|&index| !grid.at(index).text.trim().is_empty()) {
            draft.say(grid, index, &id, role, name);
        }
    }
    draft.funds.push(Fund { row: id, kind });
}

/// A full score of the execution that stands in the label of the block or in the header of the score.
fn told_weight(draft: &mut Draft, grid: &Grid<'_>, header: &Header, top: u32, first: u32) {
    let score = header.first(Column::Score).and_then(|column| grid.index(top, column.from));
    let side = (0..first).filter_map(|col| grid.index(top, col));
    for index in score.into_iter().chain(side) {
        let Some(found) = TOLD_WEIGHT.captures(&grid.at(index).text) else { continue };
        if let Some(points) = found.name("points") {
            draft.say(grid, index, FUNDS, Role::Weight, "预算执行");
            if let Some(cell) = draft.cells.last_mut() {
                cell.range = points.range();
            }
            return;
        }
    }
}
