use juesuan_read::{Block, Document, Format, Paragraph, Table};

/// A document of plain text: a line is a paragraph, neighbouring lines with tabs are a table.
pub fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for line in text.lines().map(str::trim_end).chain([""]) {
        if line.contains('\t') {
            rows.push(line.split('\t').map(str::trim).collect());
            continue;
        }
        if !rows.is_empty() {
            blocks.push(Block::Table(Table::from_rows(&rows)));
            rows.clear();
        }
        if !line.trim().is_empty() {
            blocks.push(Block::Paragraph(Paragraph::new(line.trim())));
        }
    }
    Document { path: "example".into(), format: Format::Txt, pages: None, blocks }
}
