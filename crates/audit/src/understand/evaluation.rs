//! Figures of self-evaluation tables (绩效自评表): money, rate of execution, full scores, scores.

use juesuan_amount::{Decimal, Money, MoneyUnit, Percent, normalize_char};
use juesuan_form::{CellValue, Evaluation, EvaluationCell, Kind, Outline, Role, TOTAL};
use juesuan_read::{Block, Document, Place};

use super::{
    Facts, Figure, Key, Measure, Period, Value, evaluation_list, evaluation_report,
    evaluation_text::{deducted, repeats_table},
    evaluation_tree::indicators,
    figure::STATED,
    numeral::{Numeral, numerals},
};

/// All figures of the self-evaluation tables of a document.
pub fn understand(document: &Document, outline: &Outline) -> Vec<Figure> {
    outline.evaluations.iter().flat_map(|evaluation| figures(document, evaluation)).collect()
}

/// Adds the figures of the tables, their indicators, and what the text repeats of them, once the text has been read.
pub fn settle(document: &Document, outline: &Outline, facts: &mut Facts, evaluated: Vec<Figure>) {
    for evaluation in &outline.evaluations {
        facts.indicators.extend(indicators(evaluation, &evaluated));
    }
    if outline.kind == Kind::PerformanceSelfEvaluation {
        evaluation_report::settle(document, &mut facts.figures);
        facts.listed_scores = evaluation_list::bind(document, facts);
    }
    facts.repeated_scores = repeated_scores(document, outline, &facts.figures, &evaluated);
    facts.figures.extend(evaluated);
}

fn text_total() -> Key {
    Key { area: "performance".into(), row: TOTAL.into(), measure: Measure::Score, period: Period::Current }
}

/// The score of the text and the total of the one table that it is about.
fn repeated_scores(document: &Document, outline: &Outline, text: &[Figure], evaluated: &[Figure]) -> Vec<(Key, Key)> {
    let [evaluation] = &outline.evaluations[..] else { return Vec::new() };
    let about_it = evaluation.is_overall() || outline.kind == Kind::PerformanceSelfEvaluation;
    let total = text_total();
    let table = Key { area: evaluation.area.as_str().into(), ..total.clone() };
    let mut scores = text.iter().filter(|figure| figure.key.as_ref() == Some(&total)).peekable();
    let exact = evaluated.iter().find(|figure| figure.key.as_ref() == Some(&table)).map(|figure| figure.value);
    let repeats = |figure: &Figure| {
        repeats_table(document.text_of(figure.place)) && exact.is_some_and(|exact| !is_rounded(figure.value, exact))
    };
    let repeated = scores.peek().is_some() && scores.all(repeats);
    if about_it && repeated { vec![(total, table)] } else { Vec::new() }
}

/// Whether a number of points is another one, rounded to fewer decimals.
fn is_rounded(rounder: Value, exact: Value) -> bool {
    let (Value::Number(rounder), Value::Number(exact)) = (rounder, exact) else { return false };
    let miss = || {
        let (there, here) = (rounder.mantissa_at(exact.scale)?, exact.mantissa);
        Some(2 * (there - here).abs() <= 10i128.checked_pow(exact.scale - rounder.scale)?)
    };
    rounder.scale < exact.scale && miss().unwrap_or(false)
}

/// A score beside the blocks that is the total, rounded, says nothing exact.
fn round_totals(figures: &mut [Figure]) {
    let is_total =
        |figure: &Figure| figure.key.as_ref().is_some_and(|key| key.row == TOTAL && key.measure == Measure::Score);
    let totals: Vec<Value> = figures.iter().filter(|figure| is_total(figure)).map(|figure| figure.value).collect();
    for figure in figures.iter_mut() {
        if is_total(figure) && totals.iter().any(|exact| is_rounded(figure.value, *exact)) {
            figure.key = figure.key.take().map(|key| Key { measure: Measure::Fact, ..key });
        }
    }
}

