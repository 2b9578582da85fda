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
    /// Its label.
    numbering: Numbering,
}

/// The label of an indicator's line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// As [`juesuan_form::Label`] says.
    pub level: u8,
    /// Its number.
    pub number: u32,
    /// Whether it is `（1）`: people set it under `1．`, but also in the place of `（一）`.
    pub arabic_in_brackets: bool,
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
pub fn add(indicators: &mut Vec<Indicator>, numbering: Numbering, name: &str) -> String {
    let row = format!("indicator-{}", indicators.len() + 1);
    let level = level(indicators, numbering);
    let parent = indicators.iter().rev().find(|i| i.level < level).map(|i| i.row.clone());
    indicators.push(Indicator { row: row.clone(), name: name.to_owned(), parent, level, numbering });
    row
}

/// The level of a label; that of `（1）` shows only by what stands before it.
fn level(indicators: &[Indicator], numbering: Numbering) -> u8 {
    /// `（一）`
    const BRACKETS: u8 = 3;
    /// Below `1．`.
    const DEEPEST: u8 = 5;
    if !numbering.arabic_in_brackets {
        return numbering.level;
    }
    // The indicators that could have it below or beside them: the last one and those above it.
    let mut above = u8::MAX;
    let mut path = indicators.iter().rev().filter(|indicator| {
        let on_path = indicator.level < above;
        above = above.min(indicator.level);
        on_path
    });
    let beside = |indicator: &Indicator| {
        indicator.numbering.arabic_in_brackets
            || (indicator.level == BRACKETS && indicator.numbering.number + 1 == numbering.number)
    };
    match path.find(|indicator| beside(indicator)) {
        Some(indicator) => indicator.level,
        None if indicators.is_empty() => BRACKETS,
        None => DEEPEST,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The indicator above each of some labels, by position; none at the top.
    fn parents(labels: &[&str]) -> Vec<Option<usize>> {
        let mut indicators = Vec::new();
        for text in labels {
            let label = juesuan_form::label(text).unwrap();
            let arabic_in_brackets = text.starts_with('（') && text.contains(|c: char| c.is_ascii_digit());
            add(&mut indicators, Numbering { level: label.level, number: label.number, arabic_in_brackets }, "");
        }
        let place = |row: &String| indicators.iter().position(|other| other.row == *row);
        indicators.iter().map(|indicator| indicator.parent.as_ref().and_then(place)).collect()
    }

    #[test]
    fn numbers_in_brackets_stand_below_numbers() {
        let labels = ["1．", "2．", "（1）", "（2）", "3．", "（1）", "4．"];
        assert_eq!(parents(&labels), [None, None, Some(1), Some(1), None, Some(4), None]);
        let labels = ["（一）", "1、", "（1）", "（2）", "2、", "（二）"];
        assert_eq!(parents(&labels), [None, Some(0), Some(1), Some(1), Some(0), None]);
    }

    #[test]
    fn numbers_in_brackets_stand_for_chinese_ones() {
        let labels = ["（一）", "（2）", "1、", "2、", "（三）", "1、"];
        assert_eq!(parents(&labels), [None, None, Some(1), Some(1), None, Some(4)]);
        let labels = ["（1）", "1、", "2、", "（2）", "1、"];
        assert_eq!(parents(&labels), [None, Some(0), Some(0), None, Some(3)]);
        let labels = ["（一）", "1、", "2、", "（2）", "1、"];
        assert_eq!(parents(&labels), [None, Some(0), Some(0), None, Some(3)]);
    }
}
