//! How precisely a document prints: a figure with fewer decimals than the others may have lost its trailing zeros.

use std::collections::BTreeMap;

use juesuan_amount::{Interval, MoneyUnit, Ratio};

use crate::understand::{Facts, Figure, Measure, Value};

/// Decimals with which a document usually prints money of each unit, and percentages.
#[derive(Clone, Debug, Default)]
pub struct Precision {
    money: BTreeMap<MoneyUnit, u32>,
    percent: u32,
}

/// Numbers of things are exact; they and points are counted in millionths so that points may have decimals.
const NUMBER_SCALE: u32 = 6;

/// At least one figure in so many must have as many decimals for them to be the document's usual ones.
const USUAL_SHARE: usize = 5;

impl Precision {
    /// Estimates the precision from all figures that are not zero. Cells of other tables than the official ones, those of
    /// self-evaluations among them, state goals and scores in round numbers and say nothing about it.
    pub fn of(facts: &Facts) -> Self {
        let mut money: BTreeMap<MoneyUnit, Vec<u32>> = BTreeMap::new();
        let mut percent = Vec::new();
        let is_goal = |f: &&Figure| {
            f.place.cell.is_some() && f.key.as_ref().is_none_or(|k| k.measure == Measure::Fact || k.is_evaluation())
        };
        for figure in facts.figures.iter().filter(|figure| !is_goal(figure)) {
            match figure.value {
                Value::Money(m) if !m.value.is_zero() => money.entry(m.unit).or_default().push(m.value.scale),
                Value::Percent(p) if !p.0.is_zero() => percent.push(p.0.scale),
                _ => {}
            }
        }
        Self { money: money.into_iter().map(|(unit, scales)| (unit, usual(scales))).collect(), percent: usual(percent) }
    }

    /// The exact amounts behind a printed figure: at its own precision and at the document's. Money in 分, numbers in
    /// millionths; none for a percentage.
    ///
    /// Nobody prints 0 for a rounded 0.4: a zero is one at the document's precision.
    pub fn intervals(&self, figure: &Figure) -> Option<(Interval, Interval)> {
        match figure.value {
            Value::Money(money) if is_round(figure) && !money.value.is_zero() => {
                Some((money.interval(), money.interval()))
            }
            Value::Money(money) => {
                let strict = money.interval_at(self.money.get(&money.unit).copied().unwrap_or(2));
                Some((if money.value.is_zero() { strict } else { money.interval() }, strict))
            }
            Value::Number(number) => {
                let scale = NUMBER_SCALE.max(number.scale);
                let factor = 10i128.checked_pow(scale - number.scale)?;
                let centre = number.mantissa.checked_mul(factor)?;
                let half = if number.scale == 0 { 0 } else { factor / 2 };
                // Points are given, not measured: at the document's precision they are what is printed.
                Some((Interval::new(centre - half, centre + half), Interval::exactly(centre)))
            }
            Value::Blank => {
                let unit = MoneyUnit::ALL.into_iter().find(|u| u.name() == figure.unit).unwrap_or(MoneyUnit::Wan);
                let zero = juesuan_amount::Money { value: juesuan_amount::Decimal::new(0, 0), unit };
                let strict = zero.interval_at(self.money.get(&unit).copied().unwrap_or(2));
                Some((strict, strict))
            }
            Value::Percent(_) => None,
        }
    }

    /// The fractions behind a printed percentage: at its own precision and at the document's.
    pub fn ratios(&self, figure: &Figure) -> Option<(Ratio, Ratio)> {
        let Value::Percent(percent) = figure.value else { return None };
        let strict = if is_round(figure) { percent.ratio() } else { percent.ratio_at(self.percent) };
        Some((if percent.0.is_zero() { strict } else { percent.ratio() }, strict))
    }
}

/// Whether a figure may be printed in rounder numbers than the document's usual ones: that of a self-evaluation.
fn is_round(figure: &Figure) -> bool {
    figure.place.cell.is_some() && figure.key.as_ref().is_some_and(|key| key.is_evaluation())
}

/// The largest number of decimals that a fair part of the figures has.
fn usual(mut scales: Vec<u32>) -> u32 {
    scales.sort_unstable_by(|a, b| b.cmp(a));
    scales.get(scales.len() / USUAL_SHARE).copied().unwrap_or(2)
}
