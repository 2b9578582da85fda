//! How points are given for what was reached, in exact integers.

use juesuan_amount::Quantity;
use juesuan_books::{Aggregation, Scoring};

use super::{EvaluationSettings, Tier};
use crate::{
    Target,
    measure::{Actual, Fraction, Reached, attainment},
};

/// Hundred per cent as a quantity.
const HUNDRED: i128 = 100 * Quantity::ONE.0 as i128;

/// The share of its weight that an indicator earns by what it has reached; deductions come later.
pub(super) fn share(target: &Target, actual: &Actual, settings: &EvaluationSettings) -> Fraction {
    let reached = attainment(target, actual);
    match target.scoring {
        Scoring::Proportional => {
            // What reaches its target passes, wherever the line was drawn.
            let line = |line: Quantity| Fraction::of(line.0.into(), HUNDRED).min(Fraction::ALL);
            let passes = target.pass.is_none_or(|pass| !reached.is_less(line(pass)));
            if passes { reached.min(Fraction::ALL) } else { Fraction::of(0, 1) }
        }
        Scoring::AllOrNothing if reached.is_less(Fraction::ALL) => Fraction::of(0, 1),
        Scoring::AllOrNothing | Scoring::Deduction => Fraction::ALL,
        Scoring::Tiers => in_tier(reached, &settings.tiers),
        Scoring::Satisfaction => satisfied(fulfilment(target, actual, reached), settings),
    }
}

/// Satisfaction in per cent counts as it is; on another scale, as a part of the target.
fn fulfilment(target: &Target, actual: &Actual, reached: Fraction) -> Fraction {
    match actual.value {
        Reached::Number(value) if is_percentage(target) => Fraction::of(value.0.into(), HUNDRED),
        _ => reached,
    }
}

/// Whether an indicator is told in per cent.
fn is_percentage(target: &Target) -> bool {
    let computed = matches!(target.aggregation, Aggregation::Ratio | Aggregation::Share | Aggregation::Execution);
    target.measure.contains(['%', '％']) || (computed && target.measure.is_empty())
}

/// All from the upper bound on, nothing below the lower one, in proportion to the upper one between.
fn satisfied(fulfilment: Fraction, settings: &EvaluationSettings) -> Fraction {
    let percent = |percent: u32| Fraction::of(percent.into(), 100);
    if fulfilment.is_less(percent(settings.dissatisfied)) {
        return Fraction::of(0, 1);
    }
    let upper = i128::from(settings.satisfied.max(1));
    let part = Fraction::of(fulfilment.part.saturating_mul(100), fulfilment.whole.saturating_mul(upper));
    part.min(Fraction::ALL)
}

/// The tier of a fulfilment: the one with the highest bound that it reaches.
pub(super) fn tier(reached: Fraction, tiers: &[Tier]) -> Option<&Tier> {
    let held = tiers.iter().filter(|tier| !reached.is_less(Fraction::of(tier.from.into(), 100)));
    held.max_by_key(|tier| tier.from)
}

/// Points rise evenly between the bounds of a tier.
fn in_tier(reached: Fraction, tiers: &[Tier]) -> Fraction {
    let Some(tier) = tier(reached, tiers) else { return Fraction::of(0, 1) };
    let above = tiers.iter().map(|tier| tier.from).filter(|&from| from > tier.from).min();
    let width = i128::from(above.unwrap_or(100).saturating_sub(tier.from)).max(1);
    let (low, rise) = (i128::from(tier.low), i128::from(tier.high.saturating_sub(tier.low)));
    // How far it is into the tier, in hundredths of its own whole.
    let into = (reached.part.saturating_mul(100) - i128::from(tier.from) * reached.whole).max(0);
    let whole = reached.whole.saturating_mul(width);
    let share = Fraction::of((low * whole).saturating_add(rise.saturating_mul(into.min(whole))), whole * 100);
    share.min(Fraction::ALL)
}

/// A share of a weight in hundredths of a point, rounded half up to so many decimals; never more than the weight.
pub(super) fn points(weight: u32, share: Fraction, places: u32) -> u32 {
    let grain = 10_i128.pow(2_u32.saturating_sub(places));
    let share = share.min(Fraction::ALL);
    let whole = grain * share.whole;
    let rounded = (2 * i128::from(weight) * share.part + whole) / (2 * whole) * grain;
    u32::try_from(rounded).unwrap_or(u32::MAX).min(weight)
}

#[cfg(test)]
mod tests {
    use juesuan_books::{Comparison, Scoring};
    use proptest::prelude::*;

    use super::*;
    use crate::{Aim, Settings, plan::tests::target};

