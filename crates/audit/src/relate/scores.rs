//! Relations between the scores of performance indicators.

use std::collections::BTreeSet;

use juesuan_amount::Decimal;
use juesuan_form::{FUNDS, TOTAL};
use rustc_hash::FxHashMap as HashMap;

use crate::{
    Claim, Comparison, Relation, Wording,
    understand::{Facts, Indicator, Key, Measure, Period, Value},
};

/// The score of an indicator is the sum of those under it, and its full score less the deduction.
pub fn scores(facts: &Facts) -> Vec<Relation> {
    let mut relations = Vec::new();
    for indicator in &facts.indicators {
        let keys = [Measure::ScoreFull, Measure::Score, Measure::Deduction];
        let keys = keys.map(|measure| key(&indicator.area, &indicator.row, measure));
        if keys.iter().all(|key| is_printed(facts, key)) {
            let text = Wording::Subject { name: indicator.name.as_str().into(), text: "得分 = 分值 − 扣分" };
            let [full, score, deduction] = keys;
            relations.push(equal("扣分", text, vec![(score, 1), (full, -1), (deduction, 1)]));
        }
    }
    let parents = facts.indicators.iter().map(|i| (i.area.as_str(), Some(i), i.name.as_str()));
    let areas: BTreeSet<&str> = facts.indicators.iter().map(|i| i.area.as_str()).collect();
    let children = Children::of(facts);
    for (area, parent, name) in parents.chain(areas.into_iter().map(|area| (area, None, "绩效总分"))) {
        for (measure, text) in
            [(Measure::Score, "得分 = 下级指标得分之和"), (Measure::ScoreFull, "分值 = 下级指标分值之和")]
        {
            let row = parent.map(|parent| parent.row.as_str());
            let whole = key(area, row.unwrap_or("total"), measure.clone());
            let Some(keys) = children.printed(area, row, &measure) else { continue };
            // A single score under another one may not be all there is, unless all are known.
            let alone = keys.len() < 2 && !parent.is_some_and(|parent| parent.complete);
            if alone || !is_printed(facts, &whole) || measure == Measure::Score && is_rounded(facts, &whole, &keys) {
                continue;
            }
            let terms = keys.into_iter().map(|k| (k, -1)).chain([(whole, 1)]).collect();
            relations.push(equal("分项之和", Wording::Subject { name: name.into(), text }, terms));
        }
    }
    relations
}

/// The indicators under each other one.
struct Children<'a> {
    facts: &'a Facts,
    of: HashMap<(&'a str, Option<&'a str>), Vec<&'a Indicator>>,
}

impl<'a> Children<'a> {
    fn of(facts: &'a Facts) -> Self {
        let mut of: HashMap<(&str, Option<&str>), Vec<&Indicator>> = HashMap::default();
        for indicator in &facts.indicators {
            of.entry((&indicator.area, indicator.parent.as_deref())).or_default().push(indicator);
        }
        Self { facts, of }
    }

    /// The figures that make up that of an indicator: those of the indicators under it. One that has none of its own stands
    /// for those under it, if all of them are known. None if any is missing.
    fn printed(&self, area: &str, parent: Option<&str>, measure: &Measure) -> Option<Vec<Key>> {
        let mut keys = Vec::new();
        for child in self.of.get(&(area, parent))? {
            let own = key(area, &child.row, measure.clone());
            if is_printed(self.facts, &own) {
                keys.push(own);
            } else {
                let below = Some(child.row.as_str()).filter(|_| child.complete)?;
                keys.extend(self.printed(area, Some(below), measure)?);
            }
        }
        Some(keys)
    }
}

/// Whether the total of a table, or the score of its execution, is printed in rounder points than the others, and adds up as
/// far as that rounding goes: 97 for 9.36 and 87.5.
fn is_rounded(facts: &Facts, whole: &Key, parts: &[Key]) -> bool {
    let points = |key: &Key| match facts.at(key).next()?.value {
        Value::Number(points) => Some(points),
        _ => None,
    };
    let sum = || {
        let all: Vec<(&Key, Decimal)> =
            std::iter::once(whole).chain(parts).map(|key| Some((key, points(key)?))).collect::<Option<_>>()?;
        let finest = all.iter().map(|(_, points)| points.scale).max()?;
        let (mut miss, mut room) = (0i128, 0i128);
        for (key, points) in &all {
            let exact = points.mantissa_at(finest)?;
            miss = if *key == whole { miss.checked_add(exact)? } else { miss.checked_sub(exact)? };
            if points.scale < finest && (key.row == TOTAL || key.row == FUNDS) {
                room += 10i128.checked_pow(finest - points.scale)?;
            }
        }
        Some(2 * miss.abs() <= room)
    };
    whole.is_evaluation() && sum().unwrap_or(false)
}

fn is_printed(facts: &Facts, key: &Key) -> bool {
    facts.at(key).next().is_some()
}

fn key(area: &str, row: &str, measure: Measure) -> Key {
    Key { area: area.into(), row: row.into(), measure, period: Period::Current }
}

fn equal(id: &'static str, text: Wording, terms: Vec<(Key, i128)>) -> Relation {
    let claim = Claim::Linear { terms, comparison: Comparison::Equal };
    Relation { rule: "JS0601", id, text, either: None, alone: false, claim }
}
