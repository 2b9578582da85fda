//! Relations that follow from the measures themselves, whatever the subject: a share is part of a whole, a completion
//! rate is outturn by budget, this year less the change is last year.

use std::collections::BTreeMap;

use juesuan_amount::Decimal;

use crate::{
    Claim, Comparison, Relation, Wording,
    understand::{Facts, Figure, Key, Measure, Period, STATED, TOLD, Value},
};

/// At most so many bytes stand between an amount and the percentage that it is: 万元，同比增长.
const LONGEST_JOINT: usize = 24;

/// All figures of one subject in one section, by measure.
type Measures<'a> = BTreeMap<&'a Measure, &'a Figure>;

/// The relations between the measures of each subject of the narrative.
pub fn measures(facts: &Facts) -> Vec<Relation> {
    let mut subjects: BTreeMap<(&str, &str), Measures<'_>> = BTreeMap::new();
    for figure in &facts.figures {
        if let Some(key) = figure.key.as_ref().filter(|key| key.period == Period::Current) {
            subjects.entry((&key.area, &key.row)).or_default().entry(&key.measure).or_insert(figure);
        }
    }
    let mut relations = Vec::new();
    for ((area, row), measures) in &subjects {
        let subject = Subject { area, row, measures };
        relations.extend(measures.keys().filter_map(|measure| subject.relation(measure)));
        relations.extend(subject.last_year());
    }
    relations
}

struct Subject<'a> {
    area: &'a str,
    row: &'a str,
    measures: &'a Measures<'a>,
}

