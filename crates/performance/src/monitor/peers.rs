use juesuan_books::{Aggregation, Date, Trajectory};
use rustc_hash::FxHashMap;

use super::MonitorSettings;
use super::alarm::percent;
use super::scene::output;
use crate::{Facts, Plan};

/// What the same indicator costs elsewhere (同类项目单位成本): the median of each group of indicators of one name and one
/// 计量单位, as of the end of each month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Peers {
    /// The group of each indicator of unit cost.
    group_of: FxHashMap<usize, usize>,
    groups: Vec<Group>,
    /// The last day of each month.
    ends: [u16; 12],
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Group {
    members: Vec<usize>,
    /// As of the end of each month.
    references: [Option<Reference>; 12],
}

/// What costs are calculated from.
#[derive(Clone, Copy)]
pub(super) struct Known<'m> {
    pub plan: &'m Plan,
    pub facts: &'m Facts,
    pub settings: &'m MonitorSettings,
}

/// What indicators of a group cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// How many have a cost.
    pub members: u32,
    /// The median, ten-thousandths of a yuan.
    pub median: i64,
    /// The median of how far they are from it.
    pub spread: i64,
}

impl Peers {
    /// The groups of a plan, and what they cost by today.
    pub(super) fn new(known: Known<'_>, today: u16) -> Self {
        let plan = known.plan;
        let mut peers = Self { ends: ends_of_months(plan.year), ..Self::default() };
        let mut groups: FxHashMap<(&str, &str), usize> = FxHashMap::default();
        for (index, target) in plan.targets.iter().enumerate() {
            if target.aggregation == Aggregation::UnitCost && target.project.is_some() {
                let group = *groups.entry((&target.name, &target.measure)).or_insert(peers.groups.len());
                peers.groups.resize_with(peers.groups.len().max(group + 1), Group::default);
                peers.groups[group].members.push(index);
                peers.group_of.insert(index, group);
            }
        }
        peers.advance(1, known, today);
        peers
    }

    /// Takes in that today is another day: only months that are over are compared with. Nothing is different on the days
    /// between `day` (from 1) and the first end of a month after it.
    pub(super) fn advance(&mut self, day: u16, known: Known<'_>, today: u16) {
        for group in 0..self.groups.len() {
            self.refresh(group, day, known, today);
        }
    }

    /// What peers of an indicator cost at the end of the month before a day.
    pub(super) fn reference(&self, target: usize, day: u16) -> Option<Reference> {
        let group = &self.groups[*self.group_of.get(&target)?];
        let month = self.ends.partition_point(|&end| end < day);
        group.references[month.checked_sub(1)?]
    }

    /// Takes in that an indicator's cost changed from a day on. Gives its peers, and from when on what they are compared with
    /// is different; none if it is not.
    pub(super) fn change(
        &mut self,
        target: usize,
        day: u16,
        known: Known<'_>,
        today: u16,
    ) -> Option<(u16, Vec<usize>)> {
        let group = *self.group_of.get(&target)?;
        let from = self.refresh(group, day, known, today)?;
        Some((from, self.groups[group].members.clone()))
    }

    /// Calculates a group's references from a day on; gives the first day that is compared with a different one.
    fn refresh(&mut self, group: usize, day: u16, known: Known<'_>, today: u16) -> Option<u16> {
        let Group { members, references } = &mut self.groups[group];
        let mut first = None;
        let months = self.ends.iter().zip(references).filter(|&(&end, _)| end >= day);
        for (&end, reference) in months {
            let costs = || members.iter().filter_map(|&target| cost(known, target, end, 0)).collect();
            let now = if end < today { Reference::of(costs()) } else { None };
            if now != *reference {
                *reference = now;
                first = first.or(Some(end + 1));
            }
        }
        first
    }
}

impl Reference {
    fn of(mut costs: Vec<i64>) -> Option<Self> {
        let members = u32::try_from(costs.len()).ok()?;
        let median = middle(&mut costs)?;
        costs.iter_mut().for_each(|cost| *cost = (*cost - median).abs());
        Some(Self { members, median, spread: middle(&mut costs)? })
    }
}

/// The median; the lower one of two.
fn middle(values: &mut [i64]) -> Option<i64> {
    let place = values.len().checked_sub(1)? / 2;
    Some(*values.select_nth_unstable(place).1)
}

/// What one piece costs at the end of a day (ten-thousandths of a yuan): payments until so many days before the last evidence
/// of pieces, so that what they pay for is there; none while too little is there.
pub(super) fn cost(known: Known<'_>, target: usize, day: u16, advance: u32) -> Option<i64> {
    let Known { plan, facts, settings } = known;
    let index = plan.targets[target].project?;
    let project = &facts.projects[index];
    let register = &facts.registers[target].sums;
    let sums = register.until(day);
    let advance = u16::try_from(advance).unwrap_or(u16::MAX);
    let paid = project.paid.until(register.last_day(day)?.saturating_sub(advance));
    let enough = sums.items >= i64::from(settings.unit_cost.least_items) && sums.value.0 > 0;
    // Until output has caught up with what was paid in advance (预付款), it would look dear.
    let there = output(plan, facts, index, day).unwrap_or_else(|| i64::from(Trajectory::EVEN.due(plan.year, day)));
    if !enough || paid.0 < i64::from(settings.minimum_amount) * 100 || there < percent(settings.unit_cost.least_output)
    {
        return None;
    }
    juesuan_amount::Quantity(paid.0).proportion(1_000_000, i128::from(sums.value.0)).map(|cost| cost.0)
}

fn ends_of_months(year: u16) -> [u16; 12] {
    let mut ends = [0; 12];
    for (month, end) in (1_u8..).zip(&mut ends) {
        let last = (28..=31).rev().find_map(|day| Date::new(year, month, day));
        *end = last.map_or(0, Date::day_of_year);
    }
    ends
}
