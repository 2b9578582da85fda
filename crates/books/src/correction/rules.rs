//! Which step may be taken when, by whom, and what it changes.

use super::{Approval, Correction, CorrectionState, Measure, Misfit, Round, StepTaken};
use crate::record::correction as column;
use crate::{Date, Remedy, Role, Step};

/// Who opens, verifies and reopens.
const CONTROL: &[Role] = &[Role::Performance, Role::Audit];
const PERFORMANCE: &[Role] = &[Role::Performance];
const SECTION: &[Role] = &[Role::Section];
const LEADER: &[Role] = &[Role::Leader];

impl CorrectionState {
    /// The roles that may take a step in this state, while payments are paused or not; none when it does not fit.
    #[must_use]
    pub const fn roles(self, step: Step, paused: bool) -> &'static [Role] {
        match (self, step) {
            (Self::Assigned | Self::Underway, Step::Handle) | (Self::Underway, Step::Report) => SECTION,
            // Only to resume payments: what was reported is done.
            (Self::Reported | Self::Verified, Step::Handle) if paused => SECTION,
            (Self::Approval, Step::Approve | Step::Return) => LEADER,
            (Self::Reported, Step::Verify | Step::Return) | (Self::Verified | Self::Closed, Step::Reopen) => CONTROL,
            (Self::Assigned | Self::Approval | Self::Underway, Step::Escalate) => CONTROL,
            (Self::Verified, Step::Close) if !paused => PERFORMANCE,
            _ => &[],
        }
    }
}

