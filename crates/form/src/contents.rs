//! The printed table of contents (目录).

use std::collections::HashSet;

use juesuan_read::{Block, Document};

use crate::{
    TocEntry,
    heading::{comparable, label, split_page_number},
};

/// The entries of the table of contents, and the block at which the body begins.
///
/// It begins at a line 目录 and ends where its first entry appears again, or where running text begins.
pub(crate) fn contents(document: &Document) -> (Vec<TocEntry>, usize) {
    let Some(start) = document.blocks.iter().take(80).position(is_contents_title) else {
        return marked_entries(document);
    };
    let mut entries: Vec<TocEntry> = Vec::new();
    let mut seen = HashSet::new();
    let mut end = start + 1;
    for (block, content) in document.blocks.iter().enumerate().skip(start + 1) {
        let Block::Paragraph(paragraph) = content else { break };
        let (text, page) = split_page_number(&paragraph.text);
        let title = comparable(text);
        if !is_entry(&title, paragraph.toc || page.is_some()) || (!paragraph.toc && repeats(&title, &seen, &entries)) {
            break;
        }
        end = block + 1;
        seen.insert(title);
        entries.push(TocEntry { block, text: text.trim().to_owned(), page });
    }
    if entries.len() < 3 { (Vec::new(), start + 1) } else { (entries, end) }
}

/// Entries that the format itself marks, for a table of contents without a title.
fn marked_entries(document: &Document) -> (Vec<TocEntry>, usize) {
    let mut entries = Vec::new();
    for (block, content) in document.blocks.iter().enumerate() {
        if let Block::Paragraph(paragraph) = content
            && paragraph.toc
        {
            let (text, page) = split_page_number(&paragraph.text);
            entries.push(TocEntry { block, text: text.trim().to_owned(), page });
        }
    }
    let end = entries.last().map_or(0, |last| last.block + 1);
    (entries, end)
}

fn is_contents_title(block: &Block) -> bool {
    matches!(block, Block::Paragraph(p) if matches!(comparable(&p.text).as_str(), "目录" | "目次"))
}

/// Whether a line can be an entry: a short line with a label, or any short line where the page number says so.
fn is_entry(title: &str, marked: bool) -> bool {
    let short = title.chars().count() <= 60;
    let ends_sentence = title.ends_with(['。', '；', '，', '：']);
    short && !ends_sentence && !title.is_empty() && (marked || label(title).is_some() || title.chars().count() <= 40)
}

/// Whether a line opens the body: the first entry again, or a 第X部分 that was listed already.
fn repeats(title: &str, seen: &HashSet<String>, entries: &[TocEntry]) -> bool {
    let Some(label) = label(title) else { return false };
    let same_part = |entry: &TocEntry| {
        let entry = comparable(&entry.text);
        crate::heading::label(&entry).is_some_and(|l| l.level == 1 && l.number == label.number)
    };
    match label.level {
        1 => entries.iter().any(same_part),
        _ => seen.contains(title) && entries.first().is_some_and(|first| comparable(&first.text) == title),
    }
}
