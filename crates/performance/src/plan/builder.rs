use std::collections::BTreeMap;

use juesuan_books::{BudgetChange, CorrectionSteps, Record};

use super::revision::revise;
use super::{BudgetLine, Goal, Plan, Project, Target};

/// Makes a [`Plan`] of records, in whatever order they come; one that comes later replaces one with the same code.
#[derive(Clone, Debug, Default)]
pub struct PlanBuilder {
    year: u16,
    goals: BTreeMap<Name, Goal>,
    /// With the code of the goal.
    targets: BTreeMap<Name, (String, Target)>,
    lines: BTreeMap<Name, Line>,
    shares: BTreeMap<(Name, String), u32>,
    corrections: CorrectionSteps,
}

/// Unit and code.
type Name = (String, String);

/// A budget line before its project has an index.
#[derive(Clone, Debug)]
struct Line {
    project: Name,
    project_name: String,
    line: BudgetLine,
}

impl PlanBuilder {
    /// A plan without anything.
    #[must_use]
    pub fn new(year: u16) -> Self {
        Self { year, ..Self::default() }
    }

    /// Adds a record; those that declare nothing are passed over.
    pub fn add(&mut self, record: &Record<'_>) {
        match record {
            Record::Goal(goal) => {
                self.goals.insert(name(goal.unit, goal.goal), goal.into());
            }
            Record::Target(target) => {
                let declared = (target.goal.to_owned(), Target::new(target));
                self.targets.insert(name(target.unit, target.target), declared);
            }
            Record::Budget(change) => self.add_line(change),
            Record::Link(link) => {
                self.shares.insert((name(link.unit, link.line), link.goal.to_owned()), link.share);
            }
            Record::Correction(step) => self.corrections.add(step),
            _ => {}
        }
    }

    fn add_line(&mut self, change: &BudgetChange<'_>) {
        let line = name(change.unit, change.line);
        let known = self.lines.entry(line).or_insert_with(|| {
            let code = if change.project.is_empty() { change.line } else { change.project };
            let line = BudgetLine {
                unit: change.unit.to_owned(),
                code: change.line.to_owned(),
                nature: change.nature,
                project: 0,
                purpose: String::new(),
                shares: Vec::new(),
            };
            Line { project: name(change.unit, code), project_name: String::new(), line }
        });
        // Among several texts the least one counts, whatever came first.
        keep_least(&mut known.project_name, change.project_name);
        keep_least(&mut known.line.purpose, change.purpose);
    }

    /// The plan.
    #[must_use]
    pub fn finish(self) -> Plan {
        let mut plan = Plan { year: self.year, ..Plan::default() };
        plan.goals = self.goals.into_values().collect();
        add_lines(&mut plan, self.lines);
        for ((line, goal), share) in self.shares {
            if let (Some(goal), Some(line)) = (plan.goal(&line.0, &goal), plan.line(&line.0, &line.1)) {
                plan.lines[line].shares.push((goal, share));
            }
        }
        for (index, (goal, mut target)) in self.targets.into_values().enumerate() {
            target.goal = plan.goal(&target.unit, &goal);
            target.project = plan.project(&target.unit, &target.project_code, "");
            if let Some(goal) = target.goal {
                plan.goals[goal].targets.push(index);
            }
            plan.targets.push(target);
        }
        revise(&mut plan, &self.corrections.corrections());
        for project in 0..plan.projects.len() {
            plan.projects[project].judged_by = judges(&plan, project);
        }
        plan
    }
}

/// Adds the lines, and what they are spent on.
fn add_lines(plan: &mut Plan, lines: BTreeMap<Name, Line>) {
    let mut projects: BTreeMap<&Name, Project> = BTreeMap::new();
    for (index, line) in lines.values().enumerate() {
        let project = projects.entry(&line.project).or_insert_with(|| Project {
            unit: line.project.0.clone(),
            code: line.project.1.clone(),
            name: String::new(),
            basic: line.line.nature.is_basic(),
            lines: Vec::new(),
            judged_by: Vec::new(),
        });
        let called = if line.project_name.is_empty() { &line.line.purpose } else { &line.project_name };
        keep_least(&mut project.name, called);
        project.lines.push(index);
    }
    let places: BTreeMap<Name, usize> = projects.keys().map(|&name| name.clone()).zip(0..).collect();
    plan.projects = projects.into_values().collect();
    let place = |project: &Name| places[project];
    plan.lines = lines.into_values().map(|line| BudgetLine { project: place(&line.project), ..line.line }).collect();
}

/// The indicators of a project; if it has none, those of its goals.
fn judges(plan: &Plan, project: usize) -> Vec<usize> {
    let own: Vec<usize> = (0..plan.targets.len()).filter(|&t| plan.targets[t].project == Some(project)).collect();
    if !own.is_empty() {
        return own;
    }
    let of_goals: std::collections::BTreeSet<usize> =
        plan.goals_of(project).flat_map(|goal| plan.goals[goal].targets.iter().copied()).collect();
    of_goals.into_iter().collect()
}

fn keep_least(kept: &mut String, text: &str) {
    if !text.is_empty() && (kept.is_empty() || text < kept.as_str()) {
        text.clone_into(kept);
    }
}

fn name(unit: &str, code: &str) -> Name {
    (unit.to_owned(), code.to_owned())
}
