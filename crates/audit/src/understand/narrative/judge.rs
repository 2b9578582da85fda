//! Comparisons in words: 决算数大于预算数, 与上年持平.

use std::cmp::Ordering;

use juesuan_amount::{Decimal, Money, MoneyUnit};
use juesuan_read::Place;

use super::{Reader, topic::Topic};
use crate::understand::{Base, Figure, Measure, Value, Verdict, clause};

impl Reader<'_> {
    pub(super) fn verdict(
        &mut self,
        place: Place,
        words: &str,
        base: Option<Base>,
        ordering: Ordering,
        approximate: bool,
        after: &str,
    ) {
        if words.ends_with('如') || after.starts_with(['作', '表', '的']) && after.starts_with("作") {
            return;
        }
        let saved = self.topic.clone();
        let inner = self.parentheses(words);
        let last = self.advance(inner);
        let words = clause::without_comparison(&last);
        let reading = clause::read(&words, &Value::Money(Money { value: Decimal::new(0, 0), unit: MoneyUnit::Wan }));
        let subject = self.subject(reading.subject, true).or_else(|| self.subject(&words, true));
        let base = base.or(self.topic.base);
        let (reason, named) = (self.topic.reason, subject.is_some());
        self.topic = Topic { base: self.topic.base, ..saved };
        let Some(base) = base.filter(|base| *base != Base::Other) else { return };
        if reason && !named && ordering == Ordering::Equal {
            return;
        }
        let (row, subject) = subject.unwrap_or_else(|| self.current());
        self.topic.subject = Some((row.clone(), subject.clone()));
        if base == Base::Prior && !approximate {
            // No change is a change of nothing, which the other figures can contradict.
            let nothing = Value::Money(Money { value: Decimal::new(0, 2), unit: MoneyUnit::Wan });
            let key = Some(self.key(&row, Measure::Change));
            self.facts.figures.push(Figure {
                place,
                value: nothing,
                unit: String::new(),
                key,
                subject: subject.clone(),
            });
        }
        self.facts.verdicts.push(Verdict {
            place,
            area: self.area.clone(),
            row: row.into(),
            subject,
            base,
            ordering,
            approximate,
        });
    }
}