fn figures(document: &Document, evaluation: &Evaluation) -> Vec<Figure> {
    let text = |cell: &EvaluationCell| match document.blocks.get(cell.block) {
        Some(Block::Table(table)) => table.cells.get(cell.cell).and_then(|c| c.text.get(cell.range.clone())),
        _ => None,
    };
    let mut figures: Vec<Figure> = Vec::new();
    for cell in &evaluation.cells {
        let Some(text) = text(cell) else { continue };
        match cell.role {
            Role::Target => figures.extend(told(evaluation, cell, text, Measure::Target)),
            Role::Actual => figures.extend(told(evaluation, cell, text, Measure::Attained)),
            _ => figures.extend(figure(evaluation, cell, text)),
        }
    }
    rates(evaluation, &mut figures);
    round_totals(&mut figures);
    figures
}

/// The numerals of a goal or of a result. A cell may state several of them, so that they stand in no relation.
fn told(evaluation: &Evaluation, cell: &EvaluationCell, text: &str, measure: Measure) -> Vec<Figure> {
    let row = format!("{STATED}{}", cell.row);
    let key = Key { area: evaluation.area.as_str().into(), row: row.into(), measure, period: Period::Current };
    let figure = |numeral: Numeral| Figure {
        place: Place {
            block: cell.block,
            cell: Some(cell.cell),
            start: cell.range.start + numeral.range.start,
            end: cell.range.start + numeral.range.end,
        },
        value: numeral.value,
        unit: numeral.unit,
        key: Some(key.clone()),
        subject: cell.subject.clone(),
    };
    numerals(text).into_iter().map(figure).collect()
}

/// The figure of a cell, if it is one that relations are about.
fn figure(evaluation: &Evaluation, cell: &EvaluationCell, text: &str) -> Option<Figure> {
    let (measure, (value, unit), range) = match cell.role {
        Role::Initial => (Measure::Budget, money(text, evaluation.money)?, cell.range.clone()),
        Role::Adjusted => (Measure::AdjustedBudget, money(text, evaluation.money)?, cell.range.clone()),
        Role::Executed => (Measure::Actual, money(text, evaluation.money)?, cell.range.clone()),
        Role::Rate => (Measure::AdjustedCompletion, rate(text)?, cell.range.clone()),
        Role::Weight => (Measure::ScoreFull, points(text)?, cell.range.clone()),
        Role::Score => (Measure::Score, points(text)?, cell.range.clone()),
        Role::Deduction => (Measure::Deduction, points(text)?, cell.range.clone()),
        Role::Reason => {
            let (points, range) = deducted(text)?;
            (
                Measure::Deduction,
                (Value::Number(points), "分".to_owned()),
                cell.range.start + range.start..cell.range.start + range.end,
            )
        }
        Role::Target | Role::Operator | Role::Unit | Role::Actual | Role::Grade => return None,
    };
    let key =
        Key { area: evaluation.area.as_str().into(), row: cell.row.as_str().into(), measure, period: Period::Current };
    let place = Place { block: cell.block, cell: Some(cell.cell), start: range.start, end: range.end };
    Some(Figure { place, value, unit, key: Some(key), subject: cell.subject.clone() })
}

/// Money in the table's unit, or in one of its own.
fn money(text: &str, unit: MoneyUnit) -> Option<(Value, String)> {
    if let [numeral] = &numerals(text)[..]
        && let Value::Money(_) = numeral.value
    {
        return (numeral.range == (0..text.len())).then(|| (numeral.value, numeral.unit.clone()));
    }
    match CellValue::read(text) {
        CellValue::Number(value) => Some((Value::Money(Money { value, unit }), unit.name().to_owned())),
        CellValue::Blank | CellValue::Words => None,
    }
}

/// Points: 10, 9.5分; the weight of an indicator may be printed as a percentage of all points.
fn points(text: &str) -> Option<(Value, String)> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).map(normalize_char).collect();
    let (number, unit) = match compact.strip_suffix('%') {
        Some(number) => (number, "%"),
        None => (compact.trim_end_matches('分'), "分"),
    };
    Some((Value::Number(Decimal::parse(number)?), unit.to_owned()))
}

