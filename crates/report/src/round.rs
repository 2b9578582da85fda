use std::collections::BTreeMap;

use juesuan_amount::{Fen, MoneyUnit};
use juesuan_books::{Amounts, Line, Totals};

/// How amounts become printed ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// Every figure is rounded by itself, half away from zero; printed parts may miss the printed total by a little, and
    /// the tables say so.
    #[default]
    Honest,
    /// The lines of the books are rounded first, by largest remainder, so that all printed parts add up exactly.
    Additive,
}

/// What one unit of the last printed place (0.01 万元) is worth.
const GRAIN: i64 = (MoneyUnit::Wan.fen() / 100) as i64;

/// Totals whose every amount is a whole number of printed units, as near to the exact ones as adding up allows: what is
/// zero stays zero, and what came in still equals what went out and what is left.
pub(crate) fn additive(totals: &Totals) -> Totals {
    let mut rounded: Totals = totals.keys().map(|&line| (line, Amounts::default())).collect();
    for (get, set) in FLOWS {
        let exact: Vec<(Line, i64)> = totals.iter().map(|(&line, amounts)| (line, get(amounts).0)).collect();
        for (line, amount) in apportion(&exact) {
            if let Some(amounts) = rounded.get_mut(&line) {
                set(amounts, Fen(amount));
            }
        }
    }
    balance(totals, &mut rounded);
    rounded
}

type Get = fn(&Amounts) -> Fen;
type Set = fn(&mut Amounts, Fen);

const FLOWS: [(Get, Set); 7] = [
    (|a| a.opening, |a, v| a.opening = v),
    (|a| a.received, |a, v| a.received = v),
    (|a| a.spent, |a, v| a.spent = v),
    (|a| a.initial, |a, v| a.initial = v),
    (|a| a.changed, |a, v| a.changed = v),
    (|a| a.surplus_used, |a, v| a.surplus_used = v),
    (|a| a.distributed, |a, v| a.distributed = v),
];

/// Amounts in whole grains whose sum is the rounded sum: the total is dealt to classes, a class's share to its 款, and so
/// on down to the lines, each time by largest remainder.
fn apportion(lines: &[(Line, i64)]) -> Vec<(Line, i64)> {
    let mut sorted = lines.to_vec();
    sorted.sort_by_key(|(line, _)| path(line));
    let total: i64 = sorted.iter().map(|(_, amount)| amount).sum();
    let mut out = Vec::with_capacity(sorted.len());
    deal(&sorted, round(total), 0, &mut out);
    out
}

/// Where a line hangs in the tree, from the top.
fn path(line: &Line) -> [u32; 7] {
    let function = line.function;
    let nature = line.nature.map_or(0, |nature| nature as u32 + 1);
    [function / 10_000, function / 100, function, line.fund as u32, nature, line.economic, u32::from(line.unit)]
}

/// Deals `share` grains-worth of money to the branches of `lines` at a depth of the tree.
fn deal(lines: &[(Line, i64)], share: i64, depth: usize, out: &mut Vec<(Line, i64)>) {
    let &[(line, _)] = lines else {
        let mut branches: Vec<&[(Line, i64)]> =
            lines.chunk_by(|a, b| depth < 7 && path(&a.0)[depth] == path(&b.0)[depth]).collect();
        branches.retain(|branch| !branch.is_empty());
        let exact: Vec<i64> = branches.iter().map(|b| b.iter().map(|(_, amount)| amount).sum()).collect();
        for (branch, share) in branches.iter().zip(largest_remainder(&exact, share)) {
            deal(branch, share, depth + 1, out);
        }
        return;
    };
    out.push((line, share));
}

/// Whole grains near `exact` that add up to `total`: each is rounded down, and what is missing goes to those that lost
/// most. A part of zero gets nothing.
fn largest_remainder(exact: &[i64], total: i64) -> Vec<i64> {
    let mut parts: Vec<i64> = exact.iter().map(|amount| amount.div_euclid(GRAIN) * GRAIN).collect();
    let missing = (total - parts.iter().sum::<i64>()) / GRAIN;
    let mut order: Vec<usize> = (0..exact.len()).filter(|&index| exact[index] != 0).collect();
    order.sort_by_key(|&index| std::cmp::Reverse((exact[index].rem_euclid(GRAIN), exact[index].abs())));
    for step in 0..missing.unsigned_abs() {
        let Some(&index) = order.get(usize::try_from(step).unwrap_or(0) % order.len().max(1)) else { break };
        parts[index] += GRAIN * missing.signum();
    }
    parts
}

/// Half away from zero to whole grains.
fn round(amount: i64) -> i64 {
    let magnitude = (amount.unsigned_abs() + GRAIN.unsigned_abs() / 2) / GRAIN.unsigned_abs() * GRAIN.unsigned_abs();
    amount.signum() * i64::try_from(magnitude).unwrap_or(i64::MAX)
}

/// What is left of each unit, fund and code must be the rounded exact rest: the largest flow other than expenditure takes up
/// the difference, so that nothing appears where nothing was.
fn balance(exact: &Totals, rounded: &mut Totals) {
    let mut groups: BTreeMap<_, Vec<Line>> = BTreeMap::new();
    for line in exact.keys() {
        groups.entry((line.unit, line.fund, line.function)).or_default().push(*line);
    }
    for lines in groups.values() {
        let closing = |totals: &Totals| lines.iter().map(|line| totals[line].closing().0).sum::<i64>();
        let surplus = closing(rounded) - round(closing(exact));
        if surplus == 0 {
            continue;
        }
        let flow = |line: &&Line| exact[*line].received.abs().max(exact[*line].opening.abs());
        let Some(line) = lines.iter().max_by_key(flow) else { continue };
        let takes_received = exact[line].received.abs() >= exact[line].opening.abs();
        if let Some(amounts) = rounded.get_mut(line) {
            let target = if takes_received { &mut amounts.received } else { &mut amounts.opening };
            *target -= Fen(surplus);
        }
    }
}

#[cfg(test)]
mod tests {
    use juesuan_books::{Fund, Nature};
    use proptest::prelude::*;

    use super::*;

    fn line(function: u32, economic: u32) -> Line {
        Line { unit: 0, fund: Fund::General, function, nature: Some(Nature::Project), economic }
    }

    #[test]
    fn parts_add_up_to_the_rounded_total() {
        let exact =
            [(line(2_010_301, 30_201), 3_333), (line(2_010_301, 30_202), 3_333), (line(2_050_101, 30_201), 3_334)];
        let parts = apportion(&exact);
        assert_eq!(parts.iter().map(|(_, amount)| amount).sum::<i64>(), GRAIN);
    }

    proptest! {
        #[test]
        fn rounding_keeps_zero_and_stays_near(amounts in prop::collection::vec(-10_000_000i64..100_000_000, 1..60)) {
            let exact: Vec<_> = (0u32..).zip(&amounts).map(|(i, &a)| (line(2_010_301 + i / 7, 30_201 + i % 7), a)).collect();
            let parts: BTreeMap<_, _> = apportion(&exact).into_iter().collect();
            prop_assert_eq!(parts.values().sum::<i64>(), round(amounts.iter().sum()));
            for (line, amount) in &exact {
                prop_assert_eq!(parts[line] % GRAIN, 0);
                prop_assert!(*amount != 0 || parts[line] == 0);
                prop_assert!((parts[line] - amount).abs() <= 2 * GRAIN);
            }
        }
    }
}
