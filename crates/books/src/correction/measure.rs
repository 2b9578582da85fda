use juesuan_amount::Fen;

use super::{Correction, Misfit, StepTaken};
use crate::record::correction as column;
use crate::{Date, Remedy};

/// A measure against a deviation (措施), with all that it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// 措施
    pub remedy: Remedy,
    /// Amount of a measure that moves money, positive.
    pub amount: Option<Fen>,
    /// 项目代码 of the project whose payments it pauses or resumes; may be empty.
    pub project: String,
    /// 指标编号 of the line from which it moves money, or whose payments it pauses where there is no project.
    pub line: String,
    /// 指标编号 of the line to which it moves money.
    pub to_line: String,
    /// 绩效指标编号 of the target that it revises.
    pub target: String,
    /// The new target as a cell of 指标值 holds it.
    pub value: String,
    /// Day of 办理.
    pub asked: Date,
    /// Who asked for it.
    pub person: String,
    /// How it was approved; none while it awaits that, and where none is needed.
    pub approval: Option<Approval>,
}

/// The approval of a measure (审批).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// From when it is in force.
    pub date: Date,
    /// 分管领导
    pub person: String,
}

/// A time in which no payments are made (暂停支付).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// 项目代码; empty where a single budget line is paused.
    pub project: String,
    /// 指标编号 of the line that is paused where there is no project.
    pub line: String,
    /// The first day without payments.
    pub from: Date,
    /// The first day on which payments are made again; none while they are paused.
    pub until: Option<Date>,
    /// Who approved it.
    pub approved_by: String,
}

impl Measure {
    /// The measure that a section asks for (办理).
    ///
    /// # Errors
    /// What it lacks.
    pub(super) fn new(correction: &Correction, step: &StepTaken) -> Result<Self, Misfit> {
        let Some(remedy) = step.remedy else {
            return Err(Misfit::blank(column::REMEDY, "措施", "办理"));
        };
        let or = |own: &str, otherwise: &str| if own.is_empty() { otherwise } else { own }.to_owned();
        // What is resumed is what was paused.
        let paused = correction.holds().pop().filter(|_| remedy == Remedy::Resume);
        let (project, line) = match &paused {
            Some(hold) => (hold.project.clone(), hold.line.clone()),
            None => (or(&step.project, &correction.project), or(&step.line, &correction.line)),
        };
        let measure = Self {
            remedy,
            amount: step.amount,
            project,
            line,
            to_line: step.to_line.clone(),
            target: or(&step.target, &correction.target),
            value: step.value.clone(),
            asked: step.date,
            person: step.person.clone(),
            approval: None,
        };
        measure.whole(correction)?;
        Ok(measure)
    }

    /// Whether all is there that it needs.
    fn whole(&self, correction: &Correction) -> Result<(), Misfit> {
        let blank = |column, what| Err(Misfit::blank(column, what, self.remedy.name()));
        match self.remedy {
            Remedy::Move | Remedy::Withdraw if self.line.is_empty() => return blank(column::LINE, "指标编号"),
            Remedy::Move if self.to_line.is_empty() => return blank(column::TO_LINE, "调入指标编号"),
            Remedy::Revise if self.target.is_empty() => return blank(column::TARGET, "绩效指标编号"),
            Remedy::Revise if self.value.is_empty() => return blank(column::VALUE, "调整后的指标值"),
            Remedy::Pause if self.project.is_empty() && self.line.is_empty() => {
                return blank(column::PROJECT, "项目代码（没有项目的写指标编号）");
            }
            Remedy::Move if self.line == self.to_line => {
                let wrong = format!("从指标“{}”调剂到它自己", self.line);
                return Err(Misfit::new(column::TO_LINE, wrong, "请改正调入指标编号"));
            }
            Remedy::Pause if correction.is_paused() => {
                return Err(Misfit::new(column::REMEDY, "支付已经暂停".to_owned(), "不用再次暂停"));
            }
            Remedy::Resume if !correction.is_paused() => {
                return Err(Misfit::new(column::REMEDY, "支付没有暂停".to_owned(), "不用恢复"));
            }
            _ => {}
        }
        let moves = matches!(self.remedy, Remedy::Move | Remedy::Withdraw);
        match self.amount {
            None if moves => blank(column::AMOUNT, "金额"),
            Some(amount) if moves && amount <= Fen::ZERO => {
                let wrong = format!("{}的金额是 {amount} 元", self.remedy.name());
                Err(Misfit::new(column::AMOUNT, wrong, "请写大于0的金额"))
            }
            _ => Ok(()),
        }
    }

    /// In words: `调剂：从指标Z1调到指标Z2 5000.00 元`.
    #[must_use]
    pub fn text(&self) -> String {
        let name = self.remedy.name();
        let amount = self.amount.unwrap_or_default();
        match self.remedy {
            Remedy::Move => format!("{name}：从指标{}调到指标{} {amount} 元", self.line, self.to_line),
            Remedy::Withdraw => format!("{name}：从指标{}收回 {amount} 元", self.line),
            Remedy::Revise => format!("{name}：绩效指标{}改为 {}", self.target, self.value),
            Remedy::Pause | Remedy::Resume if self.project.is_empty() => format!("{name}：指标{}", self.line),
            Remedy::Pause | Remedy::Resume => format!("{name}：项目{}", self.project),
            Remedy::SpeedUp | Remedy::Other => name.to_owned(),
        }
    }
}

impl Correction {
    /// The times in which it lets no payments be made, in order.
    #[must_use]
    pub fn holds(&self) -> Vec<Hold> {
        let mut holds: Vec<Hold> = Vec::new();
        for (measure, approval) in self.measures.iter().filter_map(|m| Some((m, m.approval.as_ref()?))) {
            match measure.remedy {
                Remedy::Pause => holds.push(Hold {
                    project: measure.project.clone(),
                    line: measure.line.clone(),
                    from: approval.date,
                    until: None,
                    approved_by: approval.person.clone(),
                }),
                Remedy::Resume => {
                    if let Some(hold) = holds.last_mut().filter(|hold| hold.until.is_none()) {
                        hold.until = Some(approval.date);
                    }
                }
                _ => {}
            }
        }
        holds
    }
}
