//! Page numbers and running headers and footers, which are no part of the text.

use super::line::Line;
use std::collections::HashMap;

/// The part of the page's height at each end where such lines stand.
const EDGE: f32 = 0.095;
/// The same for the outermost line of a page: official documents (GB/T 9704) set the page number 7 mm below the text,
/// above a margin of 28 mm.
const OUTERMOST: f32 = 0.125;
/// Equal lines at one place on at least so many pages are running headers or footers.
const REPEATS: usize = 3;

/// The lines of one page with the page's height.
pub(super) struct PageLines {
    /// Height of the page in points.
    pub height: f32,
    /// Lines outside tables, from top to bottom.
    pub lines: Vec<Line>,
}

/// How far a line at the edge of a page is from it, in steps of 6 points; `None` for lines elsewhere.
fn at_edge(line: &Line, frame: &Frame) -> Option<i32> {
    let distance = line.mid_y().min(frame.height - line.mid_y());
    let outermost = line.mid_y() <= frame.first || line.mid_y() >= frame.last;
    let edge = if outermost { OUTERMOST } else { EDGE };
    (distance < edge * frame.height).then(|| (distance / 6.0).round() as i32)
}

/// The height of a page, and where its first and last lines are.
struct Frame {
    height: f32,
    first: f32,
    last: f32,
}

impl Frame {
    fn of(page: &PageLines) -> Self {
        let middles = || page.lines.iter().map(Line::mid_y);
        Self { height: page.height, first: middles().fold(f32::MAX, f32::min), last: middles().fold(0.0, f32::max) }
    }
}

/// Removes page numbers and running lines.
pub(super) fn remove(pages: &mut [PageLines]) {
    let mut seen: HashMap<(String, i32), usize> = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        let frame = Frame::of(page);
        for line in &page.lines {
            for key in keys(line, number, &frame) {
                *seen.entry(key).or_default() += 1;
            }
        }
    }
    for (number, page) in pages.iter_mut().enumerate() {
        let frame = Frame::of(page);
        page.lines.retain(|line| {
            let mut keys = keys(line, number, &frame).peekable();
            let at_edge = keys.peek().is_some();
            let repeated = keys.any(|key| seen.get(&key).is_some_and(|&count| count >= REPEATS));
            !at_edge || !(repeated || is_page_number(&line.text))
        });
    }
}

/// What a line at the edge of a page is recognised by on others: its text, and its text without the page's number; each
/// with its place.
fn keys(line: &Line, page: usize, frame: &Frame) -> impl Iterator<Item = (String, i32)> {
    let pattern = pattern(&line.text, page);
    let texts = std::iter::once(line.text.clone()).chain(pattern);
    at_edge(line, frame).into_iter().flat_map(move |place| texts.clone().map(move |text| (text, place)))
}

/// The text with the number of the page (`page` counts from 0) left open, if it has one. The number of a table, such as
/// 公开01表, is none of a page even where both are equal.
fn pattern(text: &str, page: usize) -> Option<String> {
    let counter = text.split(|ch: char| !ch.is_ascii_digit()).find(|run| run.parse() == Ok(page + 1))?;
    (!text.contains('表')).then(|| text.replacen(counter, "#", 1))
}

/// Whether a line is a page number: 12, - 12 -, 第12页, 第 3 页 共 24 页, 3/24.
fn is_page_number(text: &str) -> bool {
    let core: String = text.chars().filter(|ch| !matches!(ch, ' ' | '-' | '—' | '–' | '－' | '·' | '~')).collect();
    let parts: Vec<&str> = core.split(['第', '页', '共', '/', '，', ',']).filter(|part| !part.is_empty()).collect();
    let number = |part: &&str| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    let roman = |part: &&str| part.len() <= 5 && part.chars().all(|ch| matches!(ch, 'I' | 'V' | 'X' | 'i' | 'v' | 'x'));
    (1..=2).contains(&parts.len()) && parts.iter().all(|part| number(part) || roman(part))
}

#[cfg(test)]
mod tests {
    use super::{Line, PageLines, is_page_number, remove};

    #[test]
    fn page_numbers() {
        for text in ["7", "- 12 -", "—3—", "第 3 页", "第3页 共24页", "3/24", "ii"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2,940.05", "目录", "2024年", "第一部分"] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn only_lines_at_the_edge_vanish() {
        let line = |text: &str, y: f32| Line { text: text.to_owned(), top: y, bottom: y + 10.0, ..Line::default() };
        let page = |n: usize| PageLines {
            height: 800.0,
            lines: vec![
                line("某局部门决算", 30.0),
                line("合计", 300.0),
                line(&format!("某局 {}/4", n + 1), 750.0),
                line(&n.to_string(), 770.0),
            ],
        };
        let mut pages: Vec<_> = (0..4).map(page).collect();
        remove(&mut pages);
        assert!(pages.iter().all(|p| p.lines.len() == 1 && p.lines[0].text == "合计"));
    }

    #[test]
    fn an_official_page_number_is_a_little_higher() {
        let line = |text: &str, y: f32| Line { text: text.to_owned(), top: y, bottom: y + 18.0, ..Line::default() };
        let page = |n: usize| PageLines {
            height: 842.0,
            lines: vec![line("决算数", 300.0), line("7", 735.0), line(&format!("— {n} —"), 746.0)],
        };
        let mut pages: Vec<_> = (17..19).map(page).collect();
        remove(&mut pages);
        let texts: Vec<_> = pages[0].lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["决算数", "7"], "what stands above it is text");
    }
}
