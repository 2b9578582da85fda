use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
};

use juesuan_read::{Block, Cell, Table};

use super::marks::Marks;
use crate::Audited;

/// The document as HTML, with a line wherever a page begins.
pub fn render(audited: &Audited, marks: &Marks<'_>) -> String {
    let levels: HashMap<usize, u8> = audited.report.outline.sections.iter().rev().map(|s| (s.block, s.level)).collect();
    let toc: HashSet<usize> = audited.report.outline.toc.iter().map(|entry| entry.block).collect();
    let mut out = String::new();
    let mut page = None;
    for (i, block) in audited.document.blocks.iter().enumerate() {
        let begins = match block {
            Block::Paragraph(paragraph) => paragraph.page,
            Block::Table(table) => table.page,
        };
        if begins.is_some() && begins != page {
            page = begins;
            // Writing to a String does not fail.
            let _ = writeln!(out, "<div class=\"page\">第 {} 页</div>", begins.unwrap_or_default());
        }
        match block {
            Block::Paragraph(_) => {
                let text = marks.html(i, None);
                let _ = match levels.get(&i) {
                    Some(level) => writeln!(out, "<p class=\"heading level{}\">{text}</p>", level.clamp(&1, &4)),
                    None if toc.contains(&i) => writeln!(out, "<p class=\"toc\">{text}</p>"),
                    None => writeln!(out, "<p>{text}</p>"),
                };
            }
            Block::Table(table) => out += &table_html(i, table, marks),
        }
    }
    out
}

fn table_html(block: usize, table: &Table, marks: &Marks<'_>) -> String {
    let mut out = String::from("<div class=\"table\" tabindex=\"0\"><table>\n");
    if let Some(sheet) = &table.sheet {
        let _ = writeln!(out, "<caption>{}</caption>", super::escape(sheet));
    }
    let mut row = None;
    for (i, cell) in table.cells.iter().enumerate() {
        if row != Some(cell.row) {
            out += if row.is_some() { "</tr>\n<tr>" } else { "<tr>" };
            row = Some(cell.row);
        }
        out += &cell_html(cell, &marks.html(block, Some(i)));
    }
    if row.is_some() {
        out += "</tr>\n";
    }
    out + "</table></div>\n"
}

fn cell_html(cell: &Cell, text: &str) -> String {
    let mut attributes = String::new();
    if cell.row_span > 1 {
        let _ = write!(attributes, " rowspan=\"{}\"", cell.row_span);
    }
    if cell.col_span > 1 {
        let _ = write!(attributes, " colspan=\"{}\"", cell.col_span);
    }
    if is_number(&cell.text) {
        attributes += " class=\"number\"";
    }
    format!("<td{attributes}>{text}</td>")
}

/// Whether a cell holds an amount, which is set to the right; a classification code is not.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.contains('.') && text.chars().all(|c| c.is_ascii_digit() || ".,-%，－％．".contains(c))
        || matches!(text, "0" | "-" | "—" | "--")
}
