//! The documents that a snapshot fills.

use juesuan_books::{Correction, CorrectionState};
use juesuan_performance::{
    apply::{NextTarget, Proposal, next_targets, propose},
    self_evaluation::{Rectified, SelfEvaluation},
};
use juesuan_report::{Report, Rounding};

use super::Snapshot;
use crate::{Result, disclosure};

impl Snapshot {
    /// The disclosure by a form (none for the national one).
    ///
    /// # Errors
    /// When there is no such form, or no unit.
    pub fn report(&self, form: Option<&str>, rounding: Rounding) -> Result<Report> {
        disclosure(&self.books(), form, rounding)
    }

    /// The self-evaluation report (绩效自评报告) of the unit and its projects, as of the day.
    ///
    /// # Errors
    /// When the books have no unit.
    pub fn self_evaluation(&self) -> Result<Report> {
        let evaluator = self.evaluator();
        let (whole, projects) = (evaluator.unit(self.unit()), evaluator.projects());
        let corrections: Vec<Rectified> = self.corrections.iter().map(|it| self.rectified(it)).collect();
        let report = SelfEvaluation {
            books: &self.books(),
            plan: self.plan(),
            facts: self.facts(),
            whole: &whole,
            projects: &projects,
            corrections: &corrections,
            proposal: Some(&propose(self.plan(), self.facts(), &projects, &self.settings.application)),
            next_targets: &self.next_targets(),
            settings: &self.settings.evaluation,
        };
        Ok(report.report()?)
    }

    /// What the results mean for next year's budget.
    #[must_use]
    pub fn proposal(&self) -> Proposal {
        propose(self.plan(), self.facts(), &self.evaluator().projects(), &self.settings.application)
    }

    /// What they mean for next year's targets, in the order of the plan's.
    #[must_use]
    pub fn next_targets(&self) -> Vec<NextTarget> {
        next_targets(self.plan(), self.facts(), &self.settings.application, self.day_of_year())
    }

    /// A correction as the report tells of it.
    fn rectified(&self, correction: &Correction) -> Rectified {
        let plan = self.plan();
        let project = plan.project(&correction.unit, &correction.project, &correction.line);
        let target = plan.target(&correction.unit, &correction.target);
        let mut what =
            project.map_or("整体支出".to_owned(), |project| format!("“{}”项目", plan.projects[project].name));
        if let Some(target) = target {
            what += &format!("“{}”指标", plan.targets[target].name);
        }
        let measures: Vec<&str> = correction.measures.iter().map(|measure| measure.remedy.name()).collect();
        let closed = correction.state() == CorrectionState::Closed;
        Rectified {
            code: correction.code.clone(),
            target: correction.target.clone(),
            what: format!("{what}{}", correction.deviation.name()),
            section: correction.section.clone(),
            cause: correction.cause.clone(),
            measure: measures.join("、"),
            closed,
            overdue: !closed && correction.overdue_days(self.day) > 0,
        }
    }
}
