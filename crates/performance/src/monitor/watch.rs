use juesuan_books::DeviationKind;
use rustc_hash::FxHashMap;

use super::Subject;
use super::rules::{Evidence, RULES, Rule};
use super::timeline::Timeline;
use crate::Plan;

/// One rule that watches one subject, and the lights that it showed.
#[derive(Clone)]
pub(super) struct Watch {
    pub rule: &'static Rule,
    pub subject: Subject,
    pub line: Timeline,
}

/// All watches of a plan, and which of them an event can concern.
#[derive(Clone, Default)]
pub(super) struct Watches {
    /// By subject and kind.
    pub all: Vec<Watch>,
    places: FxHashMap<(Subject, DeviationKind), usize>,
    /// For each project, the watches that read its money.
    money: Vec<Vec<usize>>,
    /// For each indicator, the watches that read its evidence.
    evidence: Vec<Vec<usize>>,
    /// For each unit, the watches that read the money of all its projects.
    units: FxHashMap<String, Vec<usize>>,
}

impl Watches {
    /// Those of a plan.
    pub(super) fn new(plan: &Plan) -> Self {
        let mut watches = Self {
            money: vec![Vec::new(); plan.projects.len()],
            evidence: vec![Vec::new(); plan.targets.len()],
            ..Self::default()
        };
        for subject in subjects(plan) {
            for rule in RULES.into_iter().filter(|rule| (rule.watches)(plan, subject)) {
                watches.add(plan, Watch { rule, subject, line: Timeline::default() });
            }
        }
        watches
    }

    fn add(&mut self, plan: &Plan, watch: Watch) {
        let place = self.all.len();
        let Watch { rule, subject, .. } = watch;
        if rule.reads_money {
            match (subject.project, subject.target) {
                (Some(project), _) => self.money[project].push(place),
                (None, Some(target)) => {
                    self.units.entry(plan.targets[target].unit.clone()).or_default().push(place);
                }
                (None, None) => {}
            }
        }
        let read = match rule.reads_evidence {
            Evidence::None => &[],
            Evidence::Own => subject.target.as_slice(),
            Evidence::Project => subject.project.map_or(&[][..], |project| plan.judged_by(project)),
        };
        read.iter().for_each(|&target| self.evidence[target].push(place));
        self.places.insert((subject, rule.kind), place);
        self.all.push(watch);
    }

    /// The watch of a kind on a subject.
    pub(super) fn place(&self, subject: Subject, kind: DeviationKind) -> Option<usize> {
        self.places.get(&(subject, kind)).copied()
    }

    /// The watches that read a project's money.
    pub(super) fn of_money(&self, plan: &Plan, project: usize) -> impl Iterator<Item = usize> {
        let unit = self.units.get(&plan.projects[project].unit);
        self.money[project].iter().chain(unit.into_iter().flatten()).copied()
    }

    /// The watches that read an indicator's evidence.
    pub(super) fn of_evidence(&self, target: usize) -> &[usize] {
        &self.evidence[target]
    }
}

/// Everything that is watched: projects, their indicators, and the indicators of 整体支出.
fn subjects(plan: &Plan) -> impl Iterator<Item = Subject> {
    let projects = (0..plan.projects.len()).map(|project| Subject { project: Some(project), target: None });
    let of_target = |(index, target): (usize, &crate::Target)| {
        // An indicator of a project without a budget is nobody's.
        let known = target.project.is_some() || target.project_code.is_empty();
        known.then_some(Subject { project: target.project, target: Some(index) })
    };
    projects.chain(plan.targets.iter().enumerate().filter_map(of_target))
}
