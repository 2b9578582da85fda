//! The words of a self-evaluation report (绩效自评报告), which follow no form: of what they state only little is sure enough to
//! be related, the rest are facts.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use juesuan_form::TOTAL;
use juesuan_read::Document;
use regex::Regex;
use smol_str::{SmolStr, format_smolstr};

use super::{
    Figure, Key, Measure, Period, Value,
    figure::{STATED, TOLD},
};

/// Keeps the scores, the numbers of projects, and rates of execution with the budget and the payments that they are of.
pub fn settle(document: &Document, figures: &mut [Figure]) {
    for figure in figures.iter_mut().filter(|figure| is_text(figure)) {
        name_points(document, figure);
        name_total(figure);
        if figure.key.as_ref().is_some_and(|key| !is_kept(&key.measure)) {
            forget(figure);
        }
    }
    tell_apart(figures);
    forget_rows(figures, &ambiguous(figures));
    forget_rows(figures, &rates_of_other_amounts(document, figures));
}

fn is_text(figure: &Figure) -> bool {
    figure.place.cell.is_none()
}

/// Whether figures of a measure may stand in a relation. Shares and changes are of something that no form tells.
fn is_kept(measure: &Measure) -> bool {
    use Measure::{Actual, AdjustedBudget, AdjustedCompletion, Budget, Completion, Count, Deduction, Score, ScoreFull};
    matches!(
        measure,
        Actual | Budget | AdjustedBudget | Completion | AdjustedCompletion | Count(_) | Score | ScoreFull | Deduction
    )
}

/// Makes a fact of a figure: nothing is drawn from it.
fn forget(figure: &mut Figure) {
    if let Some(key) = &mut figure.key {
        key.measure = Measure::Fact;
    }
}

fn forget_rows(figures: &mut [Figure], rows: &HashSet<SmolStr>) {
    for figure in figures.iter_mut().filter(|figure| is_text(figure)) {
        if figure.key.as_ref().is_some_and(|key| rows.contains(&key.row)) {
            forget(figure);
        }
    }
}

/// Points without a name (得48分, 扣1分) are those of what the paragraph is about.
fn name_points(document: &Document, figure: &mut Figure) {
    let before = &document.text_of(figure.place)[..figure.place.start];
    let said = before.trim_end().ends_with(['得', '扣', '为', '计']);
    if figure.key.is_none() && figure.unit == "分" && said {
        let row = format!("{STATED}@{}", figure.place.block);
        figure.key =
            Some(Key { area: "performance".into(), row: row.into(), measure: Measure::Fact, period: Period::Current });
        figure.subject = "本段".to_owned();
    }
}

static OWN_SCORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^=(?:经|本单位|本部门|我单位|我部门|我局|本局)?(?:综合)?自评(?:综合|总|最终)?得分@")
        .expect("a constant pattern is valid")
});

/// In a report of one evaluation its own score (自评得分) is the total, whatever it is of.
fn name_total(figure: &mut Figure) {
    if let Some(key) = figure.key.as_mut().filter(|key| key.measure == Measure::Score && OWN_SCORE.is_match(&key.row)) {
        key.row = TOTAL.into();
    }
}

/// The different values printed for each key.
fn prints(figures: &[Figure]) -> HashMap<&Key, Vec<Value>> {
    let mut prints: HashMap<&Key, Vec<Value>> = HashMap::new();
    for figure in figures.iter().filter(|figure| is_text(figure)) {
        if let Some(key) = figure.key.as_ref().filter(|key| key.measure != Measure::Fact) {
            let values = prints.entry(key).or_default();
            if !values.contains(&figure.value) {
                values.push(figure.value);
            }
        }
    }
    prints
}

/// A report on several projects states the same of each of them: where the text gives a row different values, each paragraph
/// stands for itself.
fn tell_apart(figures: &mut [Figure]) {
    let several = prints(figures).into_iter().filter(|(key, values)| key.is_listed() && values.len() > 1);
    let rows: HashSet<SmolStr> = several.map(|(key, _)| key.row.clone()).collect();
    for figure in figures.iter_mut().filter(|figure| is_text(figure)) {
        let block = figure.place.block;
        if let Some(key) = figure.key.as_mut().filter(|key| rows.contains(&key.row)) {
            key.row = format_smolstr!("{STATED}{}@{block}", key.row);
        }
    }
}

/// Rows that still have different values: what they are about was not made out.
fn ambiguous(figures: &[Figure]) -> HashSet<SmolStr> {
    let several = prints(figures).into_iter().filter(|(key, values)| {
        key.row.starts_with([STATED, TOLD])
            && !matches!(key.measure, Measure::Score | Measure::ScoreFull)
            && values.len() > 1
    });
    several.map(|(key, _)| key.row.clone()).collect()
}

/// Rows whose rate of execution may be of something else than the amounts beside it: of a budget that is not printed, of one of
/// two budgets, of what has been received (到位).
fn rates_of_other_amounts(document: &Document, figures: &[Figure]) -> HashSet<SmolStr> {
    let prints = prints(figures);
    let prints = |figure: &Figure, measure: Measure| {
        figure.key.as_ref().is_some_and(|key| prints.contains_key(&Key { measure, ..key.clone() }))
    };
    let is_rate = |figure: &&Figure| {
        let measure = figure.key.as_ref().map(|key| &key.measure);
        is_text(figure) && matches!(measure, Some(Measure::Completion | Measure::AdjustedCompletion))
    };
    let is_of_another = |figure: &&Figure| {
        let sure = prints(figure, Measure::AdjustedBudget) && !prints(figure, Measure::Budget);
        !sure || document.text_of(figure.place).contains("到位")
    };
    let rates = figures.iter().filter(is_rate).filter(is_of_another);
    rates.filter_map(|figure| figure.key.as_ref().map(|key| key.row.clone())).collect()
}
