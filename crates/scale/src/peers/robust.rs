//! What is usual among equals, and what is not. All in integers: a unit is never called unusual by a rounding.

/// What is usual: the median, and the median of how far values lie from it (MAD). Neither moves when a few values are
/// absurd, as mean and standard deviation do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usual {
    /// How many values there are.
    pub count: usize,
    /// The middle value; of an even number, the lower middle one.
    pub median: i64,
    /// The middle distance from it.
    pub spread: i64,
}

/// Fewer equals than this say nothing about what is usual.
const FEWEST: usize = 10;

/// A value is unusual beyond this modified z-score (Iglewicz and Hoaglin), in hundredths.
const BEYOND: i128 = 350;

impl Usual {
    /// What is usual among these values, if there are enough of them and they differ.
    #[must_use]
    pub fn of(mut values: Vec<i64>) -> Option<Self> {
        let count = values.len();
        if count < FEWEST {
            return None;
        }
        let median = middle(&mut values)?;
        let mut distances: Vec<i64> =
            values.iter().map(|value| value.saturating_sub(median).saturating_abs()).collect();
        let spread = middle(&mut distances).filter(|spread| *spread > 0)?;
        Some(Self { count, median, spread })
    }

    /// The modified z-score of a value, `0.6745 (x − median) / MAD`, in hundredths.
    #[must_use]
    pub fn score(&self, value: i64) -> i64 {
        let distance = i128::from(value) - i128::from(self.median);
        let score = distance * 6745 / (i128::from(self.spread) * 100);
        i64::try_from(score).unwrap_or(if score < 0 { i64::MIN } else { i64::MAX })
    }

    /// Whether a value is unusual.
    #[must_use]
    pub fn is_unusual(&self, value: i64) -> bool {
        let distance = (i128::from(value) - i128::from(self.median)).abs();
        distance * 6745 > BEYOND * 100 * i128::from(self.spread)
    }
}

fn middle(values: &mut [i64]) -> Option<i64> {
    let at = values.len().checked_sub(1)? / 2;
    Some(*values.select_nth_unstable(at).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_absurd_value_is_found_and_moves_nothing() {
        let mut values: Vec<i64> = (90..=110).collect();
        let before = Usual::of(values.clone()).unwrap();
        values.push(1_000_000);
        let usual = Usual::of(values.clone()).unwrap();
        assert_eq!((before.median, usual.median, usual.spread), (100, 100, 5));
        let unusual: Vec<i64> = values.into_iter().filter(|value| usual.is_unusual(*value)).collect();
        assert_eq!(unusual, [1_000_000]);
        assert!(usual.score(1_000_000) > 10_000 && usual.score(100) == 0);
    }

    #[test]
    fn few_equals_or_equal_values_say_nothing() {
        assert_eq!(Usual::of(vec![1, 2, 3]), None);
        assert_eq!(Usual::of(vec![7; 50]), None);
    }
}
