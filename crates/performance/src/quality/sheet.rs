use std::collections::BTreeMap;

use juesuan_books::FirstLevel;

use crate::{Plan, Project, Target};

/// A sheet of indicators (绩效目标表): those of a unit as a whole (整体支出), or of one of its projects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// 单位代码
    pub unit: String,
    /// 项目代码; empty for 整体支出.
    pub project: String,
    /// Indices of its indicators.
    pub targets: Vec<usize>,
    /// Indices of its goals.
    pub goals: Vec<usize>,
}

impl Sheet {
    /// All sheets of a plan: 整体支出 of a unit before its projects. A project that is given money and has neither goals nor
    /// indicators has an empty one.
    #[must_use]
    pub fn all(plan: &Plan) -> Vec<Self> {
        let mut sheets: BTreeMap<(&str, &str), Self> = BTreeMap::new();
        for (index, target) in plan.targets.iter().enumerate() {
            sheets.entry((&target.unit, &target.project_code)).or_default().targets.push(index);
        }
        for (index, goal) in plan.goals.iter().enumerate() {
            sheets.entry((&goal.unit, &goal.project)).or_default().goals.push(index);
        }
        for (index, project) in plan.projects.iter().enumerate() {
            if !project.basic && plan.judged_by(index).is_empty() && is_named(plan, project) {
                sheets.entry((&project.unit, &project.code)).or_default();
            }
        }
        let named =
            |((unit, project), sheet)| Self { unit: str::to_owned(unit), project: str::to_owned(project), ..sheet };
        sheets.into_iter().map(named).collect()
    }

    /// Whether it is of 整体支出.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.project.is_empty()
    }

    /// Its indicators.
    pub fn indicators<'p>(&'p self, plan: &'p Plan) -> impl Iterator<Item = (usize, &'p Target)> {
        self.targets.iter().map(|&index| (index, &plan.targets[index]))
    }

    /// Its indicators that measure anything but the execution rate.
    pub fn measured<'p>(&'p self, plan: &'p Plan) -> impl Iterator<Item = (usize, &'p Target)> {
        self.indicators(plan).filter(|(_, target)| target.dimension.first_level() != FirstLevel::Execution)
    }

    /// The points of a first level, in hundredths.
    #[must_use]
    pub fn points(&self, plan: &Plan, level: FirstLevel) -> u32 {
        let own = self.indicators(plan).filter(|(_, target)| target.dimension.first_level() == level);
        own.fold(0, |sum, (_, target)| sum.saturating_add(target.weight))
    }

    /// All points, in hundredths.
    #[must_use]
    pub fn total(&self, plan: &Plan) -> u32 {
        self.indicators(plan).fold(0, |sum, (_, target)| sum.saturating_add(target.weight))
    }

    /// What it is called: `101 整体支出`, `101 项目 XM01 档案数字化`.
    #[must_use]
    pub fn title(&self, plan: &Plan) -> String {
        if self.is_whole() {
            return format!("{} 整体支出", self.unit);
        }
        let name = plan.project(&self.unit, &self.project, "").map_or("", |project| &plan.projects[project].name);
        format!("{} 项目 {} {name}", self.unit, self.project).trim_end().to_owned()
    }
}

/// Whether it is a project, and no budget line that belongs to none: that goes by the line's code.
fn is_named(plan: &Plan, project: &Project) -> bool {
    project.lines.iter().any(|&line| plan.lines[line].code != project.code)
}