impl Subject<'_> {
    fn key(&self, measure: Measure) -> Key {
        Key { area: self.area.into(), row: self.row.into(), measure, period: Period::Current }
    }

    fn prior(&self) -> Key {
        Key { period: Period::Prior, ..self.key(Measure::Actual) }
    }

    /// What is said of a relation between its measures.
    fn wording(&self, text: &'static str) -> Wording {
        let name = self.measures.values().next().map_or(self.row, |figure| figure.subject.as_str());
        Wording::Subject { name: name.into(), text }
    }

    fn printed(&self, measure: &Measure) -> Option<&Figure> {
        self.measures.get(measure).copied()
    }

    /// Whether a printed amount is zero: then a percentage of it means nothing and says nothing.
    fn is_zero(&self, measure: &Measure) -> bool {
        self.printed(measure).is_some_and(|figure| is_zero(&figure.value))
    }

    /// The relation that a printed percentage or change stands for.
    fn relation(&self, measure: &Measure) -> Option<Relation> {
        match measure {
            Measure::Share | Measure::ShareOf(_) => self.share(measure),
            Measure::Completion | Measure::AdjustedCompletion => self.completion(measure),
            Measure::ChangeRate if !self.base_is_zero() => {
                let change = match self.printed(&Measure::Change) {
                    Some(_) => vec![(self.key(Measure::Change), 1)],
                    None => vec![(self.key(Measure::Actual), 1), (self.prior(), -1)],
                };
                let text = self.wording("比上年增减的百分比 = 增减额 ÷ 上年数（上年数 = 本年数 − 增减额）");
                Some(self.ratio("JS0303", "增减率", text, measure, change, vec![(self.prior(), 1)]))
            }
            Measure::BudgetChange if self.printed(&Measure::Actual).is_some() => {
                let budget = self.budget_compared(measure)?;
                let terms =
                    vec![(self.key(Measure::Actual), 1), (self.key(budget), -1), (self.key(Measure::BudgetChange), -1)];
                Some(equal("JS0303", "比预算增减", self.wording("比预算增减额 = 决算数 − 预算数"), terms))
            }
            Measure::BudgetChangeRate if !self.budget_is_zero() => {
                let text = self.wording("比预算增减的百分比 = （决算数 − 预算数）÷ 预算数");
                self.budget_rate(measure, text, 1)
            }
            Measure::BudgetDifferenceRate if !self.budget_is_zero() => {
                let text = self.wording("的预决算差异率 = （决算数 − 预算数）÷ 预算数");
                let sign = if self.prints_a_shortfall_as_positive() { -1 } else { 1 };
                self.budget_rate(measure, text, sign)
            }
            _ => None,
        }
    }

    /// 完成率 of the budget that it names. Where both budgets are printed and 完成预算 names neither, nothing is claimed.
    fn completion(&self, measure: &Measure) -> Option<Relation> {
        let printed = |budget: &Measure| self.printed(budget).is_some() && !self.is_zero(budget);
        let budget = match (measure, printed(&Measure::Budget), printed(&Measure::AdjustedBudget)) {
            (Measure::Completion, true, true) | (_, false, false) => return None,
            (Measure::AdjustedCompletion, _, true) | (_, false, true) => Measure::AdjustedBudget,
            _ => Measure::Budget,
        };
        let in_table = juesuan_form::is_evaluation(self.area);
        let rule = if self.area == "performance" || in_table { "JS0602" } else { "JS0302" };
        let text = self.wording(if in_table {
            "的执行率 = 全年执行数 ÷ 全年预算数"
        } else {
            "的完成率 = 决算数 ÷ 预算数"
        });
        let (part, whole) = (vec![(self.key(Measure::Actual), 1)], vec![(self.key(budget), 1)]);
        Some(self.ratio(rule, "完成率", text, measure, part, whole))
    }

    /// The budget with which the outturn is compared: that of the beginning, also where it is not printed. Where only the
    /// adjusted one is printed, nothing but the 预决算差异率 beside it is sure to be measured against that.
    fn budget_compared(&self, measure: &Measure) -> Option<Measure> {
        match (self.printed(&Measure::Budget), self.printed(&Measure::AdjustedBudget)) {
            (Some(_), Some(_)) => None,
            (None, Some(_)) => (*measure == Measure::BudgetDifferenceRate).then_some(Measure::AdjustedBudget),
            _ => Some(Measure::Budget),
        }
    }

    /// By how many percent the outturn differs from the budget; `sign` is negative where a shortfall is printed as positive.
    fn budget_rate(&self, measure: &Measure, text: Wording, sign: i128) -> Option<Relation> {
        let budget = self.budget_compared(measure)?;
        let part = vec![(self.key(Measure::Actual), sign), (self.key(budget.clone()), -sign)];
        Some(self.ratio("JS0303", "比预算增减率", text, measure, part, vec![(self.key(budget), 1)]))
    }

    /// Whether the difference has no sign though less was spent than budgeted.
    fn prints_a_shortfall_as_positive(&self) -> bool {
        let amount = |measure: &Measure| match self.printed(measure).map(|figure| figure.value) {
            Some(Value::Money(money)) => Some(money.nearest()),
            _ => None,
        };
        let positive = matches!(self.printed(&Measure::BudgetDifferenceRate).map(|figure| figure.value),
            Some(Value::Percent(percent)) if percent.0.mantissa > 0);
        let budget = self.budget_compared(&Measure::BudgetDifferenceRate).and_then(|budget| amount(&budget));
        positive && matches!((amount(&Measure::Actual), budget), (Some(actual), Some(budget)) if actual < budget)
    }

    /// Whether the budget is nothing, so that no percentage of it means anything: all of this year's amount is the change.
    fn budget_is_zero(&self) -> bool {
        let value = |measure| self.printed(&measure).map(|figure| figure.value);
        if self.is_zero(&Measure::Budget) || self.is_zero(&Measure::AdjustedBudget) {
            return true;
        }
        match (value(Measure::Actual), value(Measure::BudgetChange)) {
            (Some(Value::Money(actual)), Some(Value::Money(change))) => actual.nearest() == change.nearest(),
            (Some(_), None) => false,
            _ => true,
        }
    }

    /// This year less the change is last year; this year's amount may stand elsewhere, as for 收、支总计.
    fn last_year(&self) -> Option<Relation> {
        self.printed(&Measure::Change).map(|_| {
            let terms = vec![(self.key(Measure::Actual), 1), (self.key(Measure::Change), -1), (self.prior(), -1)];
            equal("JS0303", "上年数", self.wording("上年数 = 本年数 − 增减额"), terms)
        })
    }

    fn share(&self, measure: &Measure) -> Option<Relation> {
        let (area, row) = match measure {
            Measure::ShareOf(whole) if whole.starts_with('=') => return None,
            Measure::ShareOf(whole) => whole.split_once('/').unwrap_or((self.area, whole)),
            _ => (self.area, "total"),
        };
        let listed = !self.row.starts_with([STATED, TOLD]) || matches!(measure, Measure::ShareOf(_));
        let printed = self.printed(&Measure::Actual)?;
        if !listed || (area == self.area && row == self.row) || matches!(printed.value, Value::Number(_)) {
            return None;
        }
        let whole = Key { area: area.into(), row: row.into(), measure: Measure::Actual, period: Period::Current };
        let text = self.wording("的占比 = 本项 ÷ 所占的整体");
        Some(self.ratio("JS0301", "占比", text, measure, vec![(self.key(Measure::Actual), 1)], vec![(whole, 1)]))
    }

    /// Whether last year's amount is zero, where growth has no base: all of this year's amount is change.
    fn base_is_zero(&self) -> bool {
        let value = |measure| self.printed(&measure).map(|figure| figure.value);
        match (value(Measure::Actual), value(Measure::Change)) {
            (Some(Value::Money(actual)), Some(Value::Money(change))) => actual.nearest() == change.nearest(),
            (Some(actual), None) => is_zero(&actual),
            (None, Some(_)) => !self.is_one_statement() || self.is_all_new(),
            _ => true,
        }
    }

    /// Whether the growth is 100 %, as some say of what had nothing before.
    fn is_all_new(&self) -> bool {
        let rate = self.printed(&Measure::ChangeRate).map(|figure| figure.value);
        matches!(rate, Some(Value::Percent(percent)) if percent.0.trimmed() == Decimal::new(100, 0).trimmed())
    }

    /// Whether the change and its percentage stand side by side, so that both are of one thing even where this year's
    /// amount of it is not known: 增加56.95万元，下降1.87%.
    fn is_one_statement(&self) -> bool {
        let place = |measure| self.printed(&measure).map(|figure| figure.place);
        let (Some(change), Some(rate)) = (place(Measure::Change), place(Measure::ChangeRate)) else { return false };
        let near = change.end..=change.end + LONGEST_JOINT;
        change.block == rate.block && change.cell.is_none() && near.contains(&rate.start)
    }

    fn ratio(
        &self,
        rule: &'static str,
        id: &'static str,
        text: Wording,
        percent: &Measure,
        part: Vec<(Key, i128)>,
        whole: Vec<(Key, i128)>,
    ) -> Relation {
        let claim = Claim::Ratio { part, whole, percent: self.key(percent.clone()) };
        Relation { rule, id, text, either: None, alone: false, claim }
    }
}

fn equal(rule: &'static str, id: &'static str, text: Wording, terms: Vec<(Key, i128)>) -> Relation {
    Relation {
        rule,
        id,
        text,
        either: None,
        alone: false,
        claim: Claim::Linear { terms, comparison: Comparison::Equal },
    }
}

fn is_zero(value: &Value) -> bool {
    match value {
        Value::Money(money) => money.value.is_zero(),
        Value::Percent(percent) => percent.0.is_zero(),
        Value::Number(number) => number.is_zero(),
        Value::Blank => true,
    }
}
