//! A pattern of the form data: a regular expression, or words that need none.

use std::sync::OnceLock;

use regex::Regex;

/// Tells whether it fits a text. Most patterns are alternatives of plain words (`总体|总的`, `^附件`), for which nothing has
/// to be compiled; the others are compiled when they are first asked.
#[derive(Debug)]
pub(crate) struct Pattern {
    source: String,
    words: Option<Vec<Words>>,
    regex: OnceLock<Regex>,
}

/// Plain words that stand anywhere in a text, at its beginning or at its end.
#[derive(Debug)]
struct Words {
    text: String,
    begins: bool,
    ends: bool,
}

impl Pattern {
    pub(crate) fn new(source: &str) -> Self {
        let bare = source.replace(r"\(", "").replace(r"\)", "");
        let is_plain = !bare.contains(['(', ')', '[', ']', '{', '}', '.', '?', '*', '+', '\\']);
        let words = is_plain.then(|| source.replace('\\', "").split('|').map(Words::new).collect());
        Self { source: source.to_owned(), words, regex: OnceLock::new() }
    }

    /// Whether the pattern fits somewhere in a text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        match &self.words {
            Some(words) => words.iter().any(|words| words.fit(text)),
            None => self.regex().is_match(text),
        }
    }

    fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| Regex::new(&self.source).expect("embedded form data is valid"))
    }
}

impl Words {
    fn new(source: &str) -> Self {
        let (rest, begins) = source.strip_prefix('^').map_or((source, false), |rest| (rest, true));
        let (text, ends) = rest.strip_suffix('$').map_or((rest, false), |text| (text, true));
        Self { text: text.to_owned(), begins, ends }
    }

    fn fit(&self, text: &str) -> bool {
        match (self.begins, self.ends) {
            (false, false) => text.contains(&self.text),
            (true, false) => text.starts_with(&self.text),
            (false, true) => text.ends_with(&self.text),
            (true, true) => text == self.text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_as_the_regular_expression_would() {
        for source in ["总体|总的", "^附件|^附表", "决算说明|决算情况$", "^结构$", "总(体|计)", "国内[^,]*来访团组$"]
        {
            let regex = Regex::new(source).unwrap();
            for text in [
                "",
                "总体情况",
                "附件1",
                "见附件",
                "支出决算情况",
                "决算情况说明",
                "结构",
                "总计",
                "国内的来访团组",
                "因公出国(境)外",
            ] {
                assert_eq!(Pattern::new(source).is_match(text), regex.is_match(text), "{source}: {text}");
            }
        }
    }
}
