/// A small deterministic generator of random numbers (SplitMix64): the same seed gives the same documents everywhere.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// A generator from a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 random bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number in `0..n`; 0 for an empty range.
    pub const fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.bits() % n as u64) as usize }
    }

    /// A number in `lo..=hi`.
    pub const fn between(&mut self, lo: i64, hi: i64) -> i64 {
        lo + (self.bits() % (hi - lo + 1) as u64) as i64
    }

    /// True in `percent` of 100 cases.
    pub const fn chance(&mut self, percent: u64) -> bool {
        self.bits() % 100 < percent
    }

    /// One of a list.
    ///
    /// # Panics
    /// If the list is empty.
    pub const fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// An amount in 分 whose magnitude is uniform between `10^lo` and `10^hi`; every fifth is a round one.
    pub fn amount(&mut self, lo: u32, hi: u32) -> i64 {
        let low = 10i64.pow(lo + self.below((hi - lo) as usize) as u32);
        let amount = self.between(low, low * 10);
        if self.chance(20) { (amount / low).max(1) * low } else { amount }
    }

    /// `amount` split at random into `n` parts that add up to it.
    pub fn split(&mut self, amount: i64, n: usize) -> Vec<i64> {
        let weights: Vec<i128> = (0..n).map(|_| i128::from(self.between(1, 1000))).collect();
        let sum: i128 = weights.iter().sum();
        let mut parts: Vec<i64> = weights.iter().map(|w| (i128::from(amount) * w / sum.max(1)) as i64).collect();
        if let Some(last) = parts.last_mut() {
            *last = 0;
        }
        let rest = amount - parts.iter().sum::<i64>();
        if let Some(last) = parts.last_mut() {
            *last = rest;
        }
        parts
    }
}
