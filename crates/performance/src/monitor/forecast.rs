use juesuan_amount::Quantity;
use juesuan_books::{Aggregation, Date};

use super::alarm::percent;
use super::scene::Scene;
use crate::Target;
use crate::measure::{self, MILLION, Reached};

/// What an indicator is expected to have reached at the end of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The expected value.
    pub value: Quantity,
    /// The lower edge of what is likely.
    pub low: Quantity,
    /// The upper edge.
    pub high: Quantity,
}

impl Forecast {
    /// Of a value that is known.
    const fn certain(value: Quantity) -> Self {
        Self { value, low: value, high: value }
    }
}

/// What an indicator is expected to reach: by its pace, where there is one; otherwise what it has reached.
pub(super) fn forecast(scene: &Scene<'_>) -> Option<Forecast> {
    by_pace(scene).or_else(|| {
        let (index, _) = scene.target()?;
        match measure::actual(scene.plan, scene.facts, index, scene.day)?.value {
            Reached::Number(value) => Some(Forecast::certain(value)),
            Reached::Day(_) => None,
        }
    })
}

/// A value that is `top` ÷ `bottom`, both growing over the year: passing answers ÷ answers, money ÷ pieces; of what piles
/// up, results ÷ the part of the year's work that is due.
#[derive(Clone, Copy, Default)]
struct Growth {
    top: i128,
    bottom: i128,
}

/// The forecast from the weeks before the day: each adds to the top in proportion to what it adds to the bottom, but for a
/// remainder, and how much the remainders vary tells how far the rest of the year may be from the same pace. None when
/// there are too few weeks.
pub(super) fn by_pace(scene: &Scene<'_>) -> Option<Forecast> {
    let rule = &scene.settings.shortfall;
    let end = scene.evidence_day();
    let weeks = u32::from(end / 7).min(rule.window_weeks);
    if weeks < rule.least_weeks.max(2) {
        return None;
    }
    let days = Date::of_year(scene.plan.year, 1)?.days_of_year();
    let now = growth(scene, end)?;
    let mut steps = Vec::with_capacity(weeks as usize);
    let (mut after, mut day) = (now, end);
    for _ in 0..weeks {
        day -= 7;
        let before = growth(scene, day)?;
        steps.push(Growth { top: after.top - before.top, bottom: after.bottom - before.bottom });
        after = before;
    }
    let window = Growth { top: now.top - after.top, bottom: now.bottom - after.bottom };
    let weeks_left = u32::from(days - end).div_ceil(7);
    let rest = match scene.target()?.1.accumulates() {
        true => i128::from(MILLION) - now.bottom,
        false => window.bottom * i128::from(days - end) / i128::from(7 * weeks),
    };
    if window.bottom <= 0 || rest < 0 || !enough(scene, &steps, now) {
        return None;
    }
    let more = window.top.checked_mul(rest)? / window.bottom;
    let drift = (more.checked_mul(i128::from(rule.drift))? / 100).checked_pow(2)?;
    let variance = variance(&steps, window, rest, weeks_left)?.checked_add(sampling(scene, now, rest))?;
    let variance = variance.checked_add(drift)?;
    let band = variance.isqrt().checked_mul(i128::from(rule.band))? / 100;
    finish(scene, now, Growth { top: more, bottom: rest }, band)
}

/// Whether enough is known for a forecast: of what piles up, enough was due; of an average, enough weeks tell how it varies; of
/// a share or a ratio, there are enough cases.
fn enough(scene: &Scene<'_>, steps: &[Growth], now: Growth) -> bool {
    let Some((index, target)) = scene.target() else { return false };
    if target.accumulates() {
        return now.bottom >= i128::from(percent(scene.settings.shortfall.least_due));
    }
    let items = scene.facts.registers[index].sums.until(scene.evidence_day()).items;
    let telling = steps.iter().filter(|step| step.bottom > 0).count();
    items >= i64::from(scene.settings.minimum_items) && (target.aggregation == Aggregation::Share || telling >= 4)
}

/// How much a share or ratio of so many cases varies by chance: the variance of its top.
fn sampling(scene: &Scene<'_>, now: Growth, rest: i128) -> i128 {
    let sampled = |(_, target): (usize, &Target)| matches!(target.aggregation, Aggregation::Share | Aggregation::Ratio);
    if !scene.target().is_some_and(sampled) {
        return 0;
    }
    let cases = now.bottom.saturating_add(rest);
    let others = (now.bottom - now.top).max(0);
    // cases × p × (1 − p), p by what is known.
    now.top.max(0).saturating_mul(others).checked_div(now.bottom).map_or(0, |half| {
        // Cases are counted in ten-thousandths.
        let known = half.saturating_mul(10_000);
        known.saturating_mul(cases).checked_div(now.bottom).unwrap_or(0)
    })
}