    fn earned(target: &Target, ten_thousandths: i64) -> u32 {
        let actual = Actual { value: Reached::Number(Quantity(ten_thousandths)), items: 1, manual: false };
        let settings = Settings::default().evaluation;
        points(target.weight, share(target, &actual, &settings), 2)
    }

    fn percent(text: &str) -> i64 {
        Quantity::parse(text).unwrap().0
    }

    #[test]
    fn points_follow_the_way_of_scoring() {
        let of = |scoring, reached: &str| {
            let aim = Aim::Number(Quantity::whole(90));
            earned(&Target { scoring, aim, measure: "%".into(), ..target() }, percent(reached))
        };
        assert_eq!(of(Scoring::Proportional, "45"), 500);
        assert_eq!(of(Scoring::Proportional, "99"), 1000);
        assert_eq!((of(Scoring::AllOrNothing, "89.99"), of(Scoring::AllOrNothing, "90")), (0, 1000));
        assert_eq!((of(Scoring::Satisfaction, "99.46"), of(Scoring::Satisfaction, "81")), (1000, 900));
        assert_eq!((of(Scoring::Satisfaction, "60"), of(Scoring::Satisfaction, "59.99")), (667, 0));
        let passed = |reached: &str| {
            let pass = Some(Quantity::whole(60));
            earned(&Target { pass, aim: Aim::Number(Quantity::whole(100)), ..target() }, percent(reached))
        };
        assert_eq!((passed("59.99"), passed("60")), (0, 600));
    }

    #[test]
    fn tiers_give_what_their_bounds_say() {
        let qualitative = Target {
            scoring: Scoring::Tiers,
            comparison: Comparison::Qualitative,
            aim: Aim::Words("有效改善".into()),
            ..target()
        };
        let of = |reached| earned(&qualitative, percent(reached));
        assert_eq!([of("100"), of("85"), of("80"), of("70"), of("30"), of("0")], [1000, 850, 800, 700, 300, 0]);
        // 湖北: 100–80, 80–50, 50–0.
        let tier = |name: &str, from, low, high| Tier { name: name.into(), from, low, high };
        let tiers = [tier("达成", 80, 80, 100), tier("部分达成", 60, 50, 80), tier("未达成", 0, 0, 50)];
        let share = |reached| points(1000, in_tier(Fraction::of(reached, 100), &tiers), 2);
        assert_eq!([share(100), share(80), share(70), share(60), share(30)], [1000, 800, 650, 500, 250]);
    }

    #[test]
    fn scores_round_half_up_at_their_precision() {
        let executed = Fraction::of(380_119, 391_598);
        assert_eq!((points(1000, executed, 1), points(1000, executed, 2)), (970, 971));
        assert_eq!(points(300, Fraction::of(301, 600), 2), 151);
        assert_eq!(points(335, Fraction::of(999, 1000), 0), 300);
    }

    fn any_target() -> impl Strategy<Value = Target> {
        let scoring = prop::sample::select(vec![
            Scoring::Proportional,
            Scoring::AllOrNothing,
            Scoring::Tiers,
            Scoring::Satisfaction,
            Scoring::Deduction,
        ]);
        let comparison =
            prop::sample::select(vec![Comparison::AtLeast, Comparison::Above, Comparison::AtMost, Comparison::Below]);
        let measure = prop::sample::select(vec!["%", "件"]);
        let pass = prop::option::of(0_i32..150);
        (scoring, comparison, measure, 0_i64..3_000_000, 0_u32..10_001, pass).prop_map(
            |(scoring, comparison, measure, aim, weight, pass)| Target {
                scoring,
                comparison,
                measure: measure.into(),
                aim: Aim::Number(Quantity(aim)),
                weight,
                pass: pass.map(Quantity::whole),
                ..target()
            },
        )
    }

    proptest! {
        #[test]
        fn more_attained_never_scores_less(target in any_target(), a in -5_000_000_i64..5_000_000, b in -5_000_000_i64..5_000_000, places in 0_u32..3) {
            let settings = Settings::default().evaluation;
            let scored = |value| {
                let actual = Actual { value: Reached::Number(Quantity(value)), items: 1, manual: false };
                points(target.weight, share(&target, &actual, &settings), places)
            };
            prop_assert!(scored(a) <= target.weight);
            let lesser_is_better = matches!(target.comparison, Comparison::AtMost | Comparison::Below);
            // Satisfaction in per cent is more the better, whatever the target compares.
            let (worse, better) = if lesser_is_better { (a.max(b), a.min(b)) } else { (a.min(b), a.max(b)) };
            if !(lesser_is_better && target.scoring == Scoring::Satisfaction) {
                prop_assert!(scored(worse) <= scored(better), "{} {}", scored(worse), scored(better));
            }
        }
    }
}
