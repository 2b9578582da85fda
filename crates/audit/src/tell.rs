//! From a proven conflict to a finding that a person can follow.

use juesuan_amount::{Interval, Money, MoneyUnit, Percent, Ratio};
use juesuan_read::Document;

use crate::{
    Finding, Proof, ProofTerm, Relation, Rule, Severity,
    describe::{Describer, is_change},
    model::Model,
    proof::{Conflict, Expected, Source, Step},
    rules,
    understand::{Facts, Figure, Key, Period, Value},
};

/// Tells conflicts in the words of the document.
pub struct Teller<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its figures.
    pub facts: &'a Facts,
    /// How many of the figures are its own; those after them are of last year's document.
    pub own: usize,
    /// The relations behind the statements.
    pub relations: &'a [Relation],
    /// What the engine worked on.
    pub model: &'a Model,
    /// Names of places.
    pub describer: Describer<'a>,
}

impl Teller<'_> {
    /// The finding of a conflict; none if the document has no figure in it.
    pub fn finding(&self, conflict: &Conflict) -> Option<Finding> {
        let suspects = &self.model.observed[conflict.suspect];
        let suspect = &self.facts.figures[suspects[0]];
        let rule = self.rule(conflict);
        let severity = if conflict.at_own_precision { Severity::Error } else { Severity::Warning };
        // A proof is worth no more than the weakest relation it uses.
        let weakest = conflict.steps.iter().filter_map(|step| Some(rule_of(self.relation(step)?.rule).severity)).min();
        let expected = conflict.expected.and_then(|expected| expected_text(expected, suspect));
        let is_own = suspects[0] < self.own;
        let mut places: Vec<_> =
            suspects.iter().filter(|f| self.is_own(**f)).map(|&f| self.facts.figures[f].place).collect();
        for figure in self.figures(conflict).filter(|figure| self.is_own(*figure)) {
            let place = self.facts.figures[figure].place;
            if !places.contains(&place) {
                places.push(place);
            }
        }
        if places.is_empty() {
            return None;
        }
        Some(Finding {
            code: rule.code,
            rule: rule.name,
            severity: severity.min(rule.severity).min(weakest.unwrap_or(severity)),
            message: self.message(conflict, expected.as_deref()),
            places,
            expected: expected.filter(|_| is_own),
            suspect: Some(self.name(suspects[0])),
            proof: Some(self.proof(conflict, suspect)),
        })
    }

    /// The figures that a conflict uses, in the order of its certificate.
    fn figures<'b>(&'b self, conflict: &'b Conflict) -> impl Iterator<Item = usize> + 'b {
        conflict.steps.iter().filter_map(|step| Some(self.model.observed[self.observation(step)?][0]))
    }

    fn observation(&self, step: &Step) -> Option<usize> {
        match step.source {
            Source::Observation(observation) => Some(observation),
            Source::Statement(statement) => match &self.model.problem.statements[statement] {
                crate::proof::Statement::Ratio { percentage, .. } => Some(*percentage),
                crate::proof::Statement::Linear { .. } => None,
            },
            Source::Nonnegative(_) => None,
        }
    }

    fn relation(&self, step: &Step) -> Option<&Relation> {
        match step.source {
            Source::Statement(statement) => Some(&self.relations[self.model.stated[statement]]),
            _ => None,
        }
    }

    /// The rule of the relation next to the suspect; the same figure printed differently if no relation is involved.
    fn rule(&self, conflict: &Conflict) -> &'static Rule {
        let relations = || conflict.steps.iter().filter_map(|step| Some((step, self.relation(step)?)));
        let key = self.facts.figures[self.model.observed[conflict.suspect][0]].key.as_ref();
        let touching = relations().find(|(_, relation)| key.is_some_and(|key| relation.involves(key)));
        if suspect_is_words(&self.facts.figures[self.model.observed[conflict.suspect][0]]) {
            return &rules::direction::flat_with_prior::RULE;
        }
        let lends = self.figures(conflict).any(|figure| !self.is_own(figure));
        if lends && relations().all(|(_, relation)| relation.rule != rules::prior::opening_balance::RULE.code) {
            return &rules::prior::prior_amount::RULE;
        }
        let code = touching.or_else(|| relations().next()).map_or("JS0304", |(_, relation)| relation.rule);
        rule_of(code)
    }

    /// Whether a figure is the document's, not last year's.
    fn is_own(&self, figure: usize) -> bool {
        figure < self.own
    }

    /// What a figure states, and of which document if it is not this one.
    fn name(&self, index: usize) -> String {
        let figure = &self.facts.figures[index];
        if self.is_own(index) {
            return self.describer.figure(figure);
        }
        let key = figure.key.clone().map(|key| Key { period: Period::Current, ..key });
        format!("上年决算公开{}", self.describer.figure(&Figure { key, ..figure.clone() }))
    }

    fn message(&self, conflict: &Conflict, expected: Option<&str>) -> String {
        if let Some(statement) = conflict.statement {
            return self.broken_sum(statement, conflict);
        }
        let index = self.model.observed[conflict.suspect][0];
        let printed = self.describer.printed(&self.facts.figures[index]);
        let name = self.name(index);
        let relation = conflict.steps.iter().find_map(|step| self.relation(step));
        let because = relation.map_or_else(
            || "同一指标在别处印的数不同".to_owned(),
            |relation| format!("勾稽关系不成立：{}", relation.text),
        );
        let others = if self.is_own(index) { "其余数字" } else { "本文" };
        let one_of = conflict.alike.len() + 1;
        // Two prints of one figure are told by the relation itself.
        let open = one_of > 1 && relation.is_some();
        let should = match expected {
            Some(expected) if open => format!("；{one_of} 个数同样可疑，若是它有误，应为 {expected}"),
            None if open => format!("；{one_of} 个数同样可疑，它是其中之一"),
            Some(expected) => format!("；按{others}应为 {expected}"),
            None => String::new(),
        };
        let precision = if conflict.at_own_precision { "" } else { "（按文中通常的小数位数看）" };
        let lent = self.figures(conflict).find(|&figure| figure != index && !self.is_own(figure));
        let lent = lent.map_or_else(String::new, |figure| {
            format!("（{}为 {}）", self.name(figure), self.describer.printed(&self.facts.figures[figure]))
        });
        format!("{name} 印作 {printed}，{because}{lent}{should}{precision}")
    }

    /// A sum that fails although each of its figures agrees with the rest of the document.
    fn broken_sum(&self, statement: usize, conflict: &Conflict) -> String {
        let relation = &self.relations[self.model.stated[statement]];
        let figures: Vec<usize> = self.figures(conflict).collect();
        if let [one, other] = figures[..] {
            let name = |figure: usize| {
                format!("{} {}", self.name(figure), self.describer.printed(&self.facts.figures[figure]))
            };
            let (one, other) = (name(one), name(other));
            return format!("{}：{one}，而{other}；两数各与别处相符，可能口径不同或漏列", relation.text);
        }
        let count = figures.len();
        format!("{}：印出的 {count} 个数加不上，而各数与别处都相符，可能漏列、重列了分项或口径不同", relation.text)
    }

    fn proof(&self, conflict: &Conflict, suspect: &Figure) -> Proof {
        let terms = conflict.steps.iter().map(|step| self.term(step, conflict.at_own_precision)).collect();
        let scale = conflict.gap_scale.max(1);
        let gap = match suspect.value {
            Value::Number(_) => format!("相差至少 {}", decimal(conflict.gap, scale * 1_000_000)),
            _ => {
                let unit = match suspect.value {
                    Value::Money(money) => money.unit,
                    _ => MoneyUnit::Wan,
                };
                let fen = Money::round(conflict.gap / scale, unit, 4).value.trimmed();
                format!("相差至少 {fen} {}", unit.name())
            }
        };
        Proof { terms, gap }
    }

    fn term(&self, step: &Step, own: bool) -> ProofTerm {
        let weight = step.weight.to_string();
        let printed = self.observation(step).map(|observation| self.model.observed[observation][0]);
        let place = printed.filter(|figure| self.is_own(*figure)).map(|figure| self.facts.figures[figure].place);
        let text = match step.source {
            Source::Observation(observation) => {
                let index = self.model.observed[observation][0];
                format!("{}：{}", self.name(index), self.describer.interval(&self.facts.figures[index], own))
            }
            Source::Statement(_) => self.relation(step).map_or_else(String::new, |relation| {
                let percent = self.observation(step).map(|o| &self.facts.figures[self.model.observed[o][0]]);
                let printed = percent.map_or_else(String::new, |p| format!("，印作 {}", self.describer.printed(p)));
                format!("{}（{}）{printed}", relation.text, relation.id)
            }),
            Source::Nonnegative(_) => "金额不为负".to_owned(),
        };
        let page = place.and_then(|place| self.document.page_of(place));
        ProofTerm { weight, text, place, page }
    }
}

