//! Scores of the performance section: which indicator is under which.

use std::sync::LazyLock;

use regex::Regex;

use super::Measure;

/// An indicator with a printed score, and where it stands in the tree of indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// Row of its figures.
    pub row: String,
    /// Its name.
    pub name: String,
    /// Row of the indicator above it; none for those of the first level.
    pub parent: Option<String>,
    /// Level of its label, smaller is higher.
    level: u8,
}

static ASKED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<full>分值|满分|权重)(?:为|:)?$|(?P<minus>扣分?)(?:为|:)?$|(?P<got>得分?|评分|自评分?|综合评分)(?:为|是|:|共)?$")
        .expect("a constant pattern is valid")
});

/// The measure that the words before a number of points name.
pub fn measure(clause: &str) -> Option<Measure> {
    let found = ASKED.captures(clause)?;
    Some(if found.name("full").is_some() {
        Measure::ScoreFull
    } else if found.name("minus").is_some() {
        Measure::Deduction
    } else {
        Measure::Score
    })
}

/// Adds the indicator of a labelled line to the tree, under the nearest one of a higher level.
pub fn add(indicators: &mut Vec<Indicator>, level: u8, name: &str) -> String {
    let row = format!("indicator-{}", indicators.len() + 1);
    let parent = indicators.iter().rev().find(|i| i.level < level).map(|i| i.row.clone());
    indicators.push(Indicator { row: row.clone(), name: name.to_owned(), parent, level });
    row
}
