use juesuan_amount::Fen;
use juesuan_books::{Correction, Date, Remedy, Role, Step, StepTaken};
use juesuan_performance::{CorrectionSettings, correct::deadline, monitor::Light};

use crate::{Declared, Result, dates};

/// A step that is ready to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// 单位代码
    pub unit: String,
    /// 整改编号
    pub code: String,
    /// The step.
    pub step: StepTaken,
}

/// Who takes a step, when and in which role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signed {
    /// 经办人
    pub person: String,
    /// Where none is said, the first of those that may take the step.
    pub role: Option<Role>,
    /// Where none is said, today, or the last day of a year that has passed; but not before the step before it.
    pub day: Option<Date>,
    /// 说明; may be empty.
    pub text: String,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doing {
    /// 审批, 反馈, 核验, 办结, 退回 or 督办升级.
    Plain(Step),
    /// 办理
    Handle(Handling),
    /// 重开, with the new 整改期限; where none is said, the usual one of the kind of deviation.
    Reopen(Option<Date>),
}

/// Cause and measure, as the section finds them. Texts may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handling {
    /// 原因
    pub cause: String,
    /// 措施
    pub remedy: Remedy,
    /// Amount of 调剂 or 收回.
    pub amount: Option<Fen>,
    /// 指标编号 of the line that gives, or whose payments are paused.
    pub line: String,
    /// 指标编号 of the line that receives.
    pub to_line: String,
    /// 绩效指标编号 of the indicator to be revised.
    pub target: String,
    /// Its new 指标值.
    pub value: String,
}

impl Doing {
    /// The step that it is.
    #[must_use]
    pub const fn step(&self) -> Step {
        match self {
            Self::Plain(step) => *step,
            Self::Handle(_) => Step::Handle,
            Self::Reopen(_) => Step::Reopen,
        }
    }
}

/// Drafts the next step of a correction. Whether it fits is found when it is entered.
///
/// # Errors
/// When there is no such correction.
pub fn draft(
    declared: &Declared,
    code: &str,
    signed: &Signed,
    doing: &Doing,
    settings: &CorrectionSettings,
) -> Result<Draft> {
    let correction = declared.correction(code)?;
    let last = correction.steps.last().map(|last| last.date);
    let step = doing.step();
    let roles = correction.possible().find(|&(possible, _)| possible == step).map_or(&[][..], |(_, roles)| roles);
    let taken = signed.step(step, roles, signed.on(declared.year, last));
    let step = complete(correction, taken, doing, settings);
    Ok(Draft { unit: correction.unit.clone(), code: correction.code.clone(), step })
}

/// Adds what a step needs beyond who and when.
fn complete(correction: &Correction, taken: StepTaken, doing: &Doing, settings: &CorrectionSettings) -> StepTaken {
    match doing {
        Doing::Plain(step) => plain(correction, *step, taken),
        Doing::Handle(handling) => {
            let Handling { cause, remedy, amount, line, to_line, target, value } = handling.clone();
            StepTaken { cause, remedy: Some(remedy), amount, line, to_line, target, value, ..taken }
        }
        Doing::Reopen(given) => {
            let usual = || deadline(correction.deviation, Light::Yellow, taken.date, settings);
            StepTaken { deadline: given.or_else(usual), ..taken }
        }
    }
}

/// 审批 says which measure it approves, so that two on one day differ; 督办升级 by how many days it is late, where nothing
/// else is said.
fn plain(correction: &Correction, step: Step, taken: StepTaken) -> StepTaken {
    match &correction.pending {
        Some(pending) if step == Step::Approve => {
            StepTaken { remedy: Some(pending.remedy), amount: pending.amount, ..taken }
        }
        _ if step == Step::Escalate && taken.text.is_empty() => {
            StepTaken { text: format!("超期{}天", correction.overdue_days(taken.date)), ..taken }
        }
        _ => taken,
    }
}

impl Signed {
    /// The day of a step after the last one of a correction.
    #[must_use]
    pub fn on(&self, year: u16, last: Option<Date>) -> Date {
        let usual = dates::usual(year);
        self.day.unwrap_or_else(|| last.map_or(usual, |last| last.max(usual)))
    }

    /// The step of which only who and when is known.
    pub(super) fn step(&self, step: Step, roles: &[Role], day: Date) -> StepTaken {
        // A step that nobody may take is refused whatever the role.
        let role = self.role.or(roles.first().copied()).unwrap_or(Role::Performance);
        StepTaken { text: self.text.clone(), ..StepTaken::new(day, step, role, self.person.trim()) }
    }
}
