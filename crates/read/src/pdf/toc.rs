//! Tables of contents: entries with leaders and page numbers, and the lines under 目录.

use super::line::Line;
use super::numbering::starts_item;
use std::collections::HashSet;

/// Entries without leaders are looked for in so many lines after 目录.
const MAX_ENTRIES: usize = 150;

/// Decides line by line whether a line belongs to the table of contents.
#[derive(Default)]
pub(super) struct Toc {
    /// Entries seen, without their pages.
    seen: HashSet<String>,
    first: String,
    page: u32,
    left: usize,
}

impl Toc {
    /// The text of the entry if the line is one. Leaders become one space.
    pub fn entry(&mut self, line: &Line, page: u32) -> Option<String> {
        if is_title(&line.text) {
            *self = Self { page, left: MAX_ENTRIES, ..Self::default() };
            return None;
        }
        let entry = match without_leaders(&line.text) {
            Some((entry, Some(number))) => format!("{entry} {number}"),
            Some((entry, None)) if self.left > 0 => entry.to_owned(),
            _ if self.left > 0 && !self.ends(&line.text, page) => line.text.clone(),
            _ => {
                self.left = 0;
                return None;
            }
        };
        self.left = self.left.saturating_sub(1);
        let key = key(&entry);
        if self.seen.is_empty() {
            self.first.clone_from(&key);
        }
        self.seen.insert(key);
        Some(entry)
    }

    /// Without leaders the contents end where an entry comes again as a heading, or where sentences begin. A new page
    /// goes on with them only with another numbered entry.
    fn ends(&self, text: &str, page: u32) -> bool {
        let key = key(text);
        let repeated = if page == self.page { key == self.first } else { self.seen.contains(&key) };
        repeated || text.contains('。') || (page != self.page && !starts_item(text))
    }
}

fn is_title(text: &str) -> bool {
    let core: String = text.chars().filter(|ch| !ch.is_whitespace()).collect();
    matches!(core.as_str(), "目录" | "目錄" | "目次")
}

/// The words of an entry without number of page, for comparing it with the heading.
fn key(text: &str) -> String {
    let words = text.trim_end().trim_end_matches(|ch: char| ch.is_ascii_digit());
    words.chars().filter(|ch| !ch.is_whitespace()).collect()
}

/// The text of a line with leaders, such as 一、主要职能……3, and its page if there is one.
fn without_leaders(text: &str) -> Option<(&str, Option<&str>)> {
    let leader = |ch: char| matches!(ch, '.' | '…' | '·' | '．' | '﹒' | '⋯' | '-' | '—' | '_' | '•');
    let trimmed = text.trim_end_matches([' ', '-']);
    let words = trimmed.trim_end_matches(|ch: char| ch.is_ascii_digit());
    let page = &trimmed[words.len()..];
    let entry = words.trim_end_matches(|ch| leader(ch) || ch == ' ');
    let marks: usize = words[entry.len()..].chars().map(|ch| if ch == '…' { 3 } else { usize::from(leader(ch)) }).sum();
    (marks >= 4 && !entry.is_empty() && page.len() <= 3).then_some((entry, (!page.is_empty()).then_some(page)))
}

#[cfg(test)]
mod tests {
    use super::{Line, Toc};

    fn line(text: &str) -> Line {
        Line { text: text.to_owned(), ..Line::default() }
    }

    #[test]
    fn entries_with_leaders_and_without() {
        let mut toc = Toc::default();
        assert_eq!(toc.entry(&line("一、主要职能......................3"), 1).as_deref(), Some("一、主要职能 3"));
        assert_eq!(toc.entry(&line("二、概况………… 12"), 1).as_deref(), Some("二、概况 12"));
        assert_eq!(toc.entry(&line("收入支出总计2995.39"), 1), None);
        assert_eq!(toc.entry(&line("教育支出XXX万元，占XX%……"), 1), None);
        assert_eq!(toc.entry(&line("目 录"), 1), None);
        assert!(toc.entry(&line("第一部分 概况"), 1).is_some());
        assert!(toc.entry(&line("一、主要职能"), 1).is_some());
        assert_eq!(toc.entry(&line("第一部分    概况"), 2), None);
        assert_eq!(toc.entry(&line("一、主要职能"), 1), None);
    }
}
