//! Scores that one sentence lists: 自评得分96.5分，其中：预算执行率10分，得9.5分；产出指标50分，得49分；….

use std::{collections::BTreeMap, sync::LazyLock};

use juesuan_amount::Decimal;
use juesuan_form::TOTAL;
use juesuan_read::{Block, Document};
use regex::Regex;

use super::{Facts, Figure, Indicator, Key, Measure, Period, Value, figure::STATED};

static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    let points = r"[0-9]{1,3}(?:\.[0-9]{1,4})?";
    let name = r"(?P<name>[^，。；：、,;:（(0-9]{2,20}?)";
    let pattern = format!(
        r"{name}[（(，,]?(?:分值|满分|权重)?(?:为)?(?P<full>{points})\s*分[，,（(](?:自评|实际|评价)?得分?(?:为)?(?P<score>{points})\s*分"
    );
    Regex::new(&pattern).expect("a constant pattern is valid")
});

/// A total and the scores that a sentence says make it up.
pub type Sum = (Key, Vec<Key>);

/// Binds the points of such lists. A list whose full scores come to 100 is complete: its scores make up the total that is
/// stated before it in the same paragraph.
pub fn bind(document: &Document, facts: &mut Facts) -> Vec<Sum> {
    let mut sums = Vec::new();
    for (block, content) in document.blocks.iter().enumerate() {
        let Block::Paragraph(paragraph) = content else { continue };
        let listed: Vec<Listed<'_>> = LISTED.captures_iter(&paragraph.text).filter_map(Listed::of).collect();
        let full: Option<Decimal> = listed.iter().map(|one| one.full.1).try_fold(Decimal::new(0, 0), plus);
        if listed.len() > 1 && full.is_some_and(|full| full.trimmed() == Decimal::new(100, 0)) {
            sums.extend(list(block, &listed, facts));
        }
    }
    sums
}

/// One of a list: its name, and where its points begin.
struct Listed<'t> {
    name: &'t str,
    full: (usize, Decimal),
    score: usize,
}

impl<'t> Listed<'t> {
    fn of(found: regex::Captures<'t>) -> Option<Self> {
        let (name, full, score) = (found.name("name")?, found.name("full")?, found.name("score")?);
        let name = name.as_str().trim_start_matches("其中");
        Some(Self { name, full: (full.start(), Decimal::parse(full.as_str())?), score: score.start() })
    }
}

fn plus(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale.max(b.scale);
    Some(Decimal::new(a.mantissa_at(scale)?.checked_add(b.mantissa_at(scale)?)?, scale))
}

fn list(block: usize, listed: &[Listed<'_>], facts: &mut Facts) -> Option<Sum> {
    let is_here = |figure: &Figure| figure.place.block == block && figure.place.cell.is_none();
    let at: BTreeMap<usize, usize> = facts
        .figures
        .iter()
        .enumerate()
        .filter(|(_, figure)| is_here(figure) && matches!(figure.value, Value::Number(_)))
        .map(|(index, figure)| (figure.place.start, index))
        .collect();
    let whole = at.range(..listed.first()?.full.0).rev().find_map(|(_, &index)| {
        let key = facts.figures[index].key.as_ref()?;
        let is_total = key.row == TOTAL || key.row == format!("{STATED}{TOTAL}@{block}");
        (is_total && key.measure == Measure::Score).then(|| key.clone())
    });
    let mut parts = Vec::new();
    for (number, one) in listed.iter().enumerate() {
        let (full, score) = (*at.get(&one.full.0)?, *at.get(&one.score)?);
        let row = format!("listed-{block}-{number}");
        for (index, measure) in [(full, Measure::ScoreFull), (score, Measure::Score)] {
            let key = Key { area: "performance".into(), row: row.as_str().into(), measure, period: Period::Current };
            let figure = &mut facts.figures[index];
            figure.subject = one.name.to_owned();
            figure.key = Some(key.clone());
            if index == score {
                parts.push(key);
            }
        }
        // It stands in no tree: its sum is that of the sentence.
        facts.indicators.push(Indicator::of_table("performance", &row, one.name, Some("listed".to_owned())));
    }
    Some((whole?, parts))
}
