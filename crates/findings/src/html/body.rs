use std::fmt::Write;

use super::{class_of, escape};
use crate::view::{Block, Cell, Content, Mark, Paragraph, Role, Segment, Table};

/// The document as HTML, with a line wherever a page begins.
pub fn render(blocks: &[Block<'_>]) -> String {
    let mut out = String::new();
    for block in blocks {
        if let Some(page) = block.page_begins {
            // Writing to a String does not fail.
            let _ = writeln!(out, "<div class=\"page\">第 {page} 页</div>");
        }
        out += &match &block.content {
            Content::Paragraph(paragraph) => paragraph_html(paragraph),
            Content::Table(table) => table_html(table),
        };
    }
    out
}

fn paragraph_html(paragraph: &Paragraph<'_>) -> String {
    let text = text_html(&paragraph.text);
    match paragraph.role {
        Role::Heading(level) => format!("<p class=\"heading level{}\">{text}</p>\n", level.clamp(1, 4)),
        Role::Contents => format!("<p class=\"toc\">{text}</p>\n"),
        Role::Text => format!("<p>{text}</p>\n"),
    }
}

fn table_html(table: &Table<'_>) -> String {
    let mut out = String::from("<div class=\"table\" tabindex=\"0\"><table>\n");
    if let Some(sheet) = table.sheet {
        let _ = writeln!(out, "<caption>{}</caption>", escape(sheet));
    }
    for row in &table.rows {
        out += "<tr>";
        row.cells.iter().for_each(|cell| out += &cell_html(cell));
        out += "</tr>\n";
    }
    out + "</table></div>\n"
}

fn cell_html(cell: &Cell<'_>) -> String {
    let mut attributes = String::new();
    if cell.row_span > 1 {
        let _ = write!(attributes, " rowspan=\"{}\"", cell.row_span);
    }
    if cell.col_span > 1 {
        let _ = write!(attributes, " colspan=\"{}\"", cell.col_span);
    }
    if cell.number {
        attributes += " class=\"number\"";
    }
    format!("<td{attributes}>{}</td>", text_html(&cell.text))
}

/// A text with an element around each marked piece.
fn text_html(text: &[Segment<'_>]) -> String {
    text.iter()
        .map(|segment| segment.mark.as_deref().map_or_else(|| escape(segment.text), |m| marked(segment.text, m)))
        .collect()
}

fn marked(text: &str, mark: &Mark) -> String {
    let mut attributes = String::new();
    if let Some(i) = mark.figure {
        attributes += &format!(" data-figure=\"{i}\"");
    }
    if !mark.findings.is_empty() {
        let list: Vec<String> = mark.findings.iter().map(ToString::to_string).collect();
        attributes += &format!(" data-findings=\"{}\"", list.join(" "));
    }
    if mark.first {
        attributes += " tabindex=\"0\" role=\"button\"";
    }
    if text.is_empty() {
        // What cannot be read aloud needs a name.
        attributes += " aria-label=\"此处空白\"";
    }
    format!("<span class=\"{}\"{attributes}>{}</span>", classes(mark), escape(text))
}

fn classes(mark: &Mark) -> String {
    let mut classes = Vec::new();
    if mark.figure.is_some() {
        classes.push("figure");
    }
    if let Some(severity) = mark.severity {
        classes.extend(["mark", class_of(severity)]);
    }
    if mark.unread {
        classes.push("unknown");
    }
    classes.join(" ")
}
