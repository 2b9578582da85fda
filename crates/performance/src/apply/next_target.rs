use juesuan_amount::Quantity;
use juesuan_books::Comparison;

use super::ApplicationSettings;
use crate::{
    Facts, Plan, Target,
    measure::{MILLION, Reached, actual, degree},
};

/// A target for next year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextTarget {
    /// Index of this year's indicator.
    pub target: usize,
    /// What was reached this year; it becomes next year's 上年实际值.
    pub reached: Option<Quantity>,
    /// The number to be aimed at; none where this year's aim is no number, which is kept.
    pub aim: Option<Quantity>,
    /// Which way it goes.
    pub turn: Turn,
    /// Whether it demands less than what was reached this year.
    pub below_last: bool,
    /// Why, in Chinese, without a full stop.
    pub reason: String,
}

/// Which way a target goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Turn {
    /// 提高: it demands more.
    Raised,
    /// 保持
    Kept,
    /// 降低: it demands less.
    Lowered,
}

impl Turn {
    /// The Chinese name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Raised => "提高",
            Self::Kept => "保持",
            Self::Lowered => "降低",
        }
    }
}

/// Proposes next year's target of each indicator from what it reached by the end of a day, and from its baseline.
#[must_use]
pub fn next_targets(plan: &Plan, facts: &Facts, settings: &ApplicationSettings, day: u16) -> Vec<NextTarget> {
    (0..plan.targets.len()).map(|target| next(plan, facts, settings, target, day)).collect()
}

fn next(plan: &Plan, facts: &Facts, settings: &ApplicationSettings, index: usize, day: u16) -> NextTarget {
    let target = &plan.targets[index];
    let told = actual(plan, facts, index, day);
    let reached = told.and_then(|actual| if let Reached::Number(number) = actual.value { Some(number) } else { None });
    let kept = |reason: &str| NextTarget {
        target: index,
        reached,
        aim: target.aim.number(),
        turn: Turn::Kept,
        below_last: false,
        reason: reason.to_owned(),
    };
    let more_is_better = match target.comparison {
        Comparison::AtLeast | Comparison::Above => true,
        Comparison::AtMost | Comparison::Below => false,
        Comparison::Equal | Comparison::By | Comparison::Qualitative => return kept("指标值不随实绩变动"),
    };
    let (Some(told), Some(reached), Some(aim)) = (told, reached, target.aim.number()) else {
        return kept("没有实际完成值可供测算");
    };
    let year = Year { more_is_better, aim, reached, baseline: target.baseline };
    let (aim, reason) = year.next(settings, degree(target, &told), target);
    let turn = match year.demands(aim).cmp(&year.demands(year.aim)) {
        std::cmp::Ordering::Greater => Turn::Raised,
        std::cmp::Ordering::Equal => Turn::Kept,
        std::cmp::Ordering::Less => Turn::Lowered,
    };
    let below_last = year.demands(aim) < year.demands(reached);
    let reason =
        if below_last { format!("{reason}；低于本年实际值{reached}{}", target.measure) } else { reason };
    NextTarget { target: index, reached: Some(reached), aim: Some(aim), turn, below_last, reason }
}

/// An indicator's year.
struct Year {
    more_is_better: bool,
    aim: Quantity,
    reached: Quantity,
    /// What was reached the year before.
    baseline: Option<Quantity>,
}

impl Year {
    /// How much a value demands: more is better, or less is.
    const fn demands(&self, value: Quantity) -> i64 {
        if self.more_is_better { value.0 } else { value.0.saturating_neg() }
    }

    /// The next aim and why.
    fn next(&self, settings: &ApplicationSettings, degree: i64, target: &Target) -> (Quantity, String) {
        let met = self.demands(self.reached) >= self.demands(self.aim);
        let before = self.baseline.map(|baseline| (baseline, self.demands(baseline) >= self.demands(self.aim)));
        let unit = &target.measure;
        if !met {
            return match before {
                Some((baseline, false)) => {
                    let best =
                        if self.demands(baseline) > self.demands(self.reached) { baseline } else { self.reached };
                    (best, format!("连续两年没有达到{}{unit}，按两年中较好的实绩下调", self.aim))
                }
                _ => (self.aim, "本年没有达到，指标值不变".to_owned()),
            };
        }
        let percent = |percent: u32| i64::from(percent) * MILLION / 100;
        if settings.raise_above > 0 && degree > percent(settings.raise_above) {
            return match before {
                // One good year after one below the aim: their mean.
                Some((baseline, false)) => {
                    let mean = Quantity(i64::midpoint(baseline.0, self.reached.0));
                    (self.keep_if_less(mean), "本年远超指标值，上年没有达到，按两年平均水平提高".to_owned())
                }
                _ => (self.reached, "实际完成远超指标值，指标值偏低，按本年实际水平提高".to_owned()),
            };
        }
        if degree <= percent(settings.keep_within.saturating_add(100)) {
            return (self.aim, "实际完成与指标值相近".to_owned());
        }
        (self.reached, "实际完成高于指标值，按本年实际水平提高".to_owned())
    }

    /// A value, or the aim if that demands more.
    fn keep_if_less(&self, value: Quantity) -> Quantity {
        if self.demands(value) < self.demands(self.aim) { self.aim } else { value }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Aim, Settings, measure::Actual, plan::tests::target};

    fn next(more_is_better: bool, aim: i32, reached: i32, baseline: Option<i32>) -> (Quantity, String) {
        let comparison = if more_is_better { Comparison::AtLeast } else { Comparison::AtMost };
        let (aim, reached) = (Quantity::whole(aim), Quantity::whole(reached));
        let target = Target { comparison, aim: Aim::Number(aim), ..target() };
        let degree = degree(&target, &Actual { value: Reached::Number(reached), items: 1, manual: false });
        let year = Year { more_is_better, aim, reached, baseline: baseline.map(Quantity::whole) };
        year.next(&Settings::default().application, degree, &target)
    }

    #[test]
    fn targets_follow_results() {
        let aim = |more, aim, reached, baseline| next(more, aim, reached, baseline).0;
        assert_eq!(aim(true, 100, 201, Some(188)), Quantity::whole(201));
        assert_eq!(aim(true, 100, 201, Some(90)), Quantity(1_455_000));
        assert_eq!(aim(true, 100, 105, None), Quantity::whole(100));
        assert_eq!(aim(true, 100, 120, None), Quantity::whole(120));
        assert_eq!(aim(true, 100, 90, Some(120)), Quantity::whole(100));
        assert_eq!(aim(true, 100, 90, Some(95)), Quantity::whole(95));
        assert_eq!(aim(false, 100, 60, None), Quantity::whole(60));
        assert_eq!(aim(false, 100, 120, Some(110)), Quantity::whole(110));
    }

    proptest! {
        #[test]
        fn only_what_was_missed_twice_is_lowered(more in any::<bool>(), aim in 1_i32..1000, reached in 0_i32..2000, baseline in prop::option::of(0_i32..2000)) {
            let (proposed, reason) = next(more, aim, reached, baseline);
            let better = |value: Quantity, than: i32| if more { value >= Quantity::whole(than) } else { value <= Quantity::whole(than) };
            let missed = |value: i32| !better(Quantity::whole(value), aim);
            prop_assert!(better(proposed, aim) || (missed(reached) && baseline.is_some_and(missed)), "{reason}");
        }
    }
}
