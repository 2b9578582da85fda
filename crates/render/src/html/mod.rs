//! One page that holds everything: the document, its tables, and for each figure where it comes from.

mod data;

use std::fmt::Write;

use juesuan_report::{Align, Block, Cell, Page as PageOf, Report, Run, Table};

use crate::{RenderError, cover, header, words};

const CSS: &str = include_str!("page.css");
/// The deepest indent that the style sheet has.
const DEEPEST: u8 = 6;
const SCRIPT: &str = include_str!("page.js");
/// The page may load nothing: it has to work in an office without a network.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/// Writes the whole document as one page. Figures are `<data>` elements with their exact value in 元 (a count, a
/// percentage) and their id; chosen by mouse or keyboard they show formula and parts.
///
/// # Errors
/// None in practice: everything here can be written as JSON.
pub fn html(report: &Report) -> Result<String, RenderError> {
    let mut page = Page { report, out: String::new() };
    page.contents();
    page.blocks();
    let title = escape(&report.title);
    let data = data::render(report)?;
    let body = page.out;
    Ok(format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{title}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n\
         <main>\n<p class=\"title\">{title}</p>\n{body}</main>\n\
         <script id=\"figures\" type=\"application/json\">{data}</script>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    ))
}

/// A text as HTML, in content and in quoted attributes.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

struct Page<'a> {
    report: &'a Report,
    out: String,
}

impl Page<'_> {
    // Writing to a String does not fail; its results are dropped.

    /// Links to the parts, their sections and the tables.
    fn contents(&mut self) {
        self.out.push_str("<nav aria-label=\"目录\">\n<p class=\"contents\">目录</p>\n");
        for (number, block) in self.report.blocks.iter().enumerate() {
            let (level, text) = match block {
                Block::Part(text) => (1, text.clone()),
                Block::Heading(0..=1, runs) => (2, words(runs)),
                Block::Table(index) => match self.report.tables.get(*index) {
                    Some(table) if table.page != PageOf::Text => (2, table.title.clone()),
                    _ => continue,
                },
                _ => continue,
            };
            let _ = writeln!(self.out, "<p class=\"entry{level}\"><a href=\"#b{number}\">{}</a></p>", escape(&text));
        }
        self.out.push_str("</nav>\n");
    }

    fn blocks(&mut self) {
        for (number, block) in self.report.blocks.iter().enumerate() {
            match block {
                Block::Part(text) => {
                    let _ = writeln!(self.out, "<h1 id=\"b{number}\">{}</h1>", escape(text));
                }
                Block::Heading(level, runs) => {
                    let level = level.clamp(&1, &4) + 1;
                    let _ = write!(self.out, "<h{level} id=\"b{number}\">");
                    runs.iter().for_each(|run| self.run(run));
                    let _ = writeln!(self.out, "</h{level}>");
                }
                Block::Paragraph(runs) => {
                    self.out.push_str("<p>");
                    runs.iter().for_each(|run| self.run(run));
                    self.out.push_str("</p>\n");
                }
                Block::Table(index) => {
                    if let Some(table) = self.report.tables.get(*index) {
                        self.table(number, table);
                    }
                }
            }
        }
    }

    fn run(&mut self, run: &Run) {
        let html = self.figure(&run.text, run.figure.as_deref());
        self.out.push_str(&html);
    }

    /// A text, marked if it prints a figure.
    fn figure(&self, text: &str, id: Option<&str>) -> String {
        let known = id.and_then(|id| Some((id, self.report.figures.get(id)?)));
        match known {
            Some((id, figure)) if !text.is_empty() => {
                let (id, value) = (escape(id), escape(&data::value(figure)));
                format!("<data value=\"{value}\" data-figure=\"{id}\" tabindex=\"0\">{}</data>", escape(text))
            }
            _ => escape(text),
        }
    }

    fn table(&mut self, number: usize, table: &Table) {
        // Printed pages differ by where the table stands.
        let page = match table.page {
            PageOf::Landscape => "",
            PageOf::Upright => " upright",
            PageOf::Text => " among-text",
        };
        let out = &mut self.out;
        let _ = writeln!(out, "<h2 class=\"table-title{page}\" id=\"b{number}\">{}</h2>", escape(&table.title));
        let _ = writeln!(out, "<p class=\"table-number{page}\">{}</p>", escape(&table.number));
        let (unit, money) = (escape(&table.unit_line), escape(&table.money_line));
        let _ = writeln!(out, "<p class=\"table-line{page}\"><span>{unit}</span> <span>{money}</span></p>");
        let _ = write!(out, "<div class=\"table{page}\">\n<table>\n<thead>\n");
        for row in header::pieces(table) {
            self.out.push_str("<tr>");
            for piece in row.iter().filter(|piece| !piece.continued) {
                let spans = spans(piece.rows, piece.columns);
                let _ = write!(self.out, "<th{spans} scope=\"col\">{}</th>", escape(piece.text));
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</thead>\n<tbody>\n");
        for (row, covered) in table.rows.iter().zip(cover::covered(table)) {
            self.out.push_str(if row.total { "<tr class=\"total\">" } else { "<tr>" });
            for (at, cell) in row.cells.iter().enumerate().take(table.columns.len()) {
                if covered[at].is_none() {
                    self.cell(cell, table.align(at, cell));
                }
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
        for note in &table.notes {
            let _ = writeln!(self.out, "<p class=\"note{page}\">{}</p>", escape(note));
        }
    }

    fn cell(&mut self, cell: &Cell, align: Align) {
        let class = match align {
            Align::Left => "left",
            Align::Centre => "centre",
            Align::Right => "right",
        };
        let spans = spans(1 + usize::from(cell.below), 1 + usize::from(cell.covers));
        // A class and not a style: policies that allow one style sheet by its digest allow no style attributes.
        let indent = match cell.indent.min(DEEPEST) {
            0 => String::new(),
            indent => format!(" in{indent}"),
        };
        let text = self.figure(&cell.text, cell.figure.as_deref());
        let _ = write!(self.out, "<td class=\"{class}{indent}\"{spans}>{text}</td>");
    }
}

fn spans(rows: usize, columns: usize) -> String {
    let mut spans = String::new();
    if rows > 1 {
        let _ = write!(spans, " rowspan=\"{rows}\"");
    }
    if columns > 1 {
        let _ = write!(spans, " colspan=\"{columns}\"");
    }
    spans
}

#[cfg(test)]
mod tests {
    use juesuan_read::{Block, read_bytes};

    use super::html;
    use crate::sample;

    #[test]
    fn a_page_loads_nothing_and_escapes_everything() {
        let page = html(&sample::report()).unwrap();
        assert!(!page.contains("http://") && !page.contains("https://"));
        assert!(!page.contains("<附件>") && !page.contains("<政务>"));
        assert!(page.contains("<data value=\"3015000.00\"") || page.contains("<data value=\"30150.00\""));
        assert_eq!(page.matches("</script>").count(), 2);
        assert!(!page.contains(" style="));
    }

    #[test]
    fn its_tables_read_as_they_are() {
        let report = sample::report();
        let document = read_bytes("a.html", html(&report).unwrap().into_bytes()).unwrap();
        let tables = document.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
        for (table, read) in report.tables.iter().zip(tables) {
            let top = u32::try_from(table.header.len()).unwrap();
            for (row, line) in (top..).zip(&table.rows) {
                for (column, cell) in (0u32..).zip(&line.cells).filter(|(_, cell)| !cell.text.is_empty()) {
                    assert_eq!(read.at(row, column).unwrap().text, cell.text);
                }
            }
        }
    }
}
