use juesuan_amount::Quantity;
use juesuan_books::{Date, DeviationKind};
use juesuan_performance::{
    measure::{MILLION, Reached, actual, due},
    monitor::{Forecast, Light},
};

use super::{Card, TargetNode, corrections_board::card, goal_tree::target, words::date};
use crate::Snapshot;

/// All about one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// What it is, and how it stands.
    pub target: TargetNode,
    /// 计量单位; may be empty.
    pub measure: String,
    /// 责任科室; may be empty.
    pub section: String,
    /// 登记簿; empty where payments alone tell.
    pub register: String,
    /// 数据来源 in words; may be empty.
    pub source: String,
    /// 上年实际值
    pub baseline: Option<Quantity>,
    /// What was aimed at before, and until when: `≥100篇`.
    pub revised: Vec<(Option<Date>, String)>,
    /// Planned and reached at the end of each day from the year's first to the snapshot's; planned until its last. Empty where
    /// the aim is no number.
    pub trajectory: Vec<TrajectoryPoint>,
    /// What is expected at the year's end; none while nothing tells it.
    pub forecast: Option<Forecast>,
    /// A page of its evidence, the latest first.
    pub evidence: Vec<EvidenceItem>,
    /// How much evidence there is until the day.
    pub evidence_count: usize,
    /// Its deviations of the year, the latest first.
    pub deviations: Vec<IndicatorDeviation>,
    /// The corrections that are about it.
    pub corrections: Vec<Card>,
}

/// The indicator at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrajectoryPoint {
    /// The day.
    pub day: Date,
    /// What is to be reached by then (序时目标).
    pub planned: Option<Quantity>,
    /// What was reached; none while nothing tells it, and after the snapshot's day.
    pub reached: Option<Quantity>,
}

/// An item of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceItem {
    /// 登记号
    pub number: String,
    /// Its day.
    pub day: Option<Date>,
    /// 数值
    pub value: Quantity,
    /// 手工填报
    pub manual: bool,
}

/// A deviation of the indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorDeviation {
    /// 偏差类型
    pub kind: DeviationKind,
    /// Its first day.
    pub from: Option<Date>,
    /// Its last day; none while it is there.
    pub until: Option<Date>,
    /// Its worst light.
    pub light: Light,
    /// What the monitor said when it began.
    pub sentence: String,
}

/// The indicator of a unit and a code, with `limit` items of evidence after the first `offset`; none where there is no such one.
#[must_use]
pub fn indicator(snapshot: &Snapshot, unit: &str, code: &str, offset: usize, limit: usize) -> Option<Indicator> {
    let (plan, monitor) = (snapshot.plan(), snapshot.monitor());
    let index = plan.target(unit, code)?;
    let own = &plan.targets[index];
    let items = &snapshot.facts().registers[index].items;
    let items = &items[..items.partition_point(|item| item.day <= snapshot.day_of_year())];
    let page = items.iter().rev().skip(offset).take(limit);
    let about = snapshot.corrections().iter().filter(|it| (it.unit.as_str(), it.target.as_str()) == (unit, code));
    Some(Indicator {
        target: target(snapshot, &monitor.board(), index),
        measure: own.measure.clone(),
        section: own.section.clone(),
        register: own.register.clone(),
        source: own.source.clone(),
        baseline: own.baseline,
        revised: own.revised.iter().map(|it| (date(plan, it.from), own.text_of(&it.before))).collect(),
        trajectory: trajectory(snapshot, index),
        forecast: monitor.forecast(index),
        evidence: page
            .map(|item| EvidenceItem {
                number: item.number.to_string(),
                day: date(plan, item.day),
                value: item.value,
                manual: item.manual,
            })
            .collect(),
        evidence_count: items.len(),
        deviations: deviations(snapshot, index),
        corrections: about.map(|it| card(snapshot, it, &[])).collect(),
    })
}

fn trajectory(snapshot: &Snapshot, index: usize) -> Vec<TrajectoryPoint> {
    let (plan, today) = (snapshot.plan(), snapshot.day_of_year());
    let target = &plan.targets[index];
    if target.aim.number().is_none() {
        return Vec::new();
    }
    let planned = |day: u16| {
        let aim = target.aim_on(day).number()?;
        aim.proportion(due(target, plan.year, day).into(), MILLION.into())
    };
    let reached = |day: u16| match actual(plan, snapshot.facts(), index, day)?.value {
        Reached::Number(number) => Some(number),
        Reached::Day(_) => None,
    };
    let point = |day: u16| {
        let reached = if day <= today { reached(day) } else { None };
        Some(TrajectoryPoint { day: date(plan, day)?, planned: planned(day), reached })
    };
    (1..=crate::last_day(plan.year)).filter_map(point).collect()
}

fn deviations(snapshot: &Snapshot, index: usize) -> Vec<IndicatorDeviation> {
    let (plan, monitor) = (snapshot.plan(), snapshot.monitor());
    let own = monitor.deviations().filter(|it| it.subject.target == Some(index));
    let mut own: Vec<_> = own.collect();
    own.sort_by_key(|it| std::cmp::Reverse(it.from));
    own.into_iter()
        .map(|it| IndicatorDeviation {
            kind: it.kind,
            from: date(plan, it.from),
            until: it.until.and_then(|until| date(plan, until)),
            light: it.light,
            sentence: monitor.explain(it.subject, it.kind, it.from).map(|told| told.sentence).unwrap_or_default(),
        })
        .collect()
}