/// The variance of what the rest of the year adds to the top.
fn variance(steps: &[Growth], window: Growth, rest: i128, weeks_left: u32) -> Option<i128> {
    let remainder = |step: &Growth| Some(step.top - window.top.checked_mul(step.bottom)? / window.bottom);
    let squares = steps.iter().try_fold(0_i128, |sum, step| {
        let remainder = remainder(step)?;
        sum.checked_add(remainder.checked_mul(remainder)?)
    })?;
    let weeks = steps.len() as i128;
    let variance = squares / (weeks - 1);
    // The pace itself is known only as well as the window tells it.
    let times = (rest.checked_mul(1000)? / window.bottom).min(1_000_000);
    let of_pace = variance.checked_mul(weeks)?.checked_mul(times * times)? / 1_000_000;
    variance.checked_mul(i128::from(weeks_left))?.checked_add(of_pace)
}

/// The value at the end of the year, from what is there and what is still to come.
fn finish(scene: &Scene<'_>, now: Growth, more: Growth, band: i128) -> Option<Forecast> {
    let (index, target) = scene.target()?;
    let quantity = |value: i128| i64::try_from(value).ok().map(Quantity);
    let value = |off: i128| {
        let top = now.top + more.top + off;
        match target.aggregation {
            Aggregation::Ratio | Aggregation::Share => {
                quantity(top.checked_mul(1_000_000)?.checked_div(now.bottom + more.bottom)?)
            }
            Aggregation::Average => quantity(top.checked_div(now.bottom + more.bottom)?),
            Aggregation::UnitCost => quantity(top.checked_mul(1_000_000)?.checked_div(now.bottom + more.bottom)?),
            _ => quantity(top),
        }
    };
    let mut forecast = Forecast { value: value(0)?, low: value(-band)?, high: value(band)? };
    if target.accumulates() && target.aggregation != Aggregation::Execution {
        // What is there already stays, and one item of the usual size may be just about to be registered.
        let actual = measure::actual(scene.plan, scene.facts, index, scene.day).map(|actual| actual.value);
        let there = if let Some(Reached::Number(there)) = actual { there } else { Quantity::ZERO };
        let item = target.aim.number()?.proportion(i128::from(scene.lump(index)), i128::from(MILLION))?;
        forecast.value = forecast.value.max(there);
        forecast.low = forecast.low.max(there);
        forecast.high = forecast.high.max(there + item);
    }
    Some(forecast)
}

/// Top and bottom of an indicator's value at the end of a day; none where its value has none.
fn growth(scene: &Scene<'_>, day: u16) -> Option<Growth> {
    let (index, target) = scene.target()?;
    let sums = || scene.facts.registers[index].sums.until(day);
    let due = || i128::from(target.trajectory.due(scene.plan.year, day));
    Some(match target.aggregation {
        Aggregation::Count => Growth { top: i128::from(sums().items) * 10_000, bottom: due() },
        Aggregation::Sum => Growth { top: i128::from(sums().value.0), bottom: due() },
        Aggregation::Average => Growth { top: i128::from(sums().value.0), bottom: i128::from(sums().items) },
        Aggregation::Ratio => Growth { top: i128::from(sums().value.0), bottom: i128::from(sums().base.0) },
        Aggregation::Share => {
            Growth { top: i128::from(sums().passing) * 10_000, bottom: i128::from(sums().items) * 10_000 }
        }
        Aggregation::UnitCost => {
            Growth { top: i128::from(scene.account()?.paid.until(day).0), bottom: i128::from(sums().value.0) }
        }
        Aggregation::Execution => {
            let account = scene.account()?;
            // Per cent of the budget, in ten-thousandths.
            let budget = i128::from(account.budget.until(scene.day).0);
            let paid = i128::from(account.paid.until(day).0);
            Growth { top: (paid * 1_000_000).checked_div(budget)?, bottom: due() }
        }
        Aggregation::Latest | Aggregation::LastDay => return None,
    })
}

#[cfg(test)]
mod tests {
    use juesuan_amount::Quantity;
    use juesuan_books::{Aggregation, Dimension};

    use crate::monitor::stage::{Stage, target};

    #[test]
    fn an_even_pace_goes_on() {
        let output = target("产量", Dimension::Quantity, Aggregation::Sum, 1000);
        let stage = Stage::new(&[output]).items("产量", 7, 364, 20);
        let early = stage.monitor(100).forecast(0).unwrap();
        let late = stage.monitor(300).forecast(0).unwrap();
        // 52 weeks of 20.
        for forecast in [early, late] {
            assert!((1020..1060).contains(&(forecast.value.0 / 10_000)), "{forecast:?}");
            assert!(forecast.low <= forecast.value && forecast.value <= forecast.high);
        }
        assert!(late.high - late.low < early.high - early.low);
    }

    #[test]
    fn what_has_no_pace_is_what_it_is() {
        let level = target("水平", Dimension::EcologicalBenefit, Aggregation::Latest, 90);
        let stage = Stage::new(&[level]).item("水平", 50, 80);
        assert_eq!(stage.monitor(40).forecast(0), None);
        let forecast = stage.monitor(100).forecast(0).unwrap();
        assert_eq!([forecast.low, forecast.value, forecast.high], [Quantity::whole(80); 3]);
    }
}
