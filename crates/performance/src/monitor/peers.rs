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
    /// The group of each indicator of unit cost, and its place there.
    places: FxHashMap<usize, (usize, usize)>,
    groups: Vec<Group>,
    /// The last day of each month.
    ends: [u16; 12],
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Group {
    members: Vec<usize>,
    /// As of the end of each month.
    months: [Month; 12],
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Month {
    /// What each member costs; empty before the month is over.
    costs: Vec<Option<i64>>,
    reference: Option<Reference>,
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
                let members = &mut peers.groups[group].members;
                peers.places.insert(index, (group, members.len()));
                members.push(index);
            }
        }
        peers.advance(1, known, today);
        peers
    }

    /// Takes in that today is another day: only months that are over are compared with. Those that ended before `day` (from
    /// 1) stay as they are.
    pub(super) fn advance(&mut self, day: u16, known: Known<'_>, today: u16) {
        for Group { members, months } in &mut self.groups {
            for (&end, month) in self.ends.iter().zip(months).filter(|&(&end, _)| end >= day) {
                *month = Month::default();
                if end < today {
                    month.costs = members.iter().map(|&target| cost(known, target, end, 0)).collect();
                    month.reference = Reference::of(&month.costs, known.settings.unit_cost.least_peers);
                }
            }
        }
    }

    /// What peers of an indicator cost at the end of the month before a day.
    pub(super) fn reference(&self, target: usize, day: u16) -> Option<Reference> {
        let &(group, _) = self.places.get(&target)?;
        let month = self.ends.partition_point(|&end| end < day);
        self.groups[group].months[month.checked_sub(1)?].reference
    }

    /// Takes in that an indicator's cost changed from a day on. Gives its peers, and from when on what they are compared with
    /// is different; none if it is not.
    pub(super) fn change(&mut self, target: usize, day: u16, known: Known<'_>) -> Option<(u16, Vec<usize>)> {
        let &(group, place) = self.places.get(&target)?;
        let Group { members, months } = &mut self.groups[group];
        let mut first = None;
        for (&end, month) in self.ends.iter().zip(months).filter(|&(&end, _)| end >= day) {
            let Some(member) = month.costs.get_mut(place) else { continue };
            *member = cost(known, target, end, 0);
            let now = Reference::of(&month.costs, known.settings.unit_cost.least_peers);
            if now != month.reference {
                month.reference = now;
                first = first.or(Some(end + 1));
            }
        }
        first.map(|first| (first, members.clone()))
    }
}

impl Reference {
    /// None when too few have a cost.
    fn of(costs: &[Option<i64>], least: u32) -> Option<Self> {
        let mut costs: Vec<i64> = costs.iter().flatten().copied().collect();
        if costs.len() < least as usize {
            return None;
        }
        let median = rounded(middle(&mut costs)?);
        costs.iter_mut().for_each(|cost| *cost = (*cost - median).abs());
        Some(Self { median, spread: rounded(middle(&mut costs)?) })
    }
}

/// To three digits: a median of a thousand is not known better, and if it moved with every late payment, all peers would
/// have to be judged again each time.
fn rounded(value: i64) -> i64 {
    let unit = 10_i64.pow(value.unsigned_abs().checked_ilog10().unwrap_or(0).saturating_sub(2));
    value / unit * unit
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
