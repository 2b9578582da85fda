//! Tables of contents: entries with leaders and page numbers, and the lines under 目录.

use super::line::Line;

/// Entries without leaders are looked for in so many lines after 目录.
const MAX_ENTRIES: usize = 150;

/// Decides line by line whether a line belongs to the table of contents.
#[derive(Default)]
pub(super) struct Toc {
    first: Option<String>,
    left: usize,
}

impl Toc {
    /// The text of the entry if the line is one. Leaders become one space.
    pub fn entry(&mut self, line: &Line) -> Option<String> {
        if is_title(&line.text) {
            (self.first, self.left) = (None, MAX_ENTRIES);
            return None;
        }
        if let Some(entry) = without_leaders(&line.text) {
            self.first.get_or_insert_with(|| key(&entry));
            return Some(entry);
        }
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        let key = key(&line.text);
        // The contents end where the first entry comes again as a heading, or where sentences begin.
        if line.text.contains('。') || self.first.as_ref() == Some(&key) {
            self.left = 0;
            return None;
        }
        self.first.get_or_insert(key);
        Some(line.text.clone())
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

/// The text of a line with leaders, such as 一、主要职能……3, without them.
fn without_leaders(text: &str) -> Option<String> {
    let leader = |ch: char| matches!(ch, '.' | '…' | '·' | '．' | '﹒' | '⋯' | '-' | '—' | '_' | '•');
    let trimmed = text.trim_end();
    let words = trimmed.trim_end_matches(|ch: char| ch.is_ascii_digit() || ch == ' ' || ch == '-');
    let entry = words.trim_end_matches(|ch| leader(ch) || ch == ' ');
    let marks: usize = words[entry.len()..].chars().map(|ch| if ch == '…' { 3 } else { usize::from(leader(ch)) }).sum();
    let page: String = trimmed[words.len()..].chars().filter(char::is_ascii_digit).collect();
    (marks >= 4 && !entry.is_empty() && page.len() <= 3)
        .then(|| if page.is_empty() { entry.to_owned() } else { format!("{entry} {page}") })
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
        assert_eq!(toc.entry(&line("一、主要职能......................3")).as_deref(), Some("一、主要职能 3"));
        assert_eq!(toc.entry(&line("二、概况………… 12")).as_deref(), Some("二、概况 12"));
        assert_eq!(toc.entry(&line("收入支出总计2995.39")), None);
        assert_eq!(toc.entry(&line("目 录")), None);
        assert!(toc.entry(&line("第一部分 概况")).is_some());
        assert!(toc.entry(&line("一、主要职能")).is_some());
        assert_eq!(toc.entry(&line("第一部分    概况")), None);
        assert_eq!(toc.entry(&line("一、主要职能")), None);
    }
}
