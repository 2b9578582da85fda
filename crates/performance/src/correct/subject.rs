use juesuan_books::Correction;

use crate::Plan;
use crate::monitor::Subject;

/// What a correction is about; none when the plan does not have it, or the correction names nothing.
#[must_use]
pub fn subject(plan: &Plan, correction: &Correction) -> Option<Subject> {
    let Correction { unit, project, line, target, .. } = correction;
    let named = !project.is_empty() || !line.is_empty();
    let subject = Subject {
        project: named.then(|| plan.project(unit, project, line)).flatten(),
        target: plan.target(unit, target),
    };
    let known = subject.project.is_some() == named && subject.target.is_some() != target.is_empty();
    (known && subject != Subject { project: None, target: None }).then_some(subject)
}

/// What a deviation is of, as records name it: unit, project, line where there is no project, and indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'p> {
    /// 单位代码
    pub unit: &'p str,
    /// 项目代码; may be empty.
    pub project: &'p str,
    /// 指标编号 of a line that belongs to no project; may be empty.
    pub line: &'p str,
    /// 绩效指标编号; may be empty.
    pub target: &'p str,
    /// 责任科室; empty when nobody is named.
    pub section: &'p str,
}

/// How records name a subject; none for a subject that is nothing.
#[must_use]
pub fn named(plan: &Plan, subject: Subject) -> Option<Named<'_>> {
    let project = subject.project.map(|project| &plan.projects[project]);
    let target = subject.target.map(|target| &plan.targets[target]);
    let unit = project.map(|project| &project.unit).or(target.map(|target| &target.unit))?;
    let code = project.map_or("", |project| project.code.as_str());
    let is_line = plan.line(unit, code).is_some_and(|line| Some(plan.lines[line].project) == subject.project);
    Some(Named {
        unit,
        project: if is_line { "" } else { code },
        line: if is_line { code } else { "" },
        target: target.map_or("", |target| target.code.as_str()),
        section: responsible(plan, subject),
    })
}

/// 责任科室: the section of the indicator, else of the goal that it measures, else of a goal that the money serves; empty
/// when none is named.
#[must_use]
pub fn responsible(plan: &Plan, subject: Subject) -> &str {
    let target = subject.target.map(|target| &plan.targets[target]);
    let own = target.map(|target| target.section.as_str());
    let measured = target.and_then(|target| target.goal).map(|goal| plan.goals[goal].section.as_str());
    let served = subject.project.into_iter().flat_map(|project| plan.goals_of(project));
    let served = served.map(|goal| plan.goals[goal].section.as_str());
    own.into_iter().chain(measured).chain(served).find(|section| !section.is_empty()).unwrap_or_default()
}
