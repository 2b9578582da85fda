use juesuan_amount::Fen;

use super::{Tabular, date_cell};
use crate::columns::Choice;
use crate::import::Row;
use crate::{Date, DeviationKind, Remedy, Role, Step};

/// A step in the correction of a deviation (整改), as in a 督查 item: who did what and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CorrectionRecord<'a> {
    /// 单位代码
    pub unit: &'a str,
    /// 整改编号, the same in all its steps.
    pub correction: &'a str,
    /// 环节
    pub step: Step,
    /// Day of the step.
    pub date: Date,
    /// In which role it was done.
    pub role: Role,
    /// 经办人
    pub person: &'a str,
    /// What kind of deviation it corrects; given when it is opened (交办).
    pub deviation: Option<DeviationKind>,
    /// 项目代码 of the project that deviates; empty for a budget line without a project, or 整体支出.
    pub project: &'a str,
    /// 绩效指标编号 of the indicator that deviates; may be empty.
    pub target: &'a str,
    /// 责任科室; given when it is opened.
    pub section: &'a str,
    /// 整改期限; given when it is opened.
    pub deadline: Option<Date>,
    /// 原因; given by who handles it (办理).
    pub cause: &'a str,
    /// 措施; given by who handles it (办理).
    pub remedy: Option<Remedy>,
    /// Amount of a measure that moves money.
    pub amount: Option<Fen>,
    /// 指标编号 of the budget line from which it moves money; of the line that deviates, when it is opened and the line
    /// belongs to no project.
    pub line: &'a str,
    /// 指标编号 of the budget line to which it moves money (调剂).
    pub to_line: &'a str,
    /// The new target (调整目标) as a cell of 指标值 holds it.
    pub value: &'a str,
    /// What was done, in words; may be empty.
    pub text: &'a str,
}

pub(crate) const STEP: usize = 2;
pub(crate) const DATE: usize = 3;
pub(crate) const ROLE: usize = 4;
pub(crate) const PERSON: usize = 5;
pub(crate) const DEVIATION: usize = 6;
pub(crate) const PROJECT: usize = 7;
pub(crate) const TARGET: usize = 8;
pub(crate) const SECTION: usize = 9;
pub(crate) const DEADLINE: usize = 10;
pub(crate) const CAUSE: usize = 11;
pub(crate) const REMEDY: usize = 12;
pub(crate) const AMOUNT: usize = 13;
pub(crate) const LINE: usize = 14;
pub(crate) const TO_LINE: usize = 15;
pub(crate) const VALUE: usize = 16;

impl<'a> Tabular<'a> for CorrectionRecord<'a> {
    const COLUMNS: &'static [&'static str] = &[
        "unit",
        "correction",
        "step",
        "step-date",
        "role",
        "person",
        "deviation",
        "project",
        "target",
        "responsible",
        "deadline",
        "cause",
        "corrective",
        "corrective-amount",
        "line",
        "to-line",
        "new-target",
        "step-text",
    ];

    fn read(row: &mut Row<'a, '_>) -> Self {
        Self {
            unit: row.unit(0),
            correction: row.number(1),
            step: row.choice(STEP),
            date: row.date(DATE),
            role: row.choice(ROLE),
            person: row.text(PERSON),
            deviation: if row.given(DEVIATION) { Some(row.choice(DEVIATION)) } else { None },
            project: row.text(PROJECT),
            target: row.text(TARGET),
            section: row.text(SECTION),
            deadline: row.date_if_given(DEADLINE),
            cause: row.text(CAUSE),
            remedy: if row.given(REMEDY) { Some(row.choice(REMEDY)) } else { None },
            amount: if row.given(AMOUNT) { Some(row.amount(AMOUNT)) } else { None },
            line: row.text(LINE),
            to_line: row.text(TO_LINE),
            value: row.text(VALUE),
            text: row.text(17),
        }
    }

    fn cells(&self) -> Vec<String> {
        let words = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
        vec![
            self.unit.to_owned(),
            self.correction.to_owned(),
            self.step.label().to_owned(),
            self.date.to_string(),
            self.role.label().to_owned(),
            self.person.to_owned(),
            words(self.deviation.map(Choice::label)),
            self.project.to_owned(),
            self.target.to_owned(),
            self.section.to_owned(),
            date_cell(self.deadline),
            self.cause.to_owned(),
            words(self.remedy.map(Choice::label)),
            self.amount.map(|amount| amount.to_string()).unwrap_or_default(),
            self.line.to_owned(),
            self.to_line.to_owned(),
            self.value.to_owned(),
            self.text.to_owned(),
        ]
    }
}
