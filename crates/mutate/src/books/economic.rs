use std::collections::BTreeMap;

use crate::{catalogue::catalogue, rng::Rng};

/// Economic 款 of the four kinds of three-public spending, in the order of [`super::Books::fees`].
pub const FEE_CODES: [u32; 4] = [30212, 31013, 30231, 30217];

/// Splits basic expenditure over the economic 款: mostly personnel. A fee that the unit does not have gets nothing.
pub fn random_economic(rng: &mut Rng, basic: i64, used: [bool; 4]) -> BTreeMap<u32, i64> {
    let mut parts = BTreeMap::new();
    if basic == 0 {
        return parts;
    }
    let personnel = basic / 100 * rng.between(55, 90);
    for (amount, classes) in [(personnel, [301, 303]), (basic - personnel, [302, 310])] {
        let chosen: Vec<u32> = catalogue()
            .economic()
            .iter()
            .map(|&(code, _)| code)
            .filter(|code| classes.contains(&(code / 100)))
            .filter(|code| match FEE_CODES.iter().position(|fee| fee == code) {
                Some(fee) => used[fee],
                None => rng.chance(55) || matches!(code, 30101 | 30201),
            })
            .collect();
        let count = chosen.len();
        for (code, part) in chosen.into_iter().zip(rng.split(amount, count)) {
            parts.insert(code, part);
        }
    }
    parts
}