/// Whether what is wrong is a word (持平), not a numeral.
fn suspect_is_words(figure: &Figure) -> bool {
    figure.unit.is_empty()
}

/// What should stand at the suspect, printed as the suspect is printed; a range where more than one value fits.
fn expected_text(expected: Expected, suspect: &Figure) -> Option<String> {
    let change = suspect.key.as_ref().is_some_and(|key| is_change(&key.measure));
    match (expected, suspect.value) {
        (Expected::Quantity(interval), Value::Money(money)) => {
            let (unit, scale) = (money.unit, money.value.scale);
            Some(match interval {
                Interval { lo, .. } if change && lo > 0 => format!("增加{}", money_text(interval, unit, scale)),
                Interval { hi, .. } if change && hi < 0 => {
                    format!("减少{}", money_text(interval.scale(-1), unit, scale))
                }
                _ => money_text(interval, unit, scale),
            })
        }
        (Expected::Quantity(interval), Value::Blank) => Some(money_text(interval, MoneyUnit::Wan, 2)),
        (Expected::Quantity(Interval { lo, hi }), Value::Number(number)) => {
            let unit = &suspect.unit;
            if let Some(only) = only_decimal(lo, hi, number.scale) {
                return Some(format!("{only}{unit}"));
            }
            let (lo, hi) = (decimal(lo, 1_000_000), decimal(hi, 1_000_000));
            Some(if lo == hi { format!("{lo}{unit}") } else { format!("{lo}～{hi}{unit}") })
        }
        (Expected::Percentage(Ratio { lo, hi, den }), Value::Percent(percent)) => match percent.0.scale {
            scale if change && lo > 0 => Some(format!("增长{}", percent_text(Ratio { lo, hi, den }, scale)?)),
            scale if change && hi < 0 => Some(format!("下降{}", percent_text(Ratio { lo: -hi, hi: -lo, den }, scale)?)),
            scale => percent_text(Ratio { lo, hi, den }, scale),
        },
        _ => None,
    }
}

