use std::{borrow::Cow, collections::BTreeMap};

use juesuan_amount::{normalize_char, normalize_text};
use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

use crate::pattern::Pattern;

/// What the figures of a section are about, with the names that each subject goes by.
#[derive(Debug)]
pub struct Subjects {
    rows: Vec<(String, String)>,
    exact: HashMap<String, usize>,
    /// The names that are long enough to be told in spite of a slip, by their characters.
    long: Vec<(Vec<char>, usize)>,
    patterns: Vec<(Pattern, usize)>,
    counts: Vec<Count>,
    instead: BTreeMap<String, String>,
}

/// A number of things that a section states, recognised by its unit and the words before it.
#[derive(Debug)]
struct Count {
    row: String,
    what: String,
    units: Vec<String>,
    words: Pattern,
    not: Option<Pattern>,
}

/// A count as the form data has it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct RawCount {
    row: String,
    what: String,
    units: Vec<String>,
    words: String,
    not: Option<String>,
}

/// Names shorter than this are too alike for a spelling mistake to be told from another name.
const SHORTEST_FUZZY: usize = 5;

impl Subjects {
    pub(crate) fn new(
        names: &BTreeMap<String, Vec<String>>,
        counts: &[RawCount],
        instead: &BTreeMap<String, String>,
    ) -> Self {
        let counts = counts.iter().cloned().map(|c| Count {
            words: Pattern::new(&c.words),
            not: c.not.as_deref().map(Pattern::new),
            row: c.row,
            what: c.what,
            units: c.units,
        });
        let mut list = Self {
            rows: Vec::new(),
            exact: HashMap::default(),
            long: Vec::new(),
            patterns: Vec::new(),
            counts: counts.collect(),
            instead: instead.clone(),
        };
        for (row, (id, names)) in names.iter().enumerate() {
            let title = names.iter().find(|name| !name.starts_with('~')).map_or(id, |name| name);
            list.rows.push((id.clone(), title.clone()));
            for name in names {
                match name.strip_prefix('~') {
                    Some(pattern) => {
                        list.patterns.push((Pattern::new(pattern), row));
                    }
                    None => {
                        list.exact.insert(comparable(name).into_owned(), row);
                    }
                }
            }
        }
        let spelt = list.exact.iter().map(|(name, &row)| (name.chars().collect::<Vec<char>>(), row));
        list.long = spelt.filter(|(name, _)| name.len() >= SHORTEST_FUZZY).collect();
        list
    }

    /// The subjects that stand for another one where the section does not state that: its id and the other's.
    pub fn instead(&self) -> impl Iterator<Item = (&str, &str)> {
        self.instead.iter().map(|(row, other)| (row.as_str(), other.as_str()))
    }

    /// The subject whose pattern fits all words since the last numeral.
    #[must_use]
    pub fn by_context(&self, words: &str) -> Option<&str> {
        self.patterns.iter().find(|(pattern, _)| pattern.is_match(words)).map(|&(_, row)| self.rows[row].0.as_str())
    }

    /// The subject and the thing counted, of a number in `unit` after `words`.
    #[must_use]
    pub fn count(&self, unit: &str, words: &str) -> Option<(&str, &str)> {
        let fits = |c: &&Count| {
            c.units.iter().any(|u| u == unit)
                && c.words.is_match(words)
                && !c.not.as_ref().is_some_and(|not| not.is_match(words))
        };
        let found = self.counts.iter().find(fits)?;
        Some((&found.row, &found.what))
    }

    /// The subject of exactly this name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&str> {
        self.exact.get(comparable(name).as_ref()).map(|&row| self.rows[row].0.as_str())
    }

    /// The subject whose name differs from `name` in one character, if there is just one such subject.
    #[must_use]
    pub fn by_misspelt_name(&self, name: &str) -> Option<&str> {
        let name: Vec<char> = comparable(name).chars().collect();
        if name.len() < SHORTEST_FUZZY {
            return None;
        }
        let mut found = None;
        for (candidate, row) in &self.long {
            if one_edit_apart(&name, candidate) {
                if found.is_some_and(|other| other != *row) {
                    return None;
                }
                found = Some(*row);
            }
        }
        found.map(|row| self.rows[row].0.as_str())
    }

    /// The official name of a subject, by its id.
    #[must_use]
    pub fn title(&self, id: &str) -> Option<&str> {
        self.rows.iter().find(|(row, _)| row == id).map(|(_, title)| title.as_str())
    }
}

/// A name as it is compared; most words are in that form already.
fn comparable(name: &str) -> Cow<'_, str> {
    let is_quote = |c: char| matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'');
    if name.chars().all(|c| !c.is_whitespace() && normalize_char(c) == c && !is_quote(c)) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(normalize_text(name).chars().filter(|&c| !is_quote(c)).collect())
}

/// Characters that make another name of a name: 合计 and 总计, 收入 and 支出, 年初 and 年末 are no slips of each other.
const TELLING: &str = "总合收支入出本上下初末内外预决购运";
/// Characters that make another name where they are added: 财政拨款收入, 非财政拨款收入.
const TELLING_MORE: &str = "非不外";

/// Whether two texts differ by one insertion, deletion or replacement of a character that tells no names apart.
fn one_edit_apart(a: &[char], b: &[char]) -> bool {
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let shorter = a.len().min(b.len());
    let telling = if a.len() == b.len() { TELLING } else { TELLING_MORE };
    if [a, b].into_iter().filter_map(|text| text.get(prefix)).any(|c| telling.contains(*c)) {
        return false;
    }
    match a.len().abs_diff(b.len()) {
        0 => prefix + suffix + 1 >= shorter && prefix < shorter,
        1 => prefix + suffix >= shorter,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::subjects;

    #[test]
    fn finds_subjects_by_name_and_in_spite_of_a_slip() {
        let income = subjects("income").unwrap();
        assert_eq!(income.by_name("财政拨款收入"), Some("fiscal"));
        assert_eq!(income.by_name("政府性基金预算财政拨款收入"), Some("fund"));
        assert_eq!(income.by_misspelt_name("国有资本经验预算财政拨款收入"), Some("state-capital"));
        assert_eq!(income.by_misspelt_name("附属单位上缴收"), Some("affiliated"));
        assert_eq!(income.by_misspelt_name("租金收入"), None);
        assert_eq!(subjects("three-public-total").unwrap().by_name("“三公”经费支出"), Some("total"));
    }
}
