use std::fmt::Write;

use juesuan_findings::{Brief, Listed, coverage_percent, kind_name, shorten};
use unicode_width::UnicodeWidthStr;

use crate::width::{pad_left, pad_right};

/// Columns of the summary and whether their content is numbers, which are set to the right.
const COLUMNS: [(&str, bool); 8] = [
    ("文件", false),
    ("单位", false),
    ("年度", true),
    ("类别", false),
    ("错误", true),
    ("警告", true),
    ("提示", true),
    ("读懂", true),
];
/// Longer names are cut, so that a row fits a terminal.
const MAX_WIDTH: usize = 36;

/// A table over all documents with a line of totals, aligned for a terminal.
pub fn table<T>(all: &[Listed<T>]) -> String {
    let rows: Vec<[String; 8]> = all.iter().map(row).collect();
    let widths: Vec<usize> = (0..COLUMNS.len())
        .map(|i| rows.iter().map(|row| row[i].width()).chain([COLUMNS[i].0.width()]).max().unwrap_or(0))
        .collect();
    let mut out = String::new();
    let mut line = |cells: &[&str]| {
        let padded =
            cells.iter().zip(&widths).zip(COLUMNS).map(|((cell, &width), (_, number))| {
                if number { pad_left(cell, width) } else { pad_right(cell, width) }
            });
        let text = padded.collect::<Vec<_>>().join("  ");
        // Writing to a String does not fail.
        let _ = writeln!(out, "{}", text.trim_end());
    };
    line(&COLUMNS.map(|(name, _)| name));
    for row in &rows {
        line(&row.each_ref().map(String::as_str));
    }
    out + &totals(all)
}

fn row<T>(listed: &Listed<T>) -> [String; 8] {
    let path = shorten(&tail(&listed.path), MAX_WIDTH);
    let dash = || "—".to_owned();
    let Ok((brief, _)) = &listed.outcome else {
        return [path, dash(), dash(), "读不出".into(), dash(), dash(), dash(), dash()];
    };
    let audited = brief.kind.is_audited();
    let count = |number: usize| if audited { number.to_string() } else { dash() };
    [
        path,
        brief.unit_name.as_deref().map_or_else(dash, |name| shorten(name, MAX_WIDTH)),
        brief.fiscal_year.map_or_else(dash, |year| year.to_string()),
        kind_name(brief.kind).into(),
        count(brief.errors),
        count(brief.warnings),
        count(brief.infos),
        if audited { coverage_percent(brief.understood, brief.numerals) } else { dash() },
    ]
}

/// The last two parts of a path, which tell files of one tree apart.
fn tail(path: &std::path::Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts[parts.len().saturating_sub(2)..].join("/")
}

fn totals<T>(all: &[Listed<T>]) -> String {
    let briefs: Vec<&Brief> = all.iter().filter_map(|a| a.outcome.as_ref().ok()).map(|(brief, _)| brief).collect();
    let checked: Vec<&&Brief> = briefs.iter().filter(|brief| brief.kind.is_audited()).collect();
    let sum = |count: fn(&Brief) -> usize| checked.iter().map(|brief| count(brief)).sum::<usize>();
    let (errors, warnings, infos) = (sum(|b| b.errors), sum(|b| b.warnings), sum(|b| b.infos));
    let mut text =
        format!("共 {} 份：审核 {} 份，错误 {errors}，警告 {warnings}，提示 {infos}", all.len(), checked.len());
    let others = briefs.len() - checked.len();
    if others > 0 {
        let _ = write!(text, "；未审核 {others} 份");
    }
    let unreadable = all.len() - briefs.len();
    if unreadable > 0 {
        let _ = write!(text, "；读不出 {unreadable} 份");
    }
    text + "\n"
}
