//! What an evaluation says in words: aims, values, percentages, and the indicators of the disclosure.

use juesuan_amount::{Decimal, Percent, Quantity};
use juesuan_books::{Aggregation, Books, Date, Indicator};

use super::{Evaluation, EvaluationSettings, FirstSum, Money, ScoredTarget, points::tier};
use crate::{
    Aim, Target,
    measure::{Actual, Fraction, Reached, attainment},
};

/// Hundredths of a point without trailing zeros: `9.7`, `10`.
pub(crate) fn points(hundredths: u32) -> String {
    Decimal::new(hundredths.into(), 2).trimmed().to_string()
}

/// A share with two decimals at most: `97.07%`.
pub(super) fn percent(share: Fraction) -> String {
    let percent = Percent::of(share.part, share.whole, 2);
    percent.map_or_else(String::new, |percent| format!("{}%", percent.0.trimmed()))
}

/// 预算执行率: `97.07%`; nothing without a budget.
pub(super) fn rate(money: Money) -> String {
    Percent::of(money.paid.0.into(), money.budget.0.into(), 2).map_or_else(String::new, |rate| rate.to_string())
}

/// 年度指标值: `≥100篇`, `2024年12月31日前完成`.
pub(super) fn aim(target: &Target) -> String {
    match &target.aim {
        Aim::Day(day) => format!("{}前完成", date(*day)),
        _ => target.aim_text(),
    }
}

/// 实际完成值: `201篇`, `2024年12月20日完成`, `达成（95%）`.
pub(super) fn reached(target: &Target, actual: &Actual, settings: &EvaluationSettings) -> String {
    match (&target.aim, actual.value) {
        (_, Reached::Day(day)) => format!("{}完成", date(day)),
        (Aim::Words(_), Reached::Number(percent)) => {
            let name = tier(attainment(target, actual), &settings.tiers).map_or("完成", |tier| tier.name.as_str());
            format!("{name}（{percent}%）")
        }
        (aim, Reached::Number(value)) => format!("{}{}", shown(target, aim.number(), value), target.measure),
    }
}

/// What was taken away, as the value of an indicator scored by 扣分.
pub(super) fn taken(target: &Target, hundredths: u32) -> String {
    match (&target.aim, hundredths) {
        (Aim::Number(_), _) if target.measure == "分" => format!("{}分", points(hundredths)),
        (_, 0) => "未扣分".to_owned(),
        _ => format!("扣{}分", points(hundredths)),
    }
}

/// A value that was computed, with two decimals at most, unless that would hide on which side of the aim it is.
fn shown(target: &Target, aim: Option<Quantity>, value: Quantity) -> Quantity {
    let computed = matches!(
        target.aggregation,
        Aggregation::Average | Aggregation::Ratio | Aggregation::Share | Aggregation::UnitCost | Aggregation::Execution
    );
    let rounded = value.proportion(1, 100).and_then(|value| value.0.checked_mul(100)).map(Quantity);
    match rounded {
        Some(rounded) if computed && aim.is_none_or(|aim| rounded.cmp(&aim) == value.cmp(&aim)) => rounded,
        _ => value,
    }
}

fn date(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

impl Evaluation {
    /// The indicators as the disclosure states them (绩效指标): 一级 and 二级指标, and under them in words what was aimed at and
    /// what was reached.
    #[must_use]
    pub fn to_performance(&self) -> Vec<Indicator> {
        self.sums().iter().flat_map(|sum| self.indicators(sum)).collect()
    }

    /// Puts the indicators of a unit's 整体支出 into its books, in the place of what somebody typed; its disclosure then states
    /// them. Without indicators, nothing changes.
    pub fn disclose(&self, books: &mut Books) {
        let indicators = self.to_performance();
        if !indicators.is_empty() {
            books.facts.performance.indicators = indicators;
        }
    }

    fn indicators(&self, sum: &FirstSum) -> Vec<Indicator> {
        let text = |lines: &[ScoredTarget]| {
            let said: Vec<String> = lines.iter().map(ScoredTarget::sentence).collect();
            format!("{}。", said.join("；"))
        };
        let first = |text| Indicator {
            level: 1,
            name: sum.level.name().to_owned(),
            weight: sum.weight,
            score: sum.score,
            text,
        };
        if let ([only], true) = (sum.parts.as_slice(), sum.has_one_part()) {
            return vec![first(text(&self.lines[only.lines.clone()]))];
        }
        let second = sum.parts.iter().map(|part| Indicator {
            level: 2,
            name: part.dimension.name().to_owned(),
            weight: part.weight,
            score: part.score,
            text: text(&self.lines[part.lines.clone()]),
        });
        std::iter::once(first(String::new())).chain(second).collect()
    }
}

impl ScoredTarget {
    /// `编写参阅资料，年度指标值≥100篇，实际完成值201篇`, with what was lost and why.
    #[must_use]
    pub fn sentence(&self) -> String {
        let reached = if self.reached.is_empty() { "无" } else { &self.reached };
        let mut said = format!("{}，年度指标值{}，实际完成值{reached}", self.name, self.aim);
        if self.lost() > 0 {
            said.push_str(&format!("，扣{}分：{}", points(self.lost()), self.reason));
        }
        said
    }
}
