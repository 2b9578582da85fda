//! From exact values to places on the page.

/// A linear scale whose ends and ticks are round values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    lo: i128,
    hi: i128,
    step: i128,
    from: f64,
    to: f64,
}

impl Scale {
    /// A scale that holds `lo` and `hi` with about `ticks` ticks, from the place `from` to the place `to`.
    pub(crate) fn round(lo: i128, hi: i128, ticks: i128, from: f64, to: f64) -> Self {
        let step = round_step((hi - lo).max(1), ticks.max(1));
        let lo = lo.div_euclid(step) * step;
        let hi = (hi + step - 1).div_euclid(step) * step;
        Self { lo, hi: hi.max(lo + step), step, from, to }
    }

    /// A scale without rounding; its ends are apart.
    pub(crate) fn exact(lo: i128, hi: i128, from: f64, to: f64) -> Self {
        let hi = hi.max(lo + 1);
        Self { lo, hi, step: hi - lo, from, to }
    }

    /// Where `value` stands; never outside of the scale.
    pub(crate) fn at(&self, value: i128) -> f64 {
        let share = (value.clamp(self.lo, self.hi) - self.lo) as f64 / (self.hi - self.lo) as f64;
        self.from + share * (self.to - self.from)
    }

    /// The values of the ticks.
    pub(crate) fn ticks(&self) -> impl Iterator<Item = i128> + use<> {
        let Self { lo, hi, step, .. } = *self;
        (0..=(hi - lo) / step).map(move |i| lo + i * step)
    }
}

/// The smallest of 1, 2, 5, 10, 20, … that covers `span` in `ticks` steps.
fn round_step(span: i128, ticks: i128) -> i128 {
    let mut power = 1;
    loop {
        for step in [1, 2, 5] {
            if step * power * ticks >= span {
                return step * power;
            }
        }
        power *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round() {
        let scale = Scale::round(0, 1_170, 5, 100.0, 0.0);
        assert_eq!(scale.ticks().collect::<Vec<_>>(), [0, 500, 1_000, 1_500]);
        assert!((scale.at(750) - 50.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn holds_its_values(a: i64, b: i64) {
            let (lo, hi) = (i128::from(a.min(b)), i128::from(a.max(b)));
            let scale = Scale::round(lo, hi, 5, 0.0, 1.0);
            prop_assert!((2..=8).contains(&scale.ticks().count()));
            prop_assert!((0.0..=1.0).contains(&scale.at(lo)) && scale.at(lo) <= scale.at(hi));
        }
    }
}
