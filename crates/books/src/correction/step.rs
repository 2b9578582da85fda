use juesuan_amount::Fen;

use crate::{CorrectionRecord, Date, DeviationKind, Remedy, Role, Step};

/// A step of a correction by itself: a [`CorrectionRecord`] without unit and code. Its order is that of days; on one day
/// that of steps.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "documented at the fields of CorrectionRecord")]
pub struct StepTaken {
    pub date: Date,
    pub step: Step,
    pub role: Role,
    pub person: String,
    pub deviation: Option<DeviationKind>,
    pub project: String,
    pub target: String,
    pub section: String,
    pub deadline: Option<Date>,
    pub cause: String,
    pub remedy: Option<Remedy>,
    pub amount: Option<Fen>,
    pub line: String,
    pub to_line: String,
    pub value: String,
    pub text: String,
}

impl StepTaken {
    /// A step of which nothing more is said.
    #[must_use]
    pub fn new(date: Date, step: Step, role: Role, person: &str) -> Self {
        let (project, target, section, cause) = Default::default();
        let (line, to_line, value, text) = Default::default();
        Self {
            date,
            step,
            role,
            person: person.to_owned(),
            deviation: None,
            project,
            target,
            section,
            deadline: None,
            cause,
            remedy: None,
            amount: None,
            line,
            to_line,
            value,
            text,
        }
    }

    /// The record of the step of a correction.
    #[must_use]
    pub fn record<'a>(&'a self, unit: &'a str, correction: &'a str) -> CorrectionRecord<'a> {
        CorrectionRecord {
            unit,
            correction,
            step: self.step,
            date: self.date,
            role: self.role,
            person: &self.person,
            deviation: self.deviation,
            project: &self.project,
            target: &self.target,
            section: &self.section,
            deadline: self.deadline,
            cause: &self.cause,
            remedy: self.remedy,
            amount: self.amount,
            line: &self.line,
            to_line: &self.to_line,
            value: &self.value,
            text: &self.text,
        }
    }
}

impl From<&CorrectionRecord<'_>> for StepTaken {
    fn from(record: &CorrectionRecord<'_>) -> Self {
        Self {
            deviation: record.deviation,
            project: record.project.to_owned(),
            target: record.target.to_owned(),
            section: record.section.to_owned(),
            deadline: record.deadline,
            cause: record.cause.to_owned(),
            remedy: record.remedy,
            amount: record.amount,
            line: record.line.to_owned(),
            to_line: record.to_line.to_owned(),
            value: record.value.to_owned(),
            text: record.text.to_owned(),
            ..Self::new(record.date, record.step, record.role, record.person)
        }
    }
}
