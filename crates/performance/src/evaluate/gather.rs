//! What an indicator aims at and has reached, for one unit or for several that implement a project together.

use juesuan_amount::Quantity;
use juesuan_books::Aggregation;

use crate::{
    Aim, Facts, Plan, Target,
    measure::{Actual, Reached, actual},
};

/// An indicator as it is scored.
pub(super) struct Measured {
    /// Indices of the indicators that it stands for: one of each unit.
    pub targets: Vec<usize>,
    /// The indicator; of several units, with their common aim and the weight of the one with most money.
    pub target: Target,
    /// What it has reached; none when nothing tells.
    pub actual: Option<Actual>,
    /// Units among several that tell nothing.
    pub silent: Vec<String>,
}

/// Indicators measured at the end of a day, in the order of the official forms. Those that several units declare alike are one:
/// absolute values add up, relative ones are weighted by the money paid.
pub(super) fn gather(plan: &Plan, facts: &Facts, targets: &[usize], day: u16) -> Vec<Measured> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &target in targets {
        let alike = |group: &&mut Vec<usize>| are_alike(&plan.targets[group[0]], &plan.targets[target]);
        match groups.iter_mut().find(alike) {
            Some(group) => group.push(target),
            None => groups.push(vec![target]),
        }
    }
    groups.sort_by_key(|group| plan.targets[group[0]].dimension);
    groups.into_iter().map(|group| measured(plan, facts, group, day)).collect()
}

/// Whether two units declare the same indicator of a project.
fn are_alike(one: &Target, other: &Target) -> bool {
    let kind = |target: &Target| (target.dimension, target.comparison, target.aggregation, target.scoring);
    let aim = |target: &Target| match &target.aim {
        Aim::Number(_) => None,
        aim => Some(aim.clone()),
    };
    one.unit != other.unit
        && one.name == other.name
        && one.measure == other.measure
        && kind(one) == kind(other)
        && aim(one) == aim(other)
}

fn measured(plan: &Plan, facts: &Facts, group: Vec<usize>, day: u16) -> Measured {
    let told: Vec<Option<Actual>> = group.iter().map(|&target| actual(plan, facts, target, day)).collect();
    if let ([only], [actual]) = (group.as_slice(), told.as_slice()) {
        let target = as_of(&plan.targets[*only], day);
        return Measured { target, actual: *actual, targets: group, silent: Vec::new() };
    }
    let money: Vec<i128> = group.iter().map(|&target| paid(plan, facts, target, day)).collect();
    let leading = (0..group.len()).rev().max_by_key(|&index| money[index]).unwrap_or(0);
    let mut target = as_of(&plan.targets[group[leading]], day);
    let units = group.iter().zip(&told).filter(|(_, told)| told.is_none());
    let silent = units.map(|(&index, _)| plan.targets[index].unit.clone()).collect();
    let join: fn(&[Quantity], &[i128]) -> Option<Quantity> =
        if matches!(target.aggregation, Aggregation::Count | Aggregation::Sum) { sum } else { mean };
    let aims: Option<Vec<Quantity>> = group.iter().map(|&index| plan.targets[index].aim_on(day).number()).collect();
    if let Some(aim) = aims.and_then(|aims| join(&aims, &money)) {
        target.aim = Aim::Number(aim);
    }
    let actual = joint_actual(&told, &money, &target, join);
    Measured { targets: group, target, actual, silent }
}

/// An indicator with the target that counted at the end of a day: it may have been revised later.
fn as_of(target: &Target, day: u16) -> Target {
    Target { aim: target.aim_on(day).clone(), ..target.clone() }
}

/// What several units have reached together. A unit that tells nothing adds nothing to a sum; to a mean it is missing, and so is
/// the mean.
fn joint_actual(
    told: &[Option<Actual>],
    money: &[i128],
    target: &Target,
    join: fn(&[Quantity], &[i128]) -> Option<Quantity>,
) -> Option<Actual> {
    let adds = matches!(target.aggregation, Aggregation::Count | Aggregation::Sum);
    let known: Vec<Actual> = told.iter().copied().flatten().collect();
    if known.is_empty() || (!adds && known.len() < told.len()) {
        return None;
    }
    let days = known.iter().filter_map(|actual| if let Reached::Day(day) = actual.value { Some(day) } else { None });
    let value = match days.max() {
        Some(last) => Reached::Day(last),
        None => {
            let number = |actual: &Option<Actual>| match actual.map(|actual| actual.value) {
                Some(Reached::Number(number)) => number,
                _ => Quantity::ZERO,
            };
            Reached::Number(join(&told.iter().map(number).collect::<Vec<_>>(), money)?)
        }
    };
    let items = known.iter().map(|actual| actual.items).sum();
    Some(Actual { value, items, manual: known.iter().any(|actual| actual.manual) })
}

fn sum(values: &[Quantity], _: &[i128]) -> Option<Quantity> {
    Some(values.iter().copied().sum())
}

/// The mean weighted by money; the plain one where there is no money.
fn mean(values: &[Quantity], money: &[i128]) -> Option<Quantity> {
    let total: i128 = money.iter().sum();
    let weight = |index: usize| if total > 0 { money[index] } else { 1 };
    let parts = values.iter().enumerate().map(|(index, value)| i128::from(value.0).checked_mul(weight(index)));
    let whole: i128 = (0..values.len()).map(weight).sum();
    Quantity(1).proportion(parts.sum::<Option<i128>>()?, whole)
}

/// What was paid for the project of an indicator, or by its unit; nothing or more.
fn paid(plan: &Plan, facts: &Facts, target: usize, day: u16) -> i128 {
    let target = &plan.targets[target];
    let concerns = |index: usize| target.project.map_or(plan.projects[index].unit == target.unit, |own| own == index);
    let projects = facts.projects.iter().enumerate().filter(|(index, _)| concerns(*index));
    let paid: i128 = projects.map(|(_, facts)| i128::from(facts.paid.until(day).0)).sum();
    paid.max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_values_are_weighted_by_money() {
        let values = [Quantity::whole(90), Quantity::whole(60)];
        assert_eq!(mean(&values, &[200, 100]), Some(Quantity::whole(80)));
        assert_eq!(mean(&values, &[0, 0]), Some(Quantity::whole(75)));
        assert_eq!(sum(&values, &[200, 100]), Some(Quantity::whole(150)));
    }
}
