//! Numbers of things, people, points.

use std::sync::LazyLock;

use regex::Regex;

use super::Reader;
use crate::understand::{Key, Measure, Value, numeral::Numeral, scores};

/// Words that make a score that of the whole department, and words that make it one among several.
static OF_ALL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("整体|部门|单位|综合|总得?分|绩效得分").expect("a constant pattern is valid"));
static OF_SOME: LazyLock<Regex> = LazyLock::new(|| Regex::new("平均|项目").expect("a constant pattern is valid"));

impl Reader<'_> {
    /// A number of things.
    pub(super) fn count(&mut self, numeral: &Numeral, words: &str, last: &str) -> Option<(Key, String, Value)> {
        let unit = numeral.unit.trim_start_matches(['余', '多']).to_owned();
        if let Some((row, what)) = self.subjects.and_then(|s| s.count(&unit, last)) {
            let (row, what) = (self.part_in_hand(row, words).to_owned(), what.to_owned());
            let name = self.subjects.and_then(|s| s.title(&row)).unwrap_or(&row).to_owned();
            self.topic.subject = Some((row.clone(), name.clone()));
            return Some((self.key(&row, Measure::Count(what)), name, numeral.value));
        }
        let by_context = self.subjects.and_then(|s| s.by_context(words)).map(|row| (row.to_owned(), last.to_owned()));
        if let Some((row, name)) = by_context.or_else(|| self.known(last)) {
            self.topic.subject = Some((row.clone(), name.clone()));
            return Some((self.key(&row, Measure::Count(unit)), name, numeral.value));
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
            return Some((self.key(&row, Measure::Count(unit)), name, numeral.value));
        }
        self.fact(numeral, last)
    }

    /// The part of a subject that the sentence is about, if it is: 外事接待0批次，接待0人次.
    fn part_in_hand<'r>(&'r self, row: &'r str, words: &str) -> &'r str {
        let part = self.topic.subject.as_ref().map(|(part, _)| part.as_str());
        let same_sentence = !words.contains(['。', ';']) && !words.contains("共");
        part.filter(|part| same_sentence && part.strip_prefix(row).is_some_and(|rest| rest.starts_with('-')))
            .unwrap_or(row)
    }
}
