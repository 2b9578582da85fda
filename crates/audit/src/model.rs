//! From figures and relations to a problem for the proof engine.

use rustc_hash::FxHashMap as HashMap;

use crate::{
    Claim, Comparison, Relation,
    precision::Precision,
    proof::{Observation, Problem, Statement},
    understand::{Facts, Key, Measure, Period, Value},
};

/// The printed figures of a document by key, in document order.
pub struct Printed<'a> {
    /// All figures.
    pub facts: &'a Facts,
    by_key: HashMap<&'a Key, Vec<usize>>,
}

impl<'a> Printed<'a> {
    /// Orders the figures by key; facts, of which no relation is, are left out.
    pub fn of(facts: &'a Facts) -> Self {
        let mut by_key: HashMap<&Key, Vec<usize>> = HashMap::default();
        for (index, figure) in facts.figures.iter().enumerate() {
            if let Some(key) = figure.key.as_ref().filter(|key| key.measure != Measure::Fact) {
                by_key.entry(key).or_default().push(index);
            }
        }
        Self { facts, by_key }
    }
}

/// A problem, and what its parts stand for.
pub struct Model {
    /// What the proof engine works on.
    pub problem: Problem,
    /// For each observation the figures that print it, first one first.
    pub observed: Vec<Vec<usize>>,
    /// For each statement the relation it stands for.
    pub stated: Vec<usize>,
}

impl Model {
    /// Builds the problem of a document: a quantity for each key in a relation or printed more than once, an observation
    /// for each distinct print, a statement for each relation.
    pub fn new(printed: &Printed<'_>, relations: &[Relation], precision: &Precision) -> Self {
        let mut builder = Builder::new(printed, precision);
        for (index, relation) in relations.iter().enumerate().filter(|(_, relation)| !relation.alone) {
            builder.relation(index, relation);
        }
        builder.repeated();
        builder.model
    }

    /// Suspects the figures from this one on, which are of a document that stands, only when nothing else is left.
    pub fn trust_from(&mut self, first: usize) {
        for (observation, figures) in self.problem.observations.iter_mut().zip(&self.observed) {
            if let Observation::Quantity { suspicion, .. } = observation
                && figures.iter().all(|figure| *figure >= first)
            {
                *suspicion = 0;
            }
        }
    }

    /// The problem of one relation by itself.
    pub fn alone(printed: &Printed<'_>, relations: &[Relation], index: usize, precision: &Precision) -> Self {
        let mut builder = Builder::new(printed, precision);
        builder.relation(index, &relations[index]);
        let mut model = builder.model;
        if let Some(Observation::Quantity { suspicion, .. }) = model.problem.observations.first_mut() {
            *suspicion = u32::MAX;
        }
        model
    }
}

struct Builder<'a> {
    facts: &'a Facts,
    precision: &'a Precision,
    printed: &'a HashMap<&'a Key, Vec<usize>>,
    quantities: HashMap<Key, usize>,
    percentages: HashMap<Key, Vec<usize>>,
    model: Model,
}

impl<'a> Builder<'a> {
    fn new(printed: &'a Printed<'a>, precision: &'a Precision) -> Self {
        let Printed { facts, by_key: printed } = printed;
        let model = Model { problem: Problem::default(), observed: Vec::new(), stated: Vec::new() };
        Self { facts, precision, printed, quantities: HashMap::default(), percentages: HashMap::default(), model }
    }

    fn relation(&mut self, index: usize, relation: &Relation) {
        match &relation.claim {
            Claim::Linear { terms, comparison } => {
                let slack = self.slack(terms);
                let terms = self.terms(terms);
                let (lo, hi) = match comparison {
                    Comparison::Equal => (Some(-slack), Some(slack)),
                    Comparison::AtMost => (None, Some(slack)),
                    Comparison::AtLeast => (Some(-slack), None),
                };
                self.state(index, Statement::Linear { terms, lo, hi });
            }
            Claim::Ratio { part, whole, percent } => {
                let (part, whole) = (self.terms(part), self.terms(whole));
                for percentage in self.percentage(percent) {
                    self.state(index, Statement::Ratio { part: part.clone(), whole: whole.clone(), percentage });
                }
            }
        }
    }

    /// By how much a relation between last year's amounts may miss, in 分. They are not printed but found from changes and
    /// rates, which accountants work out from the rounded figures of both years: each may be off by a printed unit.
    fn slack(&self, terms: &[(Key, i128)]) -> i128 {
        let found = |key: &Key| key.period == Period::Prior && !self.printed.contains_key(key);
        let hidden: Vec<_> = terms.iter().filter(|(key, _)| found(key)).collect();
        if hidden.len() < 2 {
            return 0;
        }
        hidden.iter().map(|(key, coefficient)| coefficient.abs() * self.grain(key)).sum()
    }

