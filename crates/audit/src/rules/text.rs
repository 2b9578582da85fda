//! What the rules on wording share: the paragraphs of a document by part, and places in them.

use std::{collections::HashSet, ops::Range};

use juesuan_form::Outline;
use juesuan_read::{Block, Document, Place};
use regex::Regex;

use crate::Context;

/// A paragraph with the index of its block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Para<'a> {
    pub block: usize,
    pub text: &'a str,
}

impl Para<'_> {
    /// The place of a stretch of the paragraph.
    pub fn place(&self, range: Range<usize>) -> Place {
        Place { block: self.block, cell: None, start: range.start, end: range.end }
    }

    /// The place of the last `count` characters before the white space at the end.
    pub fn tail(&self, count: usize) -> Place {
        let end = self.text.trim_end().len();
        let start = self.text[..end].char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
        self.place(start..end)
    }
}

/// A regular expression written in the code.
pub(crate) fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern is valid")
}

/// The paragraphs that rules on wording look at, found once for all of them.
#[derive(Debug)]
pub(crate) struct Texts<'a> {
    body: Vec<Para<'a>>,
    narrative: Vec<Para<'a>>,
}

impl<'a> Texts<'a> {
    /// Finds the paragraphs of a document.
    pub fn of(document: &'a Document, outline: &Outline) -> Self {
        let contents: HashSet<usize> = outline.toc.iter().map(|entry| entry.block).collect();
        let blocks = document.blocks.iter().enumerate();
        let body: Vec<Para<'_>> = blocks
            .filter_map(|(block, content)| match content {
                Block::Paragraph(p) if !p.toc && !contents.contains(&block) && !p.text.trim().is_empty() => {
                    Some(Para { block, text: p.text.as_str() })
                }
                _ => None,
            })
            .collect();
        let narrative = body.iter().copied().filter(|para| stands_in_narrative(outline, para.block)).collect();
        Self { body, narrative }
    }
}

/// All paragraphs that are not blank and not of the table of contents.
pub(crate) fn body<'a>(context: &Context<'a>) -> &'a [Para<'a>] {
    &context.texts.body
}

/// The paragraphs of the narrative (情况说明): all of [`body`] if the document has no parts.
pub(crate) fn narrative<'a>(context: &Context<'a>) -> &'a [Para<'a>] {
    &context.texts.narrative
}

/// Whether a block stands in the narrative, or in a document without parts.
pub(crate) fn in_narrative(context: &Context<'_>, block: usize) -> bool {
    stands_in_narrative(context.outline, block)
}

fn stands_in_narrative(outline: &Outline, block: usize) -> bool {
    let parts = || outline.sections.iter().filter(|section| section.level == 1);
    match parts().rfind(|part| part.block <= block) {
        Some(part) => !matches!(part.id.as_deref(), Some("profile" | "glossary" | "annex" | "tables")),
        None => parts().next().is_none(),
    }
}

/// Ids of the sections around a block, the innermost first.
pub(crate) fn section_ids<'a>(context: &Context<'a>, block: usize) -> Vec<&'a str> {
    let sections = &context.outline.sections;
    let mut at = sections.iter().rposition(|section| section.block <= block);
    let mut ids = Vec::new();
    while let Some(index) = at {
        ids.extend(sections[index].id.as_deref());
        at = sections[index].parent;
    }
    ids
}

/// Whether a heading stands at the start of a block.
pub(crate) fn is_heading(context: &Context<'_>, block: usize) -> bool {
    context.outline.sections.binary_search_by_key(&block, |section| section.block).is_ok()
}

/// Number of insertions, deletions and substitutions between two words, counted up to `limit + 1`.
pub(crate) fn distance(a: &str, b: &str, limit: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (diagonal + usize::from(x != y)).min(above + 1).min(row[j] + 1);
            diagonal = above;
        }
    }
    row[b.len()].min(limit + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits() {
        assert_eq!(distance("国有资本经营", "国有资本经验", 3), 1);
        assert_eq!(distance("小于算数", "小于预算数", 3), 1);
        assert_eq!(distance("甲", "乙丙丁戊", 2), 3);
    }
}
