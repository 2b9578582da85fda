//! What the year's performance is declared to be: goals, indicators, and the money that serves them.

mod builder;
mod coverage;
mod goal;
mod project;
mod revision;
mod target;

pub use builder::PlanBuilder;
pub use coverage::{Coverage, CoverageTotals, Duty, GoalMoney, LineMoney, Money, Part, apportion};
pub use goal::Goal;
pub use project::{BudgetLine, Project};
pub use revision::Revision;
pub use target::{Aim, Target};

/// The plan of a department's year. Indices into its lists stand for their members everywhere in this crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Fiscal year.
    pub year: u16,
    /// 年度绩效目标, by unit and code.
    pub goals: Vec<Goal>,
    /// 绩效指标, by unit and code.
    pub targets: Vec<Target>,
    /// What money is spent on: projects, and each budget line that belongs to none; by unit and code.
    pub projects: Vec<Project>,
    /// 预算指标, by unit and code.
    pub lines: Vec<BudgetLine>,
}

impl Plan {
    /// The goal of a unit and a code.
    #[must_use]
    pub fn goal(&self, unit: &str, code: &str) -> Option<usize> {
        find(&self.goals, |goal| (&*goal.unit, &*goal.code), unit, code)
    }

    /// The indicator of a unit and a code.
    #[must_use]
    pub fn target(&self, unit: &str, code: &str) -> Option<usize> {
        find(&self.targets, |target| (&*target.unit, &*target.code), unit, code)
    }

    /// The budget line of a unit and a code.
    #[must_use]
    pub fn line(&self, unit: &str, code: &str) -> Option<usize> {
        find(&self.lines, |line| (&*line.unit, &*line.code), unit, code)
    }

    /// What money of a unit is spent on: the project of a code; without a project, the budget line.
    #[must_use]
    pub fn project(&self, unit: &str, project: &str, line: &str) -> Option<usize> {
        let code = if project.is_empty() { line } else { project };
        find(&self.projects, |project| (&*project.unit, &*project.code), unit, code)
    }

    /// The indicators by which a project is judged: its own; if it has none, those of the goals that its money serves.
    #[must_use]
    pub fn judged_by(&self, project: usize) -> &[usize] {
        &self.projects[project].judged_by
    }

    /// The goals that a project's money serves.
    pub fn goals_of(&self, project: usize) -> impl Iterator<Item = usize> {
        let lines = self.projects[project].lines.iter().map(|&line| &self.lines[line]);
        let goals: std::collections::BTreeSet<usize> =
            lines.flat_map(|line| line.shares.iter().map(|&(goal, _)| goal)).collect();
        goals.into_iter()
    }
}

/// The place of a name in a list that is in the order of its names.
fn find<T>(list: &[T], name: impl Fn(&T) -> (&str, &str), unit: &str, code: &str) -> Option<usize> {
    list.binary_search_by(|member| name(member).cmp(&(unit, code))).ok()
}

#[cfg(test)]
pub(crate) mod tests {
    use juesuan_amount::Quantity;
    use juesuan_books::{Aggregation, Comparison, Dimension, Scoring, TargetRecord, TargetValue, Trajectory};

    use super::Target;

    /// An indicator that tests vary: at least 100, ten points in proportion.
    pub(crate) fn target() -> Target {
        Target::new(&TargetRecord {
            unit: "101001",
            target: "J1",
            goal: "",
            project: "",
            dimension: Dimension::Quantity,
            name: "参阅资料",
            comparison: Comparison::AtLeast,
            value: TargetValue::Number(Quantity::whole(100)),
            measure: "篇",
            weight: 1000,
            baseline: None,
            register: "参阅资料",
            aggregation: Aggregation::Count,
            threshold: None,
            trajectory: Trajectory::EVEN,
            scoring: Scoring::Proportional,
            pass: None,
            section: "",
            source: "",
        })
    }
}
