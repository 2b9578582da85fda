//! Numbers of things, people, points.

use std::sync::LazyLock;

use regex::Regex;

use super::Reader;
use crate::understand::{Key, Measure, Value, figure::STATED, numeral::Numeral, scores};

/// Words that make a score that of the whole department, and words that make it one among several.
static OF_ALL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("整体|部门|单位|综合|总得?分|绩效得分").expect("a constant pattern is valid"));
static OF_SOME: LazyLock<Regex> = LazyLock::new(|| Regex::new("平均|项目").expect("a constant pattern is valid"));

impl Reader<'_> {
    /// A number of things.
    pub(super) fn count(&mut self, numeral: &Numeral, words: &str, last: &str) -> Option<(Key, String, Value)> {
        let unit = numeral.unit.trim_start_matches(['余', '多']).to_owned();
        if let Some((row, what)) = self.subjects.and_then(|s| s.count(&unit, last)) {
            let what = what.to_owned();
            let (row, name) = self.counted(row, words, last);
            self.topic.subject = Some((row.clone(), name.clone()));
            return Some((self.key(&row, Measure::Count(what.into())), name, numeral.value));
        }
        let by_context = self.subjects.and_then(|s| s.by_context(words)).map(|row| (row.to_owned(), last.to_owned()));
        if let Some((row, name)) = by_context.or_else(|| self.known(last)) {
            self.topic.subject = Some((row.clone(), name.clone()));
            return Some((self.key(&row, Measure::Count(unit.into())), name, numeral.value));
        }
        if unit == "分"
            && let Some(measure) = scores::measure(last)
        {
            let of_all = measure == Measure::Score && OF_ALL.is_match(last) && !OF_SOME.is_match(last);
            let (row, name) = if self.area == "performance" && of_all {
                ("total".to_owned(), "绩效得分".to_owned())
            } else {
                self.unlisted(last)?
            };
            return Some((self.key(&row, measure), name, numeral.value));
        }
        let follows =
            words.starts_with([',', '、']) && matches!(last.trim_start_matches(','), "累计" | "共" | "" | "、");
        if follows && let Some((row, name)) = self.topic.subject.clone() {
            return Some((self.key(&row, Measure::Count(unit.into())), name, numeral.value));
        }
        self.fact(numeral, last)
    }

    /// Row and name of what is counted: the subject of the form, the part of it that the words before are about (外事接待费0万元。
    /// 接待0批次), or a part that the form does not have (其他国内公务接待…，接待…).
    fn counted(&self, row: &str, words: &str, last: &str) -> (String, String) {
        static WHOLE: LazyLock<Regex> =
            LazyLock::new(|| Regex::new("共|全年|本年|当年|20[0-9]{2}年").expect("a constant pattern is valid"));
        let named = |row: &str| {
            let name = self.subjects.and_then(|s| s.title(row)).unwrap_or(row);
            (row.to_owned(), name.to_owned())
        };
        let Some((part, name)) = self.topic.subject.as_ref().filter(|_| !WHOLE.is_match(words)) else {
            return named(row);
        };
        let is_part = part.strip_prefix(row).is_some_and(|rest| rest.starts_with('-'));
        let is_unlisted_part = part.starts_with(STATED) && name.len() > last.len() && name.contains(last);
        if is_part {
            named(part)
        } else if is_unlisted_part {
            (part.clone(), name.clone())
        } else {
            named(row)
        }
    }
}
