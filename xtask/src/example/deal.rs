/// Numbers that look random and are the same in every run (SplitMix64).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub(super) fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides.max(1)
    }
}

/// Deals an amount in 分 to `parts` payments that differ by up to `spread` percent from their mean. All but the last are
/// whole multiples of `grain`; the last one makes the sum exact.
pub(super) fn deal(total: i64, parts: usize, grain: i64, spread: u64, dice: &mut Dice) -> Vec<i64> {
    let weights: Vec<i128> = (0..parts).map(|_| i128::from(100 - spread + dice.below(2 * spread + 1))).collect();
    let all: i128 = weights.iter().sum::<i128>().max(1);
    let mut left = total;
    let share = |weight: i128| {
        let share = i64::try_from(i128::from(total) * weight / all).unwrap_or(i64::MAX);
        share - share % grain.max(1)
    };
    let mut amounts: Vec<i64> = weights.iter().map(|&weight| share(weight)).inspect(|amount| left -= amount).collect();
    if let Some(last) = amounts.last_mut() {
        *last += left;
    }
    amounts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up() {
        let amounts = deal(1_234_567, 12, 100, 60, &mut Dice::new(7));
        assert_eq!(amounts.iter().sum::<i64>(), 1_234_567);
        assert!(amounts[..11].iter().all(|amount| amount % 100 == 0 && *amount > 0));
        assert_eq!(deal(-12_00, 1, 100, 60, &mut Dice::new(7)), [-12_00]);
    }
}
