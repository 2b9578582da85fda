//! What the words between the numerals turn to: a title, a subject, a comparison, a reason, a parenthesis.

use std::sync::LazyLock;

use juesuan_amount::{Decimal, Money, MoneyUnit};
use juesuan_form::{inline_section, label, subjects};
use regex::Regex;

use super::{Reader, subject::subject_is_empty};
use crate::understand::{Base, Value, clause, numeral::numerals, scores};

/// What the words so far are about.
#[derive(Clone, Debug, Default)]
pub(super) struct Topic {
    /// Row and printed name of the subject.
    pub(super) subject: Option<(String, String)>,
    /// What a change is measured against.
    pub(super) base: Option<Base>,
    /// Whether the words tell a reason.
    pub(super) reason: bool,
    /// Whether the reason has stated figures of its own: a comparison that follows may be about those.
    pub(super) told: bool,
}

static TITLE_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:支出)?(?:决算)?(?:总体|具体)?情况(?:说明)?$|(?:支出|决算)+说明$")
        .expect("a constant pattern is valid")
});

impl Reader<'_> {
    /// A sentence that is nothing but a subject names what follows: `公务接待费。支出决算为…`.
    fn title(&mut self, sentences: &str) {
        let sentence = sentences.rsplit('。').next().unwrap_or_default();
        let name = TITLE_END.replace(sentence, "");
        if let Some(subject) = self.known(&name).or_else(|| self.subject(&name, true)) {
            self.topic.subject = Some(subject);
        }
    }

    /// A labelled line that is a title names what follows: a subject, or something that the form does not list.
    pub(super) fn labelled(&mut self, text: &str) {
        let Some(label) = label(text) else { return };
        let body = clause::plain(&text[label.range.end..]);
        let end = body.find(['。', ':', ';', ',']).unwrap_or(body.len());
        let title = TITLE_END.replace(&body[..end], "");
        if !numerals(&body[..end]).is_empty() {
            return;
        }
        if body[end..].starts_with('。') {
            self.turn_to(&body[..end]);
        }
        if title.is_empty() {
            return;
        }
        if let Some(subject) = self.subject(&title, false) {
            self.topic.subject = Some(subject);
        } else if title.len() == end {
            self.topic.subject = self.unlisted(&title);
        }
    }

    /// Turns to the matter of another section where a title inside a section leads there, and back where it does not.
    fn turn_to(&mut self, title: &str) {
        let area = inline_section(&self.home, title).unwrap_or(&self.home);
        if area != self.area {
            self.area = area.into();
            self.subjects = subjects(&self.area);
            self.topic = Topic::default();
        }
    }

    /// The row of the indicator that a labelled line of the performance section scores.
    pub(super) fn indicator(&mut self, text: &str) -> Option<(String, String)> {
        if self.area != "performance" || !text.contains('分') || numerals(text).iter().all(|n| n.unit != "分") {
            return None;
        }
        let label = label(text)?;
        let rest = text[label.range.end..].trim_start();
        let name = rest.split(['（', '(', '：', ':', '，', '。']).next().unwrap_or(rest).trim().to_owned();
        let plain = clause::plain(text);
        let scored = plain.contains("分值") || plain.contains("满分");
        let printed = &text[label.range.clone()];
        scored.then(|| (scores::add(&mut self.facts.indicators, &label, printed, &name), name))
    }

    /// Takes in the words since the last numeral; returns those of the last clause that is not empty.
    pub(super) fn advance(&mut self, words: &str) -> String {
        let mut last = String::new();
        let from = words.rfind('。').map_or(0, |at| {
            self.closing_words(&words[..at]);
            self.title(&words[..at]);
            let next = at + '。'.len_utf8();
            if !words[next..].starts_with("其中") {
                self.topic.base = None;
            }
            self.topic.reason = false;
            self.topic.told = false;
            next
        });
        for clause in clauses(&words[from..]) {
            if let Some(base) = clause::compared(clause, self.year) {
                self.compares(clause, base);
            }
            if clause::tells_reason(clause) && self.known(clause).is_none() {
                self.topic.reason = true;
            } else if self.names_subject(clause) {
                self.topic.reason = false;
                self.topic.told = false;
            }
            clause.split('、').for_each(|part| self.follows_bare_number(part));
            if !clause.is_empty() {
                last = clause.to_owned();
            }
        }
        if words.ends_with([',', ';', ':']) && from == words.len() {
            last.clear();
        }
        last
    }

    /// Takes in the numbers without a unit behind the last figure of a sentence.
    pub(super) fn closing_words(&mut self, words: &str) {
        let topic = self.topic.clone();
        clauses(words).flat_map(|clause| clause.split('、')).for_each(|part| self.follows_bare_number(part));
        self.topic = topic;
    }

    /// Takes in the subject of a number without a unit (公务接待费支出预算为0.00，…): it is no figure, but what follows is
    /// about its subject.
    fn follows_bare_number(&mut self, clause: &str) {
        let words = clause.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        if words.len() == clause.len() || words.is_empty() {
            return;
        }
        let amount = Value::Money(Money { value: Decimal::new(0, 0), unit: MoneyUnit::Wan });
        let words = clause::read(words, &amount).subject;
        let unnamed = subject_is_empty(words, true, self.outline.unit_name.as_deref());
        let decimals = clause[words.len()..].contains('.');
        let subject = self.subject(words, true).or_else(|| self.unlisted(words).filter(|_| decimals && !unnamed));
        if subject.is_none() && !unnamed {
            return;
        }
        let (row, name) = subject.unwrap_or_else(|| self.current());
        self.facts.bare.push((self.area.clone(), row.clone()));
        self.topic.subject = Some((row, name));
    }

    /// Takes in the base of a comparison, and what is compared if the words before it say so: 收入支出总体与上年相比.
    fn compares(&mut self, clause: &str, base: Base) {
        let before = clause::before_comparison(clause).unwrap_or_default();
        let unnamed = subject_is_empty(before, true, self.outline.unit_name.as_deref());
        let named = if unnamed { None } else { self.subject(before, true) };
        let of_reason = if unnamed { self.topic.reason && self.topic.told } else { self.topic.reason };
        if named.is_none() && (of_reason || (!unnamed && clause::tells_reason(clause))) {
            return;
        }
        self.topic.base = Some(base);
        self.topic.reason = false;
        self.topic.told = false;
        if !unnamed && let Some(subject) = named.or_else(|| self.unlisted(before)) {
            self.topic.subject = Some(subject);
        }
    }

    /// The words since the last parenthesis that a numeral stands in or has left.
    ///
    /// Within it the subject is another one, behind it the one before it again:
    /// 财政拨款收入90万元（一般公共预算80万元，政府性基金10万元），占90%.
    pub(super) fn parentheses<'w>(&mut self, words: &'w str) -> &'w str {
        let mut rest = words;
        while let Some(close) = unmatched(rest, ')') {
            let Some(topic) = self.outer.pop() else { break };
            self.topic = topic;
            rest = &rest[close + 1..];
        }
        while let Some(open) = unmatched(rest, '(') {
            self.advance(&rest[..open]);
            self.outer.push(self.topic.clone());
            rest = &rest[open + 1..];
        }
        rest
    }

    /// Whether a clause begins a statement about a listed subject or with an explicit measure.
    fn names_subject(&self, clause: &str) -> bool {
        let explicit = ["年初预算", "支出决算", "决算数", "全年预算", "完成年初预算", "完成预算"];
        explicit.iter().any(|words| clause.starts_with(words)) || self.subject(clause, false).is_some()
    }
}

/// The clauses of normalised words, the last one being what stands right before the numeral.
fn clauses(words: &str) -> impl Iterator<Item = &str> {
    words.split([',', ';', ':', '。']).map(str::trim)
}

/// Where a parenthesis opens (the last one that is not closed) or closes (the first one that was not opened).
fn unmatched(words: &str, which: char) -> Option<usize> {
    let mut open = Vec::new();
    for (at, c) in words.char_indices() {
        match c {
            '(' => open.push(at),
            ')' if open.pop().is_none() && which == ')' => return Some(at),
            _ => {}
        }
    }
    open.first().copied().filter(|_| which == '(')
}
