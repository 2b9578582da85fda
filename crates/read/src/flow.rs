//! How lines flow into paragraphs: which line breaks end one, and what stands between two lines that are joined.

use std::sync::LazyLock;

use regex::Regex;

/// A number as headings and lists use it, at the start of a line: 第一部分, 一、, （二）, 3、, 4.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = "[一二三四五六七八九十]{1,3}";
    let forms = [
        r"第([一二三四五六七八九十]{1,3}|\d{1,2})[部章节]",
        &format!("{number}[、.．]"),
        &format!(r"[（(]({number}|\d{{1,2}})[）)]"),
        r"\d{1,2}([、．]|\.(\D|$))",
    ];
    Regex::new(&format!(r"^\s*({})", forms.join("|"))).ok()
});

/// Whether a line begins with the number of a heading or list.
pub(crate) fn is_numbered(line: &str) -> bool {
    LABEL.as_ref().is_some_and(|label| label.is_match(line))
}

/// Whether a line break inside a paragraph was meant as its end: after a full sentence, before a numbered line, or after
/// a numbered heading. Any other only breaks a long line for looks.
pub(crate) fn ends_paragraph(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    before.ends_with(['。', '！', '？', '；', '：', ';', ':', '!', '?'])
        || is_numbered(after)
        || is_numbered(before) && !before.contains(['，', '。', ',', '；'])
}

/// Whether a blank belongs between two lines when they are joined: only between two ASCII characters, for Chinese is
/// written without.
pub(crate) fn needs_space(before: &str, after: &str) -> bool {
    let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii() && !c.is_ascii_whitespace());
    ascii(before.chars().next_back()) && ascii(after.chars().next())
}

/// Joins lines into one.
pub(crate) fn join<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> String {
    let mut text = String::new();
    for line in lines {
        let line = line.as_ref().trim();
        if needs_space(&text, line) {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}
