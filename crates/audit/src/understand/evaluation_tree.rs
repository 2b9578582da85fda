//! How the indicators of a self-evaluation table make up its total.

use juesuan_amount::Decimal;
use juesuan_form::{Evaluation, EvaluationIndicator, FUNDS, TOTAL};

use super::{Figure, Indicator, Key, Measure, Value};

/// Points are counted in millionths.
const SCALE: u32 = 6;

/// The parent of indicators that make up no total that is known.
const APART: &str = "apart";

/// The tree of indicators of an evaluation. Where its groups are not sure, or relative to each other, it is flat; where
/// neither full scores nor scores come to the total, rows may be missing, and nothing is said to make it up.
pub fn indicators(evaluation: &Evaluation, figures: &[Figure]) -> Vec<Indicator> {
    let tree = Tree { evaluation, figures };
    let reading = if evaluation.bonus || tree.is_of_another_scale() { Reading::Unsure } else { tree.reading() };
    let grouped = evaluation.grouped && reading != Reading::Unsure && !tree.is_relative() && tree.fits_its_groups();
    let top = |is_part: bool| if is_part { None } else { Some(APART.to_owned()) };
    let parent = |indicator: &EvaluationIndicator| match &indicator.parent {
        Some(row) if grouped => Some(row.clone()),
        _ => top(reading != Reading::Unsure),
    };
    // Groups of which a form keeps the name, but none of their indicators is used, add nothing.
    let is_used = |i: &&EvaluationIndicator| match i.leaf {
        true => tree.is_scored(&i.row),
        false => grouped && tree.leaves().any(|leaf| tree.is_under(leaf, &i.row)),
    };
    let listed = evaluation.indicators.iter().filter(is_used);
    let of_table = |i: &EvaluationIndicator| Indicator::of_table(&evaluation.area, &i.row, &i.name, parent(i));
    let mut indicators: Vec<Indicator> = listed.map(of_table).collect();
    if tree.is_of_another_scale() {
        indicators.clear();
    }
    if tree.is_scored(FUNDS) {
        let parent = top(reading == Reading::WithExecution);
        indicators.push(Indicator::of_table(&evaluation.area, FUNDS, "预算执行率", parent));
    }
    indicators
}

/// What the total is said to add up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// The indicators and the execution of the budget, as in the official form.
    WithExecution,
    /// The indicators, among which the execution may be.
    Indicators,
    /// Neither.
    Unsure,
}

struct Tree<'a> {
    evaluation: &'a Evaluation,
    figures: &'a [Figure],
}

/// A sum of printed points: its value, and by how much rounding may have moved it, in millionths.
#[derive(Clone, Copy, Default)]
struct Sum {
    value: i128,
    slack: i128,
}

impl Sum {
    fn of(points: Decimal) -> Option<Self> {
        let ulp = 10i128.checked_pow(SCALE.checked_sub(points.scale)?)?;
        Some(Self { value: points.mantissa_at(SCALE)?, slack: if points.scale == 0 { 0 } else { ulp / 2 } })
    }

    fn plus(self, other: Self) -> Self {
        Self { value: self.value.saturating_add(other.value), slack: self.slack.saturating_add(other.slack) }
    }

    fn is(self, other: Self) -> bool {
        (self.value - other.value).abs() <= self.slack + other.slack
    }
}

