//! Scores of the performance section: which indicator is under which.

use std::sync::LazyLock;

use juesuan_form::Label;
use regex::Regex;

use super::{Area, Measure};

/// An indicator with a printed score, and where it stands in the tree of indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// The section or the self-evaluation table in which it stands.
    pub area: Area,
    /// Row of its figures.
    pub row: String,
    /// Its name.
    pub name: String,
    /// Row of the indicator above it; none for those of the first level, a row of its own list where that is not clear.
    pub parent: Option<String>,
    /// Whether all indicators under it are known to be listed.
    pub complete: bool,
    /// How its label is written.
    style: Style,
    /// The number of its label.
    number: u32,
}

impl Indicator {
    /// An indicator of a table, which needs no label to have its place in the tree.
    #[must_use]
    pub fn of_table(area: &str, row: &str, name: &str, parent: Option<String>) -> Self {
        let style = Style { level: 0, digits: false };
        let (area, row, name) = (area.to_owned(), row.to_owned(), name.to_owned());
        Self { area: area.into(), row, name, parent, complete: true, style, number: 0 }
    }
}

/// How a label is written: its level, and whether with Arabic digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Style {
    level: u8,
    digits: bool,
}

static ASKED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<full>分值|满分|权重)(?:为|:)?$|(?P<minus>扣分?)(?:为|:)?$|(?P<got>得分?|评分|自评分?|自评总分|综合评分)(?:为|是|:|共)?$")
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

/// Adds the indicator of a labelled line to the tree.
pub fn add(indicators: &mut Vec<Indicator>, label: &Label, printed: &str, name: &str) -> String {
    let row = format!("indicator-{}", indicators.len() + 1);
    let style = Style { level: label.level, digits: printed.contains(|c: char| c.is_ascii_digit()) };
    let parent = parent(indicators, style, label.number);
    let (area, name) = ("performance".to_owned(), name.to_owned());
    let indicator =
        Indicator { area: area.into(), row: row.clone(), name, parent, complete: false, style, number: label.number };
    indicators.push(indicator);
    row
}

/// The row above a new indicator. A label goes on with the list whose number it follows, in its own style before another;
/// a first label in a style that is not yet in use opens a list under the indicator before it.
fn parent(indicators: &[Indicator], style: Style, number: u32) -> Option<String> {
    let last = indicators.last()?;
    let above = |row: &str| indicators.iter().find(|indicator| indicator.row == row);
    let open: Vec<&Indicator> = std::iter::successors(Some(last), |i| above(i.parent.as_deref()?)).collect();
    let follows = |i: &&&Indicator| i.number + 1 == number;
    let goes_on = open.iter().filter(follows).find(|i| i.style == style);
    let mixed = || open.iter().filter(follows).find(|i| i.style.level == style.level);
    if let Some(before) = goes_on.or_else(|| if number > 1 { mixed() } else { None }) {
        return before.parent.clone();
    }
    if number == 1 && open.iter().all(|i| i.style != style) {
        return Some(last.row.clone());
    }
    Some(format!("list-{}", indicators.len()))
}

#[cfg(test)]
mod tests {
    use juesuan_form::label;

    use super::*;

    fn parents(lines: &[&str]) -> Vec<Option<usize>> {
        let mut indicators = Vec::new();
        for line in lines {
            let label = label(line).unwrap();
            add(&mut indicators, &label, &line[label.range.clone()], line);
        }
        let index = |row: &String| indicators.iter().position(|i| i.row == *row);
        indicators.iter().map(|i| i.parent.as_ref().map(|row| index(row).map_or(99, |at| at + 1))).collect()
    }

    #[test]
    fn labels_nest_in_the_order_in_which_they_are_first_used() {
        let (top, first, second) = (None, Some(1), Some(4));
        assert_eq!(
            parents(&["1．成本", "（1）经济成本", "（2）社会成本", "2．产出", "（1）数量"]),
            [top, first, first, top, second]
        );
        assert_eq!(
            parents(&["（一）执行", "（2）成本", "1、经济", "2、社会", "（三）产出"]),
            [top, top, Some(2), Some(2), top]
        );
        assert_eq!(parents(&["1．执行", "2．产出", "1．执行", "2．产出"]), [top, top, Some(99), Some(99)]);
    }
}
