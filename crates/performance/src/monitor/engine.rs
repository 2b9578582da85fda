use std::collections::BTreeSet;
use std::sync::Arc;

use juesuan_books::{DeviationKind, Record};

use super::explain::{Explanation, explain};
use super::forecast::{Forecast, forecast};
use super::peers::{Known, Peers};
use super::scene::Scene;
use super::watch::Watches;
use super::{Alarm, Board, Deviation, Light, MonitorSettings, Subject};
use crate::{Facts, Plan};

/// The monitor of a year: which rule says what of which subject at the end of each day until today. All of it is a function
/// of the plan, the facts, the settings and today; events only make it calculate less.
#[derive(Clone)]
pub struct Monitor {
    plan: Arc<Plan>,
    /// The plan as it stood before its targets were revised, each until the day before one.
    earlier: Vec<(u16, Plan)>,
    facts: Facts,
    settings: MonitorSettings,
    today: u16,
    peers: Peers,
    watches: Watches,
}

impl PartialEq for Monitor {
    /// Whether plan, facts, today and all that was found are the same.
    fn eq(&self, other: &Self) -> bool {
        let found = |monitor: &Self| -> Vec<_> {
            let lines = monitor.watches.all.iter().map(|watch| (watch.subject, watch.rule.kind, watch.line.clone()));
            lines.collect()
        };
        let same = self.plan == other.plan && self.facts == other.facts && self.settings == other.settings;
        same && self.today == other.today && self.peers == other.peers && found(self) == found(other)
    }
}

/// What an event or a new day changed on one watch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// 偏差类型
    pub kind: DeviationKind,
    /// What is watched.
    pub subject: Subject,
    /// Today's light before.
    pub before: Light,
    /// Today's light now; equal to the one before when only earlier days changed.
    pub after: Light,
}

impl Monitor {
    /// Evaluates every rule on every subject from the first day of the year to `today` (from 1).
    #[must_use]
    pub fn new(plan: impl Into<Arc<Plan>>, facts: Facts, settings: MonitorSettings, today: u16) -> Self {
        let plan = plan.into();
        let peers = Peers::new(Known { plan: &plan, facts: &facts, settings: &settings }, today);
        let watches = Watches::new(&plan);
        let earlier = plan.earlier();
        let mut monitor = Self { plan, earlier, facts, settings, today, peers, watches };
        for watch in 0..monitor.watches.all.len() {
            monitor.evaluate(watch, 1, today);
        }
        monitor
    }

    /// Takes in an event, and gives what it changed. A record that changes the plan (goals, indicators, links, a new budget
    /// line) needs a new monitor: here it changes nothing.
    pub fn take(&mut self, record: &Record<'_>) -> Vec<Change> {
        let Some(touched) = self.facts.take(&self.plan, record) else { return Vec::new() };
        let mut concerned: Vec<usize> = Vec::new();
        if let Some(project) = touched.project {
            concerned.extend(self.watches.of_money(&self.plan, project));
        }
        for &target in &touched.targets {
            concerned.extend(self.watches.of_evidence(target));
        }
        concerned.sort_unstable();
        concerned.dedup();
        let mut changes = Vec::new();
        for &watch in &concerned {
            changes.extend(self.reevaluate_seen(watch, touched.day));
        }
        let costs: BTreeSet<usize> = concerned.iter().filter_map(|&watch| self.cost_of(watch)).collect();
        for target in costs {
            self.tell_peers(target, touched.day, &mut changes);
        }
        changes
    }

    /// Moves the clock to a day, and gives what changed with it.
    pub fn advance(&mut self, today: u16) -> Vec<Change> {
        let before = std::mem::replace(&mut self.today, today);
        let from = before.min(today) + 1;
        // The month that ends before the first new day is now over.
        let known = Known { plan: &self.plan, facts: &self.facts, settings: &self.settings };
        self.peers.advance(from - 1, known, today);
        (0..self.watches.all.len()).filter_map(|watch| self.reevaluate(watch, from, today, before)).collect()
    }

    /// The indicator whose unit cost a watch looks at.
    fn cost_of(&self, watch: usize) -> Option<usize> {
        let watch = &self.watches.all[watch];
        watch.subject.target.filter(|_| watch.rule.kind == DeviationKind::UnitCost)
    }

    /// Re-evaluates those that are compared with an indicator whose cost changed.
    fn tell_peers(&mut self, target: usize, day: u16, changes: &mut Vec<Change>) {
        let known = Known { plan: &self.plan, facts: &self.facts, settings: &self.settings };
        let Some((from, members)) = self.peers.change(target, day, known) else { return };
        for member in members {
            let subject = Subject { project: self.plan.targets[member].project, target: Some(member) };
            if let Some(watch) = self.watches.place(subject, DeviationKind::UnitCost) {
                changes.extend(self.reevaluate_seen(watch, from));
            }
        }
    }