/// A rate: 97.06%, or the number without its sign, which [`rates`] may have to read as a fraction.
fn rate(text: &str) -> Option<(Value, String)> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).map(normalize_char).collect();
    let number = Decimal::parse(compact.trim_end_matches('%'))?;
    let unit = if compact.ends_with('%') { "%" } else { "" };
    Some((Value::Percent(Percent(number)), unit.to_owned()))
}

/// Settles what the rates of the money block are of.
fn rates(evaluation: &Evaluation, figures: &mut [Figure]) {
    for fund in &evaluation.funds {
        let amount = |measure: Measure| {
            figures.iter().find_map(|figure| {
                let key = figure.key.as_ref()?;
                match figure.value {
                    Value::Money(money) if key.row == fund.row && key.measure == measure => Some(money),
                    _ => None,
                }
            })
        };
        let [executed, adjusted, initial] = [Measure::Actual, Measure::AdjustedBudget, Measure::Budget].map(amount);
        let is_rate = |figure: &&mut Figure| {
            figure.key.as_ref().is_some_and(|key| key.row == fund.row && key.measure == Measure::AdjustedCompletion)
        };
        for figure in figures.iter_mut().filter(is_rate) {
            let Value::Percent(printed) = figure.value else { continue };
            let budget = adjusted.or(initial);
            let percent = if figure.unit.is_empty() { unsigned(printed, executed, budget) } else { Some(printed) };
            let measure = percent.map_or(Measure::Fact, |percent| {
                measured(percent, executed, adjusted, initial.filter(|_| !evaluation.rate_defined))
            });
            figure.unit = "%".to_owned();
            figure.value = Value::Percent(percent.unwrap_or(printed));
            if let Some(key) = &mut figure.key {
                key.measure = measure;
            }
        }
    }
}

/// A rate without its sign: a number of percent or a fraction, whichever the amounts bear out; none where they bear out
/// neither and it could be both.
fn unsigned(printed: Percent, executed: Option<Money>, budget: Option<Money>) -> Option<Percent> {
    let decimal = printed.0;
    let fraction = (decimal.scale >= 2).then(|| Percent(Decimal::new(decimal.mantissa, decimal.scale - 2)));
    let (Some(executed), Some(budget)) = (executed, budget) else { return None };
    if is_rate_of(printed, executed, budget) {
        return Some(printed);
    }
    let is_small = decimal.mantissa.abs() <= 2 * 10i128.checked_pow(decimal.scale)?;
    if is_small { fraction } else { Some(printed) }
}

/// What a rate measures. Where the form does not define it, a rate that only the budget of the beginning of the year bears
/// out is one of that; one that stops at 100 % says nothing exact.
fn measured(percent: Percent, executed: Option<Money>, adjusted: Option<Money>, initial: Option<Money>) -> Measure {
    let bears = |budget: Option<Money>| {
        executed.zip(budget).is_some_and(|(executed, budget)| is_rate_of(percent, executed, budget))
    };
    let exceeds = executed.zip(adjusted).is_some_and(|(executed, budget)| executed.nearest() > budget.nearest());
    if exceeds && percent.0.trimmed() == Decimal::new(100, 0).trimmed() {
        return Measure::Fact;
    }
    if !bears(adjusted) && bears(initial) { Measure::Completion } else { Measure::AdjustedCompletion }
}

/// Whether amounts of these prints can have this rate.
fn is_rate_of(percent: Percent, part: Money, whole: Money) -> bool {
    let (ratio, part, whole) = (percent.ratio(), part.interval(), whole.interval());
    let product = |a: i128, b: i128| a.checked_mul(b);
    let fits = || {
        let reaches = product(part.hi, ratio.den)? >= product(ratio.lo, whole.lo)?;
        let stays = product(part.lo, ratio.den)? <= product(ratio.hi, whole.hi)?;
        Some(reaches && stays)
    };
    whole.lo > 0 && fits().unwrap_or(false)
}
