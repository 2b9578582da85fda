//! What stands in a text that has to be explained: numerals, and comparisons in words.

use std::{cmp::Ordering, sync::LazyLock};

use regex::Regex;

use crate::understand::{
    Base,
    numeral::{Numeral, numerals},
};

/// What stands in a text that has to be explained.
pub(super) enum Token {
    Numeral(Numeral),
    Verdict { start: usize, end: usize, base: Option<Base>, ordering: Ordering, approximate: bool },
}

static VERDICT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:支出)?决算数?\s*(?P<than>大于|小于|高于|低于|等于|超过|少于|多于)\s*(?:年初|全年|调整后?|当年|支出|\s)*预?算数?|(?P<with>(?:与|同|和|较|比)[^，。；：、0-9０-９]{0,3}(?P<whose>预算|年初预算|全年预算|支出预算|上年|去年|20[0-9]{2}年)[^，。；：、]{0,12}?)?(?P<about>基本)?(?P<flat>持平|一致|相同|相等)",
    )
    .expect("a constant pattern is valid")
});

impl Token {
    pub(super) fn range(&self) -> (usize, usize) {
        match self {
            Self::Numeral(n) => (n.range.start, n.range.end),
            Self::Verdict { start, end, .. } => (*start, *end),
        }
    }
}

/// Numerals and verdicts of a text, in order.
pub(super) fn tokens(text: &str, year: u16) -> Vec<Token> {
    let mut tokens: Vec<Token> = numerals(text).into_iter().map(Token::Numeral).collect();
    let may_judge = ["大于", "小于", "高于", "低于", "等于", "超过", "少于", "多于", "持平", "一致", "相同", "相等"];
    if may_judge.iter().any(|word| text.contains(word)) {
        tokens.extend(VERDICT.captures_iter(text).filter_map(|found| verdict(&found, year)));
        tokens.sort_by_key(|token| token.range().0);
    }
    tokens
}

fn verdict(found: &regex::Captures<'_>, year: u16) -> Option<Token> {
    let whole = found.get(0)?;
    let (start, end) = (whole.start(), whole.end());
    if let Some(than) = found.name("than") {
        let ordering = match than.as_str() {
            "大于" | "高于" | "超过" | "多于" => Ordering::Greater,
            "等于" => Ordering::Equal,
            _ => Ordering::Less,
        };
        return Some(Token::Verdict { start, end, base: Some(Base::Budget), ordering, approximate: false });
    }
    let base = found.name("whose").map(|whose| {
        let named = whose.as_str().strip_suffix('年').and_then(|digits| digits.parse::<u16>().ok());
        let between = &whole.as_str()[whose.end() - start..];
        let of_its_budget = between.starts_with("预算") || between.starts_with("度预算");
        match named {
            Some(named) if named == year && of_its_budget => Base::Budget,
            Some(named) if named + 1 != year => Base::Other,
            _ if of_its_budget && !whose.as_str().contains("预算") => Base::Other,
            _ if whose.as_str().contains("预算") => Base::Budget,
            _ => Base::Prior,
        }
    });
    if base.is_none() && &found["flat"] != "持平" {
        return None;
    }
    let approximate = found.name("about").is_some();
    Some(Token::Verdict { start, end, base, ordering: Ordering::Equal, approximate })
}

/// Whether the words after an amount make it the limit of a class.
pub(super) fn is_threshold(after: &str) -> bool {
    let after = after.trim_start();
    let after = ["（含）", "(含)", "（不含）"].iter().find_map(|mark| after.strip_prefix(mark)).unwrap_or(after);
    ["以上", "及以上", "以下", "及以下"].iter().any(|word| after.starts_with(word))
}
