/// A closed interval of integers; what the integers count (分, pieces, …) is said by who holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Smallest member.
    pub lo: i128,
    /// Largest member.
    pub hi: i128,
}

impl Interval {
    /// The interval `[lo, hi]`.
    ///
    /// # Panics
    /// If `lo > hi`: an empty interval is a contradiction and must be handled where it arises.
    #[must_use]
    pub const fn new(lo: i128, hi: i128) -> Self {
        assert!(lo <= hi, "an interval has at least one member");
        Self { lo, hi }
    }

    /// The interval of one member.
    #[must_use]
    pub const fn exactly(value: i128) -> Self {
        Self { lo: value, hi: value }
    }

    /// Whether `value` is a member.
    #[must_use]
    pub const fn contains(self, value: i128) -> bool {
        self.lo <= value && value <= self.hi
    }

    /// The members of both; `None` when there are none.
    #[must_use]
    pub fn intersect(self, other: Self) -> Option<Self> {
        let (lo, hi) = (self.lo.max(other.lo), self.hi.min(other.hi));
        (lo <= hi).then_some(Self { lo, hi })
    }

    /// All sums of a member of each.
    #[must_use]
    pub const fn add(self, other: Self) -> Self {
        Self { lo: self.lo + other.lo, hi: self.hi + other.hi }
    }

    /// All products of a member with `factor`, as the hull of them.
    #[must_use]
    pub const fn scale(self, factor: i128) -> Self {
        if factor >= 0 {
            Self { lo: self.lo * factor, hi: self.hi * factor }
        } else {
            Self { lo: self.hi * factor, hi: self.lo * factor }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn interval() -> impl Strategy<Value = (Interval, i128)> {
        (-1000i128..1000, 0i128..50, 0i128..50).prop_map(|(lo, a, b)| (Interval::new(lo, lo + a + b), lo + a))
    }

    proptest! {
        #[test]
        fn operations_keep_every_member((a, x) in interval(), (b, y) in interval(), k in -20i128..20) {
            prop_assert!(a.add(b).contains(x + y));
            prop_assert!(a.scale(k).contains(k * x));
            prop_assert_eq!(a.intersect(b).is_some_and(|both| both.contains(x)), b.contains(x));
        }
    }
}