impl Tree<'_> {
    fn points(&self, row: &str, measure: &Measure) -> Option<Decimal> {
        let key = |key: &Key| key.row == row && key.measure == *measure && key.area == self.evaluation.area;
        self.figures.iter().find(|figure| figure.key.as_ref().is_some_and(key)).and_then(|figure| match figure.value {
            Value::Number(points) => Some(points),
            _ => None,
        })
    }

    fn is_scored(&self, row: &str) -> bool {
        [Measure::ScoreFull, Measure::Score].iter().any(|measure| self.points(row, measure).is_some())
    }

    fn leaves(&self) -> impl Iterator<Item = &EvaluationIndicator> {
        self.evaluation.indicators.iter().filter(|i| i.leaf && self.is_scored(&i.row))
    }

    /// Points of some rows; none if any is missing.
    fn sum<'r>(&self, mut rows: impl Iterator<Item = &'r EvaluationIndicator>, measure: &Measure) -> Option<Sum> {
        rows.try_fold(Sum::default(), |sum, row| Some(sum.plus(Sum::of(self.points(&row.row, measure)?)?)))
    }

    /// Whether the weights of indicators are shares of their group's weight: they add up to far more than the groups do.
    fn is_relative(&self) -> bool {
        let groups = self.evaluation.indicators.iter().filter(|i| !i.leaf && i.parent.is_none());
        let groups = self.sum(groups, &Measure::ScoreFull);
        let leaves = self.sum(self.leaves(), &Measure::ScoreFull);
        groups.zip(leaves).is_some_and(|(groups, leaves)| groups.value > 0 && 2 * leaves.value > 3 * groups.value)
    }

    /// Whether scores are marks out of 100 and not points out of the full score: more than one exceeds it, and many do.
    fn is_of_another_scale(&self) -> bool {
        let both = |i: &EvaluationIndicator| {
            let points = |measure| Some(Sum::of(self.points(&i.row, &measure)?)?.value);
            Some((points(Measure::ScoreFull)?, points(Measure::Score)?))
        };
        let pairs: Vec<(i128, i128)> = self.leaves().filter_map(both).collect();
        let above = pairs.iter().filter(|(full, score)| score > full).count();
        above > 1 && 3 * above >= pairs.len()
    }

    /// Whether the groups are sure, or the full scores bear them out: all but one of them have what is printed under them.
    fn fits_its_groups(&self) -> bool {
        if !self.evaluation.implied {
            return true;
        }
        let (mut fitting, mut others) = (0, 0);
        for group in self.evaluation.indicators.iter().filter(|i| !i.leaf) {
            let Some(own) = self.points(&group.row, &Measure::ScoreFull).and_then(Sum::of) else { continue };
            let below = self.leaves().filter(|leaf| self.is_under(leaf, &group.row));
            match self.sum(below, &Measure::ScoreFull) {
                Some(sum) if sum.is(own) => fitting += 1,
                _ => others += 1,
            }
        }
        others == 0 || others == 1 && fitting > 0
    }

    fn is_under(&self, leaf: &EvaluationIndicator, group: &str) -> bool {
        let above = |row: &str| self.evaluation.indicators.iter().find(|i| i.row == row);
        let mut parents = std::iter::successors(leaf.parent.as_deref(), |row| above(row)?.parent.as_deref());
        parents.any(|row| row == group)
    }

    /// What the total adds up, as the printed numbers have it: where neither reading fits full scores or scores, but one of
    /// these has no total, it is the official form's.
    fn reading(&self) -> Reading {
        let mut misses = 0;
        for measure in [Measure::ScoreFull, Measure::Score] {
            let Some(sum) = self.sum(self.leaves(), &measure) else { continue };
            let own = self.points(FUNDS, &measure).and_then(Sum::of);
            let printed = self.points(TOTAL, &measure);
            let hundred = (measure == Measure::ScoreFull).then(|| Decimal::new(100, 0));
            let Some(total) = printed.or(hundred).and_then(Sum::of) else { continue };
            if sum.is(total) && own.is_none_or(|own| own.value != 0) {
                return Reading::Indicators;
            }
            if own.is_some_and(|own| sum.plus(own).is(total)) {
                return Reading::WithExecution;
            }
            misses += usize::from(printed.is_some());
        }
        match (misses, self.is_scored(FUNDS)) {
            (2.., _) => Reading::Unsure,
            (_, true) => Reading::WithExecution,
            (_, false) => Reading::Indicators,
        }
    }
}