impl Correction {
    /// The roles that may take a step now; none when it does not fit.
    pub(super) fn roles(&self, step: Step) -> &'static [Role] {
        self.state().roles(step, self.is_paused())
    }

    /// Opens a correction by its first step.
    ///
    /// # Errors
    /// When it is another step, or lacks something.
    pub fn open(unit: &str, code: &str, step: &StepTaken) -> Result<Self, Misfit> {
        if step.step != Step::Assign {
            let wrong = format!("整改“{code}”还没有交办，不能{}", step.step.name());
            return Err(Misfit::new(column::STEP, wrong, "请先交办，或改正整改编号"));
        }
        if !PERFORMANCE.contains(&step.role) {
            return Err(wrong_role(code, step, PERFORMANCE));
        }
        let Some(deviation) = step.deviation else {
            return Err(Misfit::blank(column::DEVIATION, "偏差类型", "交办"));
        };
        if step.section.is_empty() {
            return Err(Misfit::blank(column::SECTION, "责任科室", "交办"));
        }
        Ok(Self {
            unit: unit.to_owned(),
            code: code.to_owned(),
            deviation,
            project: step.project.clone(),
            target: step.target.clone(),
            line: if step.project.is_empty() { step.line.clone() } else { String::new() },
            section: step.section.clone(),
            cause: String::new(),
            measures: Vec::new(),
            pending: None,
            rounds: vec![round(step)?],
            steps: vec![step.clone()],
            stage: CorrectionState::Assigned,
        })
    }

    /// Takes the next step.
    ///
    /// # Errors
    /// When it does not fit: then nothing is changed, and the message says what may be done now.
    pub fn take(&mut self, step: &StepTaken) -> Result<(), Misfit> {
        self.admits(step)?;
        match step.step {
            Step::Handle => self.handle(step)?,
            Step::Approve => self.approve(step)?,
            Step::Report => {
                self.stage = CorrectionState::Reported;
                self.reported(Some(step.date));
            }
            Step::Verify => self.stage = CorrectionState::Verified,
            Step::Close => self.stage = CorrectionState::Closed,
            Step::Return => self.send_back(),
            Step::Reopen => {
                self.rounds.push(round(step)?);
                self.stage = CorrectionState::Assigned;
            }
            // `admits` has refused a second 交办.
            Step::Assign | Step::Escalate => {}
        }
        self.steps.push(step.clone());
        Ok(())
    }

    /// Whether somebody may take the step now, on its day.
    fn admits(&self, step: &StepTaken) -> Result<(), Misfit> {
        let roles = self.roles(step.step);
        if roles.is_empty() {
            return Err(self.out_of_turn(step));
        }
        if !roles.contains(&step.role) {
            return Err(wrong_role(&self.code, step, roles));
        }
        let others = matches!(step.step, Step::Approve | Step::Verify | Step::Close);
        if others && self.was_handled_by(&step.person) {
            let wrong = format!("{}办理过整改“{}”，不能{}", step.person, self.code, step.step.name());
            return Err(Misfit::new(column::PERSON, wrong, &format!("{}请由另一人做", step.step.name())));
        }
        if let Some(last) = self.steps.last().filter(|last| step.date < last.date) {
            let wrong = format!("{} 早于上一环节（{}，{}）", step.date, last.step.name(), last.date);
            return Err(Misfit::new(column::DATE, wrong, "各环节的日期不能倒退，请核对日期"));
        }
        if step.step == Step::Escalate && step.date <= self.deadline() {
            let wrong = format!("整改“{}”的期限 {} 还没有过", self.code, self.deadline());
            return Err(Misfit::new(column::DATE, wrong, "超过期限后再督办升级"));
        }
        Ok(())
    }

    /// Says that a step does not fit, and what does.
    fn out_of_turn(&self, step: &StepTaken) -> Misfit {
        let state = self.state().name();
        let wrong = format!("整改“{}”现在是“{state}”，不能{}", self.code, step.step.name());
        if step.step == Step::Close && self.is_paused() {
            return Misfit::new(column::STEP, format!("{wrong}：支付还暂停着"), "请责任科室先办理“恢复支付”并经审批");
        }
        Misfit::new(column::STEP, wrong, &format!("现在可以：{}", self.possible_text(step.date)))
    }

    /// The steps that may be taken on a day, with who may take them, in Chinese: `审批（分管领导）、退回（分管领导）`.
    #[must_use]
    pub fn possible_text(&self, day: Date) -> String {
        let due = |step| step != Step::Escalate || day > self.deadline();
        let words = |(step, roles): (Step, &[Role])| format!("{}（{}）", step.name(), names(roles, "、"));
        let steps: Vec<String> = self.possible().filter(|&(step, _)| due(step)).map(words).collect();
        steps.join("、")
    }

    fn handle(&mut self, step: &StepTaken) -> Result<(), Misfit> {
        if step.cause.is_empty() && self.cause.is_empty() {
            return Err(Misfit::blank(column::CAUSE, "原因", "办理"));
        }
        let measure = Measure::new(self, step)?;
        let done = matches!(self.stage, CorrectionState::Reported | CorrectionState::Verified);
        if done && measure.remedy != Remedy::Resume {
            let wrong = format!("整改“{}”现在是“{}”，只能办理“恢复支付”", self.code, self.stage.name());
            return Err(Misfit::new(column::REMEDY, wrong, "要另采取措施的，先退回或重开"));
        }
        if !step.cause.is_empty() {
            self.cause.clone_from(&step.cause);
        }
        if measure.remedy.needs_approval() {
            self.pending = Some(measure);
        } else {
            self.enforce(measure);
        }
        Ok(())
    }

    fn approve(&mut self, step: &StepTaken) -> Result<(), Misfit> {
        // `admits` has made sure that there is one.
        let Some(pending) = &self.pending else { return Err(self.out_of_turn(step)) };
        if let Some(other) = step.remedy.filter(|&remedy| remedy != pending.remedy) {
            let wrong = format!("待审批的是“{}”，不是“{}”", pending.remedy.name(), other.name());
            return Err(Misfit::new(column::REMEDY, wrong, "请核对措施，或留空"));
        }
        let approval = Approval { date: step.date, person: step.person.clone() };
        let measure = Measure { approval: Some(approval), ..pending.clone() };
        self.pending = None;
        self.enforce(measure);
        Ok(())
    }

    /// A measure comes into force; the correction is under way from then on.
    fn enforce(&mut self, measure: Measure) {
        self.measures.push(measure);
        if self.stage == CorrectionState::Assigned {
            self.stage = CorrectionState::Underway;
        }
    }

    /// A measure is not approved, or a report is not enough.
    fn send_back(&mut self) {
        if self.pending.take().is_none() {
            self.stage = CorrectionState::Underway;
            self.reported(None);
        }
    }

    fn reported(&mut self, day: Option<Date>) {
        if let Some(round) = self.rounds.last_mut() {
            round.reported = day;
        }
    }
}

fn round(step: &StepTaken) -> Result<Round, Misfit> {
    let Some(deadline) = step.deadline else {
        return Err(Misfit::blank(column::DEADLINE, "整改期限", step.step.name()));
    };
    if deadline < step.date {
        let wrong = format!("整改期限 {deadline} 早于{}的日期 {}", step.step.name(), step.date);
        return Err(Misfit::new(column::DEADLINE, wrong, "请核对期限"));
    }
    Ok(Round { opened: step.date, deadline, reported: None })
}

fn wrong_role(code: &str, step: &StepTaken, roles: &[Role]) -> Misfit {
    let (role, name) = (step.role.name(), step.step.name());
    Misfit::new(column::ROLE, format!("{role}不能{name}整改“{code}”"), &format!("{name}由{}做", names(roles, "或")))
}

/// The names of roles with a word between them.
fn names(roles: &[Role], between: &str) -> String {
    let names: Vec<&str> = roles.iter().map(|role| role.name()).collect();
    names.join(between)
}