    /// The printed unit of this year's figure of the same thing; that of 万元 with two decimals where there is none.
    fn grain(&self, key: &Key) -> i128 {
        const USUAL: i128 = 10_000;
        let now = self.printed.get(&Key { period: Period::Current, ..key.clone() });
        let interval = now.and_then(|figures| self.precision.intervals(&self.facts.figures[figures[0]]));
        interval.map_or(USUAL, |(_, strict)| strict.hi - strict.lo)
    }

    fn state(&mut self, relation: usize, statement: Statement) {
        self.model.problem.statements.push(statement);
        self.model.stated.push(relation);
    }

    fn terms(&mut self, terms: &[(Key, i128)]) -> Vec<(usize, i128)> {
        terms.iter().map(|(key, coefficient)| (self.quantity(key), *coefficient)).collect()
    }

    /// The quantity of a key, with its observations, made on first use.
    fn quantity(&mut self, key: &Key) -> usize {
        if let Some(&quantity) = self.quantities.get(key) {
            return quantity;
        }
        let quantity = self.model.problem.nonnegative.len();
        self.quantities.insert(key.clone(), quantity);
        let prints = self.prints(key);
        let can_be_negative = matches!(key.measure, Measure::Change | Measure::BudgetChange | Measure::Column(_))
            || prints.iter().any(|group| is_negative(&self.facts.figures[group[0]].value));
        self.model.problem.nonnegative.push(!can_be_negative);
        for group in prints {
            let figure = &self.facts.figures[group[0]];
            let Some((own, strict)) = self.precision.intervals(figure) else { continue };
            let suspicion = if figure.unit.is_empty() { WORDS } else { suspicion(key) };
            self.model.problem.observations.push(Observation::Quantity { quantity, own, strict, suspicion });
            self.model.observed.push(group);
        }
        quantity
    }

    /// The observations of a percentage, made on first use.
    fn percentage(&mut self, key: &Key) -> Vec<usize> {
        if let Some(observations) = self.percentages.get(key) {
            return observations.clone();
        }
        let mut observations = Vec::new();
        for group in self.prints(key) {
            let Some((own, strict)) = self.precision.ratios(&self.facts.figures[group[0]]) else { continue };
            observations.push(self.model.problem.observations.len());
            self.model.problem.observations.push(Observation::Percentage { own, strict, suspicion: suspicion(key) });
            self.model.observed.push(group);
        }
        self.percentages.insert(key.clone(), observations.clone());
        observations
    }

    /// The figures of a key, those that print the same value together.
    fn prints(&self, key: &Key) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for &figure in self.printed.get(key).map_or(&[][..], Vec::as_slice) {
            let value = self.facts.figures[figure].value;
            match groups.iter_mut().find(|group| self.facts.figures[group[0]].value == value) {
                Some(group) => group.push(figure),
                None => groups.push(vec![figure]),
            }
        }
        groups
    }

    /// Keys outside all relations that are printed more than once must still be printed alike.
    fn repeated(&mut self) {
        let keys: Vec<&Key> =
            self.printed.iter().filter(|(_, figures)| figures.len() > 1).map(|(key, _)| *key).collect();
        for key in keys {
            let is_percent = matches!(self.facts.figures[self.printed[key][0]].value, Value::Percent(_));
            if !is_percent && key.is_listed() && key.measure != Measure::Fact {
                self.quantity(key);
            }
        }
    }
}

/// Words in place of a figure (持平) are wrong more readily than any numeral.
const WORDS: u32 = 6;

/// Derived figures are more often wrong than those they derive from, and the narrative more often than the tables.
fn suspicion(key: &Key) -> u32 {
    match key.measure {
        Measure::Column(_) => 1,
        Measure::Share | Measure::ShareOf(_) | Measure::Completion | Measure::AdjustedCompletion => 4,
        Measure::ChangeRate | Measure::BudgetChangeRate | Measure::BudgetDifferenceRate => 4,
        Measure::Change | Measure::BudgetChange => 3,
        // Where a table's scores do not add up, its total is what somebody worked out.
        Measure::Score | Measure::ScoreFull if key.is_evaluation() && key.row == juesuan_form::TOTAL => 3,
        _ => 2,
    }
}

fn is_negative(value: &Value) -> bool {
    match value {
        Value::Money(money) => money.value.mantissa < 0,
        Value::Percent(percent) => percent.0.mantissa < 0,
        Value::Number(number) => number.mantissa < 0,
        Value::Blank => false,
    }
}
