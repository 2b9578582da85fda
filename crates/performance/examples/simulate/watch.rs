use std::collections::BTreeMap;

use juesuan_books::DeviationKind;
use juesuan_performance::monitor::{Light, Monitor};
use juesuan_performance::{Facts, Settings};

use super::design::DAYS;
use super::plant;
use super::year::{Year, plan};

/// What was planted and found, over one year or several.
#[derive(Default)]
pub struct Outcome {
    /// For each planted project: its kind, and the delays in days of both monitors, none where they did not find it.
    pub planted: Vec<Found>,
    /// Projects that were judged.
    pub projects: usize,
    /// Projects in which nothing was planted.
    pub clean: usize,
    /// Clean projects with any alarm, and with a red one.
    pub clean_alarmed: [usize; 2],
    /// Alarms (project and kind) of either light: all, and the false ones.
    pub alarms: BTreeMap<DeviationKind, [usize; 2]>,
    /// The same of the quarterly monitor.
    pub quarterly_alarms: BTreeMap<DeviationKind, [usize; 2]>,
    /// Each false alarm in words.
    pub false_alarms: Vec<String>,
}

/// One planted project.
pub struct Found {
    /// What was planted.
    pub kind: DeviationKind,
    /// Days from the day on which it met its definition, and from the one on which it began, to the first alarm of its kind.
    pub daily: Option<(u16, u16)>,
    /// The same for who looks at the ends of the quarters.
    pub quarterly: Option<(u16, u16)>,
}

/// The days on which the quarterly monitor looks.
const QUARTERS: [u16; 4] = [91, 182, 274, 366];

/// The days on which each kind shone on each project, by who looked.
#[derive(Default)]
struct Seen {
    days: BTreeMap<(usize, DeviationKind), Vec<(u16, Light)>>,
}

impl Outcome {
    /// Lets a year pass before the monitor, day by day, each event when it arrives.
    pub fn add(&mut self, year: &Year) {
        let plan = plan(year);
        let mut monitor = Monitor::new(plan.clone(), Facts::new(&plan), Settings::default().monitor, 0);
        let (mut daily, mut quarterly) = (Seen::default(), Seen::default());
        let mut sentences = BTreeMap::new();
        for day in 1..=DAYS {
            monitor.advance(day);
            for event in &year.arrivals[usize::from(day)] {
                monitor.take(&event.record(year));
            }
            for deviation in monitor.deviations().filter(|deviation| deviation.until.is_none()) {
                let Some(project) = deviation.subject.project else { continue };
                let light = monitor.light(deviation.subject, deviation.kind, day);
                let key = (project, deviation.kind);
                sentences.entry((key, light)).or_insert_with(|| {
                    monitor.explain(deviation.subject, deviation.kind, day).map(|told| told.sentence)
                });
                daily.days.entry(key).or_default().push((day, light));
                if QUARTERS.contains(&day) {
                    quarterly.days.entry(key).or_default().push((day, light));
                }
            }
        }
        self.judge(year, &daily, &quarterly);
        for (((project, kind), _), told) in sentences {
            if let Some(told) = told.filter(|_| is_false(year, project, kind, first(&daily, project, kind))) {
                self.false_alarms.push(told);
            }
        }
    }

    fn judge(&mut self, year: &Year, daily: &Seen, quarterly: &Seen) {
        self.projects += year.projects.len();
        for (project, (design, life)) in year.projects.iter().enumerate() {
            let Some((kind, from)) = design.planted else {
                self.clean += 1;
                let lights = daily.days.iter().filter(|((at, _), _)| *at == project).flat_map(|(_, days)| days);
                let worst = lights.map(|&(_, light)| light).max();
                self.clean_alarmed[0] += usize::from(worst.is_some());
                self.clean_alarmed[1] += usize::from(worst == Some(Light::Red));
                continue;
            };
            let Some(met) = plant::meets(design, life) else { continue };
            let delay = |seen: &Seen| {
                let days = seen.days.get(&(project, kind))?;
                let found = days.iter().map(|&(day, _)| day).find(|&day| day >= from)?;
                Some((found.saturating_sub(met), found - from))
            };
            self.planted.push(Found { kind, daily: delay(daily), quarterly: delay(quarterly) });
        }
        for (seen, alarms) in [(daily, &mut self.alarms), (quarterly, &mut self.quarterly_alarms)] {
            for &(project, kind) in seen.days.keys() {
                let counts = alarms.entry(kind).or_default();
                counts[0] += 1;
                counts[1] += usize::from(is_false(year, project, kind, first(seen, project, kind)));
            }
        }
    }
}

/// The first day on which a kind shone on a project.
fn first(seen: &Seen, project: usize, kind: DeviationKind) -> u16 {
    seen.days.get(&(project, kind)).and_then(|days| days.first()).map_or(0, |&(day, _)| day)
}

/// Whether an alarm is neither of what was planted nor follows from it, or came before it.
fn is_false(year: &Year, project: usize, alarm: DeviationKind, first: u16) -> bool {
    let planted = year.projects[project].0.planted;
    !planted.is_some_and(|(kind, from)| first >= from && plant::follows(kind, alarm))
}
