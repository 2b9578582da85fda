//! Where a text names 类, 款 and 项 by their marks: `1、X（类）Y（款）Z（项）`.
//!
//! Nearly every paragraph of a list has such a path, so it is read by hand: a pattern with this many alternatives takes
//! longer to build than all paths to find.

use std::ops::Range;

/// A path of names as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked<'t> {
    /// Bytes of the path, from the number before it to the last mark.
    pub range: Range<usize>,
    /// The number before it.
    pub number: Option<u32>,
    /// 类, 款 and 项 without their marks.
    pub names: [&'t str; 3],
}

/// No name has more characters than this: 类, 款, 项.
const LONGEST: [usize; 3] = [31, 40, 50];

/// All paths of a text, in order.
pub fn marked(text: &str) -> Vec<Marked<'_>> {
    let mut paths: Vec<Marked<'_>> = Vec::new();
    // Most paragraphs with one of the marks have not all of them.
    if !['类', '款', '项'].iter().all(|mark| text.contains(*mark)) {
        return paths;
    }
    let mut from = 0;
    let mut at = 0;
    while let Some(class) = mark(text, at, '类') {
        at = class.end;
        if let Some(path) = path(text, from, &class) {
            (from, at) = (path.range.end, path.range.end);
            paths.push(path);
        }
    }
    paths
}

/// The path whose 类 has its mark here; it begins at `from` or later.
fn path<'t>(text: &'t str, from: usize, mark: &Range<usize>) -> Option<Marked<'t>> {
    let (start, number, class) = class(text, from, mark.start)?;
    let (section, end) = named(text, mark.end, '款', LONGEST[1])?;
    let (item, end) = named(text, end, '项', LONGEST[2])?;
    Some(Marked { range: start..end, number, names: [class, section, item] })
}

/// The next `（类）` (or another level) from a byte on.
fn mark(text: &str, from: usize, level: char) -> Option<Range<usize>> {
    text[from..].match_indices(level).find_map(|(at, _)| {
        // （208类）: some print the code with its level.
        let before = text[from..from + at].trim_end().trim_end_matches(is_digit).trim_end();
        let after = text[from + at + level.len_utf8()..].trim_start();
        let open = before.strip_suffix(['（', '('])?;
        let rest = after.strip_prefix(['）', ')'])?;
        Some(from + open.len()..text.len() - rest.len())
    })
}

/// The name of a 类 before its mark, with the number before the name and where that begins.
fn class(text: &str, from: usize, mark: usize) -> Option<(usize, Option<u32>, &str)> {
    let words = text[from..mark].trim_end();
    let sentence = words.rfind(parts).map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    words[sentence..].char_indices().find_map(|(at, _)| {
        let rest = &words[sentence + at..];
        let numbered = without_number(rest).and_then(|(number, rest)| Some((number, name(rest)?)));
        let (number, name) = numbered.or_else(|| Some((None, name(rest)?)))?;
        Some((from + sentence + at, number, name))
    })
}

/// The words as the name of a 类, if they can be one.
fn name(words: &str) -> Option<&str> {
    let words = words.trim_start();
    let begins = !words.starts_with(|c: char| c == '、' || is_digit(c));
    let fits = (2..=LONGEST[0]).contains(&words.chars().take(LONGEST[0] + 1).count());
    (begins && fits).then_some(words)
}

/// The number before a name, if it is one in digits, and what follows: `12、`, `（3）`, `（四）`.
fn without_number(words: &str) -> Option<(Option<u32>, &str)> {
    if let Some(inner) = words.strip_prefix(['（', '(']) {
        let rest = inner.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
        let rest = if rest.len() < inner.len() { rest } else { digits(inner)?.1 };
        return Some((None, rest.strip_prefix(['）', ')'])?));
    }
    let (number, rest) = digits(words)?;
    Some((number.parse().ok(), rest.strip_prefix(['、', '.', '．'])?))
}

/// One to three digits, and what follows.
fn digits(words: &str) -> Option<(&str, &str)> {
    let end = words.find(|c| !is_digit(c)).unwrap_or(words.len());
    let count = words[..end].chars().count();
    (1..=3).contains(&count).then(|| words.split_at(end))
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// The name between the mark above and its own mark, and the end of that mark.
fn named(text: &str, from: usize, level: char, longest: usize) -> Option<(&str, usize)> {
    let mark = mark(text, from, level)?;
    let between = text[from..mark.start].trim_end();
    let bare =
        between.strip_prefix("支出").unwrap_or(between).trim_start_matches(|c: char| c == '、' || c.is_whitespace());
    let name = if bare.is_empty() { between } else { bare };
    let fits = (1..=longest).contains(&name.chars().take(longest + 1).count());
    (fits && !name.contains(parts)).then_some((name, mark.end))
}

/// Whether a mark ends the words of a name.
fn parts(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | ':' | ';')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, Option<u32>, [&str; 3])> {
        marked(text).into_iter().map(|found| (&text[found.range], found.number, found.names)).collect()
    }

    #[test]
    fn paths_with_and_without_numbers() {
        let names = ["教育支出", "普通教育", "小学教育"];
        for (text, number) in [
            ("3、教育支出（类）普通教育（款）小学教育（项）", Some(3)),
            ("12. 教育支出(类)普通教育(款)小学教育(项)", Some(12)),
            ("（2）教育支出（类）支出、普通教育（ 款 ）支出小学教育（项）", None),
            ("（十一）教育支出（类） 普通教育（款） 小学教育（项）", None),
            ("教育支出 （类）普通教育（款）小学教育（项）", None),
        ] {
            assert_eq!(read(text), [(text, number, names)], "{text}");
        }
    }

    #[test]
    fn a_path_begins_behind_a_stop_and_ends_at_its_mark() {
        let text =
            "其中（类）有说明。具体是：教育（类）普通教育（款）小学教育（项）支出3万元，科技（类）甲（款）乙（项）。";
        let found: Vec<&str> = read(text).into_iter().map(|(words, ..)| words).collect();
        assert_eq!(found, ["教育（类）普通教育（款）小学教育（项）", "科技（类）甲（款）乙（项）"]);
    }

    #[test]
    fn what_has_not_all_names_is_no_path() {
        for text in [
            "教育（类）30万元，普通教育（款）小学教育（项）",
            "教育（类）（款）（项）",
            "类款项",
            "（类）甲（款）乙（项）",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
