//! Goals and results of indicators as numbers: ≥95%, 不少于12次, 90万元.

use std::sync::LazyLock;

use juesuan_amount::{Decimal, normalize_char};
use juesuan_form::Role;
use regex::Regex;

use super::evaluated::{Evaluated, aligned};
use crate::rules::text::regex;

/// In which direction a goal is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// ≥, >
    AtLeast,
    /// ≤, <
    AtMost,
}

/// A goal and the result beside it, in one unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attainment {
    pub(super) direction: Direction,
    pub(super) goal: Decimal,
    pub(super) result: Decimal,
}

static GOAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?P<op>≥|>=|>|大于等于|大于或等于|不低于|不少于|不小于|至少|达到|≤|<=|<|小于等于|小于或等于|不超过|不高于|不大于|不多于|控制在)?(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>[^0-9年月日前底]{0,8}?)(?P<behind>及?以上|\(含\)以上|及?以下|以内|\(含\)以内)?$",
    )
});

impl Attainment {
    /// The goal and the result of an indicator, if both are one number in one unit and the goal says its direction.
    pub(super) fn of(evaluated: &Evaluated<'_>, row: &str) -> Option<Self> {
        let words = |role| evaluated.words(row, role).map(|(words, _)| compact(words));
        let (goal, result) = (words(Role::Target)?, words(Role::Actual)?);
        let goal = GOAL.captures(&goal)?;
        let result = GOAL.captures(&result)?;
        let operator = words(Role::Operator);
        let said = goal.name("op").or_else(|| goal.name("behind")).map(|found| found.as_str());
        let direction = direction(said.or(operator.as_deref())?)?;
        // A result that names a limit itself (≥95%) may be anything beyond it.
        let is_open = result.name("op").is_some() || result.name("behind").is_some();
        let (unit, of_result) = (&goal["unit"], &result["unit"]);
        let same = unit == of_result || unit.is_empty() || of_result.is_empty() && unit != "%";
        if is_open || !same {
            return None;
        }
        let number = |found: &regex::Captures<'_>| Decimal::parse(&found["number"]);
        Some(Self { direction, goal: number(&goal)?, result: number(&result)? })
    }

    /// Whether the result misses the goal.
    pub(super) fn is_missed(&self) -> bool {
        aligned(self.result, self.goal).is_some_and(|(result, goal)| match self.direction {
            Direction::AtLeast => result < goal,
            Direction::AtMost => result > goal,
        })
    }

    /// Whether the result is more than so many percent of a goal that asks for at least something.
    pub(super) fn exceeds(&self, percent: i128) -> bool {
        let far =
            |(result, goal): (i128, i128)| Some(goal > 0 && result.checked_mul(100)? > goal.checked_mul(percent)?);
        self.direction == Direction::AtLeast && aligned(self.result, self.goal).and_then(far).unwrap_or(false)
    }
}

fn direction(words: &str) -> Option<Direction> {
    let at_least = ["≥", ">", "大于", "不低于", "不少于", "不小于", "至少", "达到", "以上", "正向"];
    let at_most = ["≤", "<", "小于", "不超过", "不高于", "不大于", "不多于", "控制在", "以下", "以内", "反向"];
    let has = |all: &[&str]| all.iter().any(|word| words.contains(word));
    // 不小于 contains 小于, so that the words of the other direction are looked for first where they are longer.
    match (has(&at_least), has(&at_most)) {
        _ if words.contains("不小于") => Some(Direction::AtLeast),
        _ if words.contains("不大于") => Some(Direction::AtMost),
        (true, false) => Some(Direction::AtLeast),
        (false, true) => Some(Direction::AtMost),
        _ => None,
    }
}

fn compact(words: &str) -> String {
    let half = words.chars().filter(|c| !c.is_whitespace()).map(normalize_char).collect::<String>();
    half.replace(['≧', '⩾'], "≥").replace(['≦', '⩽'], "≤").replace("百分比", "%").replace('％', "%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_of_goals() {
        for (words, expected) in [
            ("≥", Some(Direction::AtLeast)),
            ("不小于", Some(Direction::AtLeast)),
            ("不大于", Some(Direction::AtMost)),
            ("以内", Some(Direction::AtMost)),
            ("=", None),
        ] {
            assert_eq!(direction(words), expected, "{words}");
        }
    }

    #[test]
    fn goals_are_numbers_with_a_unit() {
        for (text, fits) in [
            ("≥95%", true),
            ("不少于12次", true),
            ("90%以上", true),
            ("12月底前完成", false),
            ("合规", false),
            ("2-3次", false),
        ] {
            assert_eq!(GOAL.is_match(&compact(text)), fits, "{text}");
        }
    }
}
