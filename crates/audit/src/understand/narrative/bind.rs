//! Binds a numeral to the measure and the subject that the words before it name.

use std::sync::LazyLock;

use juesuan_amount::{Decimal, Money, Percent};
use juesuan_form::subjects;
use juesuan_read::Place;
use regex::Regex;
use smol_str::format_smolstr;

use super::{Reader, subject::subject_is_empty};
use crate::understand::{
    Base, Figure, Key, Measure, Period, Value,
    clause::{self, Stated},
    numeral::Numeral,
    scores,
};

/// So many figures of an indicator's line are looked through for its own points.
const LINE: usize = 1000;

static COMPLETING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"完成(?:了)?(?:年初|全年|调整后?的?|当年|本年|支出)*预算数?(?:为)?$")
        .expect("a constant pattern is valid")
});

impl Reader<'_> {
    pub(super) fn numeral(
        &mut self,
        place: Place,
        numeral: Numeral,
        words: &str,
        indicator: Option<&(String, String)>,
    ) {
        self.lists(words);
        let bound = self.bind(&numeral, words, indicator);
        if let (Some((key, ..)), Value::Money(_)) = (&bound, numeral.value) {
            self.says(key);
        }
        let (key, subject, value) = match bound {
            Some((key, subject, value)) => (Some(key), subject, value),
            None => (None, String::new(), numeral.value),
        };
        self.facts.figures.push(Figure { place, value, unit: numeral.unit, key, subject });
    }

    /// Binds a numeral to its key, its subject's name and its signed value.
    fn bind(
        &mut self,
        numeral: &Numeral,
        words: &str,
        indicator: Option<&(String, String)>,
    ) -> Option<(Key, String, Value)> {
        let completing = std::mem::take(&mut self.completing);
        let opens = std::mem::take(&mut self.opens);
        let after_item = std::mem::take(&mut self.after_item) && words.trim_matches([',', ':', ' ']).is_empty();
        let inner = self.parentheses(words);
        let last = self.advance(inner);
        if completing && inner == "的" && matches!(numeral.value, Value::Percent(_)) {
            let (row, name) = self.current();
            return Some((self.key(&row, Measure::Completion), name, numeral.value));
        }
        if let Some((row, name)) = indicator
            && numeral.unit == "分"
            && let Some(measure) = scores::measure(&last)
        {
            let key = self.key(row, measure);
            // What is said again below the indicator's own points is of one of its parts: （…扣1分）：甲扣0.6分；乙扣0.4分.
            let mut before = self.facts.figures.iter().rev().take(LINE);
            let is_part = before.any(|figure| figure.key.as_ref() == Some(&key));
            let key = if is_part { self.key(row, Measure::Fact) } else { key };
            return Some((key, name.clone(), numeral.value));
        }
        if let Value::Number(_) = numeral.value {
            return self.count(numeral, words, &last);
        }
        let whole_name = self.known(&last).is_some();
        let reading = clause::read(&last, &numeral.value);
        let measure = if whole_name && !matches!(numeral.value, Value::Percent(_)) { None } else { reading.measure };
        let subject_words = clause::without_comparison(if measure.is_some() { reading.subject } else { &last });
        let empty = subject_is_empty(&subject_words, measure.is_some(), self.outline.unit_name.as_deref());
        let budget = [Measure::Budget, Measure::AdjustedBudget].map(|measure| Some(Stated::Is(measure)));
        self.completing = budget.contains(&measure) && COMPLETING.is_match(&last);
        let by_context = self.subjects.and_then(|s| s.by_context(words)).map(|row| (row.to_owned(), last.clone()));
        let by_name = || if empty { None } else { self.subject(&subject_words, measure.is_some()) };
        let bare = || if measure.is_none() { self.bare(after_item, &last) } else { None };
        let named = by_context.or_else(by_name).or_else(bare);
        if named.is_some() && measure.is_some() {
            self.topic.reason = false;
            self.topic.told = false;
        }
        match measure {
            _ if self.topic.reason && named.is_none() => self.fact(numeral, &last),
            None if named.is_none() && opens => self.opening(numeral, &last),
            None => self.amount(numeral, named, &last),
            Some(stated) => {
                let named = named.or_else(|| if empty { Some(self.current()) } else { self.unlisted(&subject_words) });
                // Totals of income and expenditure have no budget; what has one is not said.
                let without_budget = matches!(self.area.as_str(), "overall" | "appropriation");
                let named = match stated {
                    Stated::Is(Measure::Budget) if without_budget => Some(self.unnamed()),
                    _ => named,
                };
                let Some((row, name)) = named else { return self.fact(numeral, &last) };
                self.topic.subject = Some((row.clone(), name.clone()));
                let period = self.period(&clause::without_comparison(&last));
                let (key, name, value) = self.stated(numeral, stated, &row, name)?;
                let period = if key.measure == Measure::Actual { period } else { key.period };
                Some((Key { period, ..key }, name, value))
            }
        }
    }

    /// What a bare amount is of: the item before it (X（项）12万元), or the section's total (合计12万元) where nothing else was
    /// named in it.
    fn bare(&self, after_item: bool, last: &str) -> Option<(String, String)> {
        let total = self.topic.subject.is_none() && matches!(last, "合计" | "共计" | "总计");
        (after_item || total).then(|| self.current())
    }

    /// The amount with which a labelled line begins is that of its subject, also where the form does not list it. Items of
    /// the general budget are left out: what is no item there is described, not added up.
    fn opening(&mut self, numeral: &Numeral, last: &str) -> Option<(Key, String, Value)> {
        let (key, name, value) = self.fact(numeral, last)?;
        let amount = matches!(value, Value::Money(_)) && self.home != "general" && !self.topic.reason;
        Some((if amount { Key { measure: Measure::Actual, ..key } } else { key }, name, value))
    }

    /// A figure without a word for the measure: the amount of a named subject, a share or just a fact.
    fn amount(
        &mut self,
        numeral: &Numeral,
        named: Option<(String, String)>,
        last: &str,
    ) -> Option<(Key, String, Value)> {
        let Some((row, name)) = named else { return self.fact(numeral, last) };
        self.topic.subject = Some((row.clone(), name.clone()));
        let period = self.period(last);
        let (measure, period) = match (numeral.value, &self.listing) {
            (Value::Percent(_), _) => (Measure::Fact, period),
            (_, Some((measure, of_whole))) if period == Period::Current => (measure.clone(), *of_whole),
            _ => (Measure::Actual, period),
        };
        Some((Key { period, ..self.key(&row, measure) }, name, numeral.value))
    }

    fn stated(&self, numeral: &Numeral, stated: Stated, row: &str, name: String) -> Option<(Key, String, Value)> {
        let (measure, value) = match stated {
            Stated::Is(measure) => (measure, numeral.value),
            Stated::ShareOf(whole) => (self.share(&whole), numeral.value),
            Stated::Change { decrease } => {
                let measure = match (self.topic.base, numeral.value) {
                    // 减少-5万元: twice less, or the sign of a table beside the word; nothing says which.
                    (_, value) if decrease && is_negative(&value) => Measure::Fact,
                    (Some(Base::Prior), Value::Percent(_)) => Measure::ChangeRate,
                    (Some(Base::Prior), _) => Measure::Change,
                    (Some(Base::Budget), Value::Percent(_)) => Measure::BudgetChangeRate,
                    (Some(Base::Budget), _) => Measure::BudgetChange,
                    (Some(Base::Other) | None, _) => Measure::Fact,
                };
                (measure, if decrease { negated(numeral.value) } else { numeral.value })
            }
        };
        Some((self.key(row, measure), name, value))
    }

    /// The share that 占… states: of the section's total, of another subject, or of a whole of another section.
    fn share(&self, whole: &str) -> Measure {
        if whole.is_empty() {
            return Measure::Share;
        }
        let plainer = whole.replace("总支出", "支出").replace("总收入", "收入");
        let known = || self.known(whole).or_else(|| self.known(&plainer)).or_else(|| self.subject(&plainer, true));
        match known() {
            Some((row, _)) if row == "total" => Measure::Share,
            Some((row, _)) => Measure::ShareOf(row.into()),
            None => {
                let elsewhere = ["expenditure", "income"].into_iter().find_map(|area| {
                    let list = subjects(area)?;
                    let row = clause::shortened(whole, None).iter().find_map(|w| list.by_name(w).map(str::to_owned))?;
                    Some(Measure::ShareOf(format_smolstr!("{area}/{row}")))
                });
                elsewhere.unwrap_or_else(|| Measure::ShareOf(format_smolstr!("={whole}")))
            }
        }
    }

    /// A free-standing fact, bound to the words before it.
    pub(super) fn fact(&mut self, numeral: &Numeral, last: &str) -> Option<(Key, String, Value)> {
        let (row, name) = self.unlisted(last).or_else(|| self.topic.subject.clone())?;
        if self.topic.reason {
            self.topic.told = true;
        } else {
            self.topic.subject = Some((row.clone(), name.clone()));
        }
        let period = self.period(last);
        Some((Key { period, ..self.key(&row, Measure::Fact) }, name, numeral.value))
    }

    /// The period that the words name, if it is not the fiscal year.
    fn period(&self, words: &str) -> Period {
        // 上年结转和结余 is the name of what this year begins with.
        static YEAR: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?:(20[0-9]{2})年|上年|去年)(?:度|末)?(?P<carried>(?:财政拨款)?结[转余])?")
                .expect("a constant pattern is valid")
        });
        let years = YEAR.captures_iter(words).filter(|found| found.name("carried").is_none());
        let Some(found) = years.last() else { return Period::Current };
        match found.get(1).and_then(|y| y.as_str().parse::<u16>().ok()) {
            Some(year) if year == self.year => Period::Current,
            // A statement that opens with last year's amount is more likely this year's under a wrong date: either way
            // nothing is drawn from it.
            Some(year) if year + 1 == self.year && !self.misdated => Period::Prior,
            Some(year) => Period::Year(year),
            None => Period::Prior,
        }
    }
}

fn negated(value: Value) -> Value {
    let minus = |d: Decimal| Decimal::new(-d.mantissa, d.scale);
    match value {
        Value::Money(money) => Value::Money(Money { value: minus(money.value), ..money }),
        Value::Percent(Percent(decimal)) => Value::Percent(Percent(minus(decimal))),
        Value::Number(decimal) => Value::Number(minus(decimal)),
        Value::Blank => Value::Blank,
    }
}

fn is_negative(value: &Value) -> bool {
    match value {
        Value::Money(money) => money.value.mantissa < 0,
        Value::Percent(Percent(decimal)) | Value::Number(decimal) => decimal.mantissa < 0,
        Value::Blank => false,
    }
}
