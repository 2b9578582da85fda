use juesuan_amount::Fen;
use juesuan_books::{
    ChangeKind, Correction, CorrectionSteps, Measure, Misfit, Remedy, Step, StepTaken, TargetValue, fold,
};

use super::{Change, Lines};
use crate::{Aim, Plan};

/// A step that fits, and all that it changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The correction after it.
    pub correction: Correction,
    /// The changes of the budget that come with it: of an approved 调剂 or 收回.
    pub changes: Vec<Change>,
    /// How things stood before it, in Chinese, for the log; none before 交办.
    pub before: Option<String>,
    /// How they stand after it.
    pub after: String,
}

/// Why a step cannot be taken, in Chinese, with what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// It does not fit.
    #[error("{0}")]
    Misfit(#[from] Misfit),
    /// The correction is there already.
    #[error("已有整改“{0}”。请另取一个整改编号，或不写编号由程序编")]
    Known(String),
    /// It is there already.
    #[error("整改“{0}”在这一天已有完全相同的一步。确是另一次的，请在说明中写明区别")]
    Repeated(String),
    /// Among the steps of one day its place could not be told later.
    #[error("整改“{0}”这一天的环节太多，放在一起分不出先后。请改用后一天的日期")]
    Unordered(String),
    /// There is no such line or target.
    #[error("单位“{unit}”没有{what}“{code}”。请核对编号")]
    Unknown {
        /// 单位代码
        unit: String,
        /// 预算指标 or 绩效指标.
        what: &'static str,
        /// Its code.
        code: String,
    },
    /// Money would move between funds.
    #[error("指标“{from}”是{from_fund}，指标“{to}”是{to_fund}，资金性质不同，不能调剂。请另选调入的指标")]
    OtherFund {
        /// 指标编号
        from: String,
        /// Its fund.
        from_fund: &'static str,
        /// 指标编号
        to: String,
        /// Its fund.
        to_fund: &'static str,
    },
    /// The new target is none.
    #[error("“{0}”不能作这个绩效指标的指标值。请写数（不带单位）；期限类的写日期，定性的写文字")]
    Value(String),
    /// The year has passed.
    #[error("{year}年度已过，不能再{what}。请改用其他措施，在下一年度的预算和目标中反映")]
    AfterYear {
        /// Fiscal year.
        year: u16,
        /// The measure.
        what: &'static str,
    },
}

/// Takes a step of a correction: what the correction is after it, and what else changes. Nothing is entered yet.
///
/// # Errors
/// When it does not fit the correction, or its measure the books.
pub fn taken(
    plan: &Plan,
    lines: &Lines,
    steps: &CorrectionSteps,
    (unit, code): (&str, &str),
    step: &StepTaken,
) -> Result<Taken, StepError> {
    let known = steps.of(unit, code);
    if step.step == Step::Assign && !known.is_empty() {
        return Err(StepError::Known(code.to_owned()));
    }
    if known.contains(step) {
        return Err(StepError::Repeated(code.to_owned()));
    }
    let before = (!known.is_empty()).then(|| fold(unit, code, known)).transpose().map_err(|unfit| unfit.misfit)?;
    let after = match &before {
        None => Correction::open(unit, code, step)?,
        Some(before) => {
            let mut after = before.clone();
            after.take(step)?;
            after
        }
    };
    let all: Vec<StepTaken> = known.iter().chain([step]).cloned().collect();
    if fold(unit, code, &all).ok().as_ref() != Some(&after) {
        return Err(StepError::Unordered(code.to_owned()));
    }
    let asked = after.pending.as_ref().filter(|_| step.step == Step::Handle);
    let approved = after.measures.last().filter(|_| step.step == Step::Approve);
    let effects = asked.or(approved).map(|measure| effects(plan, lines, &after, measure, step)).transpose()?;
    let effects = effects.unwrap_or_default();
    let words = |correction: &Correction, more: &str| format!("{}{more}", correction.state().name());
    Ok(Taken {
        before: before.map(|before| words(&before, &effects.before)),
        after: words(&after, &effects.after),
        changes: if approved.is_some() { effects.changes } else { Vec::new() },
        correction: after,
    })
}

/// What a measure changes beside the correction, and in words how that was and will be.
#[derive(Default)]
struct Effects {
    changes: Vec<Change>,
    before: String,
    after: String,
}

/// What a measure does to the books once it is approved; told when it is asked for already, so that nothing is asked for
/// that cannot be done.
fn effects(
    plan: &Plan,
    lines: &Lines,
    correction: &Correction,
    measure: &Measure,
    step: &StepTaken,
) -> Result<Effects, StepError> {
    let binds = matches!(measure.remedy, Remedy::Move | Remedy::Withdraw | Remedy::Revise);
    if binds && step.date.year() != plan.year {
        return Err(StepError::AfterYear { year: plan.year, what: measure.remedy.name() });
    }
    match measure.remedy {
        Remedy::Move | Remedy::Withdraw => move_money(lines, correction, measure, step),
        Remedy::Revise => revise(plan, &correction.unit, measure),
        _ => Ok(Effects { after: format!("；{}", measure.text()), ..Effects::default() }),
    }
}

fn move_money(
    lines: &Lines,
    correction: &Correction,
    measure: &Measure,
    step: &StepTaken,
) -> Result<Effects, StepError> {
    let unknown =
        |code: &str| StepError::Unknown { unit: correction.unit.clone(), what: "预算指标", code: code.to_owned() };
    let line = |code: &str| lines.get(&correction.unit, code).ok_or_else(|| unknown(code));
    let amount = measure.amount.unwrap_or_default();
    let from = line(&measure.line)?;
    let mut parts = vec![(from, ChangeKind::Withdrawn, -amount)];
    if measure.remedy == Remedy::Move {
        let to = line(&measure.to_line)?;
        if from.fund != to.fund {
            return Err(StepError::OtherFund {
                from: from.code.clone(),
                from_fund: from.fund.name(),
                to: to.code.clone(),
                to_fund: to.fund.name(),
            });
        }
        parts = vec![(from, ChangeKind::MovedOut, -amount), (to, ChangeKind::MovedIn, amount)];
    }
    let mut effects = Effects::default();
    for (line, kind, amount) in parts {
        let told = |budget: Fen| format!("；指标{} 预算 {budget} 元", line.code);
        effects.before += &told(line.budget);
        effects.after += &told(line.budget + amount);
        effects.changes.push(Change {
            line: line.clone(),
            kind,
            amount,
            date: step.date,
            document: format!("整改{}", correction.code),
            purpose: format!("绩效整改{}", measure.remedy.name()),
        });
    }
    Ok(effects)
}

fn revise(plan: &Plan, unit: &str, measure: &Measure) -> Result<Effects, StepError> {
    let target = plan.target(unit, &measure.target).map(|target| &plan.targets[target]);
    let target = target.ok_or_else(|| StepError::Unknown {
        unit: unit.to_owned(),
        what: "绩效指标",
        code: measure.target.clone(),
    })?;
    let value = TargetValue::read(target.comparison, &measure.value);
    let value = value.ok_or_else(|| StepError::Value(measure.value.clone()))?;
    let told = |aim: &Aim| format!("；绩效指标{}（{}）{}", target.code, target.name, target.text_of(aim));
    Ok(Effects { before: told(&target.aim), after: told(&Aim::from(value)), ..Effects::default() })
}
