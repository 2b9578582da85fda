/// Random numbers that depend on nothing but what they are made from (SplitMix64), so that any unit of any region can be
/// made again by itself.
pub(super) struct Rng(u64);

impl Rng {
    /// Numbers for a thing that these numbers name.
    pub fn of(names: &[u64]) -> Self {
        let mut rng = Self(0);
        for name in names {
            rng.0 = rng.bits() ^ name;
        }
        rng
    }

    /// The next 64 random bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both possible.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap_or(1).max(1);
        low + i64::try_from(self.bits() % span).unwrap_or_default()
    }

    /// Whether something happens that happens in so many of 1,000 cases.
    pub const fn happens(&mut self, of_thousand: u64) -> bool {
        self.bits() % 1000 < of_thousand
    }

    /// One of a list; none of an empty one.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let count = u64::try_from(list.len()).ok().filter(|&count| count > 0)?;
        list.get(usize::try_from(self.bits() % count).ok()?)
    }
}