fn money_text(interval: Interval, unit: MoneyUnit, scale: u32) -> String {
    let scale = scale.max(2);
    let (lo, hi) = (Money::round(interval.lo, unit, scale), Money::round(interval.hi, unit, scale));
    let middle = Money::round((interval.lo + interval.hi).div_euclid(2), unit, scale);
    let ulp = unit.fen() / 10i128.pow(scale).max(1);
    if interval.hi - interval.lo <= 2 * ulp { middle.to_string() } else { format!("{}～{hi}", lo.value) }
}

fn percent_text(ratio: Ratio, scale: u32) -> Option<String> {
    let scale = scale.max(2);
    let (lo, hi) = (Percent::of(ratio.lo, ratio.den, scale)?, Percent::of(ratio.hi, ratio.den, scale)?);
    let middle = Percent::of(ratio.lo + ratio.hi, 2 * ratio.den, scale)?;
    let narrow = hi.0.mantissa - lo.0.mantissa <= 2;
    Some(if narrow { middle.to_string() } else { format!("{}～{hi}", lo.0) })
}

/// The only number with so many decimals between two numbers of millionths, if there is just one.
fn only_decimal(lo: i128, hi: i128, scale: u32) -> Option<juesuan_amount::Decimal> {
    let unit = 10i128.checked_pow(6u32.checked_sub(scale)?)?;
    let (first, last) = (-(-lo).div_euclid(unit), hi.div_euclid(unit));
    (first == last).then(|| juesuan_amount::Decimal::new(first, scale))
}

/// `numerator / denominator` with up to two decimals.
fn decimal(numerator: i128, denominator: i128) -> String {
    let hundredths = (200 * numerator + denominator).div_euclid(2 * denominator);
    juesuan_amount::Decimal::new(hundredths, 2).trimmed().to_string()
}

/// The rule of a code.
fn rule_of(code: &str) -> &'static Rule {
    let found = rules::RULES.iter().find(|rule| rule.code == code).copied();
    found.unwrap_or(&rules::narrative::same_figure::RULE)
}