    /// Evaluates a watch on the days on which what happened on one can be seen.
    fn reevaluate_seen(&mut self, watch: usize, day: u16) -> Option<Change> {
        let window = self.watches.all[watch].rule.window.as_ref();
        let until = window.map_or(self.today, |window| window.last_day(&self.settings, day));
        self.reevaluate(watch, day, until, self.today)
    }

    /// Evaluates a watch on some days, and compares it with what it was when `clock` was today.
    fn reevaluate(&mut self, watch: usize, from: u16, until: u16, clock: u16) -> Option<Change> {
        let old = self.watches.all[watch].line.clone();
        self.evaluate(watch, from, until);
        let watch = &self.watches.all[watch];
        let change = Change {
            kind: watch.rule.kind,
            subject: watch.subject,
            before: old.light(clock, self.settings.calm_days),
            after: watch.line.light(self.today, self.settings.calm_days),
        };
        (watch.line != old).then_some(change)
    }

    /// Evaluates a watch on the days from one on until another; of those after today nothing is known.
    fn evaluate(&mut self, watch: usize, from: u16, until: u16) {
        let (rule, subject) = (self.watches.all[watch].rule, self.watches.all[watch].subject);
        let until = until.min(self.today);
        let lights = match &rule.window {
            Some(window) if from <= until => (window.lights)(&self.scene(subject, from), until),
            _ => (from..=until).map(|day| rule.light(&self.scene(subject, day))).collect(),
        };
        let line = &mut self.watches.all[watch].line;
        line.replace(from, &lights);
        line.cut(self.today.saturating_add(1));
    }

    /// A subject at the end of a day, with the targets of that day.
    pub(super) fn scene(&self, subject: Subject, day: u16) -> Scene<'_> {
        let plan = self.earlier.iter().find(|(revised, _)| day < *revised).map_or(&*self.plan, |(_, plan)| plan);
        Scene { plan, facts: &self.facts, settings: &self.settings, peers: &self.peers, subject, day }
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What happened.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The day of the year to which it has been evaluated.
    #[must_use]
    pub const fn today(&self) -> u16 {
        self.today
    }

    /// All deviations until today, by subject, kind and day.
    pub fn deviations(&self) -> impl Iterator<Item = Deviation> {
        self.watches.all.iter().flat_map(|watch| {
            let deviation =
                |(from, until, light)| Deviation { kind: watch.rule.kind, subject: watch.subject, from, until, light };
            watch.line.spells(self.settings.calm_days, self.today).into_iter().map(deviation)
        })
    }

    /// The deviations of one subject.
    pub fn deviations_of(&self, subject: Subject) -> impl Iterator<Item = Deviation> {
        self.deviations().filter(move |deviation| deviation.subject == subject)
    }

    /// The light of a kind on a subject at the end of a day until today; green where the rule does not watch it.
    #[must_use]
    pub fn light(&self, subject: Subject, kind: DeviationKind, day: u16) -> Light {
        let place = self.watches.place(subject, kind);
        place.map_or(Light::Green, |place| self.watches.all[place].line.light(day, self.settings.calm_days))
    }

    /// Whether a subject deviates at the end of a day.
    #[must_use]
    pub fn deviates(&self, subject: Subject, kind: DeviationKind, day: u16) -> bool {
        self.light(subject, kind, day) != Light::Green
    }

    /// What the rule of a kind says of a subject at the end of a day; none when it does not deviate.
    #[must_use]
    pub fn alarm(&self, subject: Subject, kind: DeviationKind, day: u16) -> Option<Alarm> {
        let rule = self.watches.all[self.watches.place(subject, kind)?].rule;
        (rule.judge)(&self.scene(subject, day))
    }

    /// Why a subject's light is not green at the end of a day until today; none when it is. While it only stays yellow for
    /// some days, that is what it last was.
    #[must_use]
    pub fn explain(&self, subject: Subject, kind: DeviationKind, day: u16) -> Option<Explanation<'_>> {
        let watch = &self.watches.all[self.watches.place(subject, kind)?];
        let light = Some(watch.line.light(day, self.settings.calm_days)).filter(|&light| light != Light::Green)?;
        let told = explain(watch.rule, &self.scene(subject, watch.line.last_alarm(day)?))?;
        Some(Explanation { light, ..told })
    }

    /// The lights of today.
    #[must_use]
    pub fn board(&self) -> Board {
        Board::new(self, &self.facts, &self.settings)
    }

    /// What an indicator is expected to have reached at the end of the year; none while nothing tells it.
    #[must_use]
    pub fn forecast(&self, target: usize) -> Option<Forecast> {
        let subject = Subject { project: self.plan.targets[target].project, target: Some(target) };
        forecast(&self.scene(subject, self.today))
    }
}
