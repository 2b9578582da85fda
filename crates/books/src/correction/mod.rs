//! 整改: the correction of a deviation as a state machine, 交办 → 办理 → 审批 → 反馈 → 核验 → 办结, with 退回, 重开 and 督办升级.
//!
//! A correction is what its steps come to ([`fold`]), whatever the order in which they are read. Steps that do not fit
//! each other do not pass the door.

mod fold;
mod measure;
mod misfit;
mod rules;
mod step;

use crate::{Date, DeviationKind, Role, Step};

pub use fold::{CorrectionSteps, Unfit, fold};
pub use measure::{Approval, Hold, Measure};
pub use misfit::Misfit;
pub use step::StepTaken;

/// The register (登记簿) that corrections fill by themselves: an indicator that draws on it counts what they take away.
pub const CORRECTIONS: &str = "整改";

/// How far a correction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CorrectionState {
    /// 待办理: the responsible section is to find cause and measure.
    Assigned,
    /// 待审批: a measure that touches money, payments or targets awaits the 分管领导.
    Approval,
    /// 整改中: the measure stands, the section carries it out.
    Underway,
    /// 待核验: the section reports that it is done.
    Reported,
    /// 待办结: found to be done.
    Verified,
    /// 已办结
    Closed,
}

impl CorrectionState {
    /// All, in the order in which a correction passes them.
    pub const ALL: [Self; 6] =
        [Self::Assigned, Self::Approval, Self::Underway, Self::Reported, Self::Verified, Self::Closed];

    /// The Chinese word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assigned => "待办理",
            Self::Approval => "待审批",
            Self::Underway => "整改中",
            Self::Reported => "待核验",
            Self::Verified => "待办结",
            Self::Closed => "已办结",
        }
    }
}

/// The correction of a deviation, as its steps have made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// 单位代码
    pub unit: String,
    /// 整改编号
    pub code: String,
    /// 偏差类型
    pub deviation: DeviationKind,
    /// 项目代码; empty for a budget line without a project, or 整体支出.
    pub project: String,
    /// 绩效指标编号; may be empty.
    pub target: String,
    /// 指标编号 of the budget line that deviates; empty unless it belongs to no project.
    pub line: String,
    /// 责任科室
    pub section: String,
    /// 原因, as the section said last; empty before it did.
    pub cause: String,
    /// Measures in force, in the order in which they came into it.
    pub measures: Vec<Measure>,
    /// The measure that awaits approval.
    pub pending: Option<Measure>,
    /// Each time that it was opened: first by 交办, then by 重开.
    pub rounds: Vec<Round>,
    /// What was done, in order.
    pub steps: Vec<StepTaken>,
    stage: CorrectionState,
}

/// A correction from its opening, or reopening, to the section's report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// Day of 交办 or 重开.
    pub opened: Date,
    /// 整改期限
    pub deadline: Date,
    /// Day of the section's last report, unless that was returned.
    pub reported: Option<Date>,
}

impl Round {
    /// By how many days the report is later than the deadline, as things stand at the end of a day.
    #[must_use]
    pub fn overdue_days(&self, day: Date) -> u32 {
        let end = self.reported.map_or(day, |reported| reported.min(day));
        u32::try_from(end.days_since(self.deadline)).unwrap_or(0)
    }
}

impl Correction {
    /// How far it is.
    #[must_use]
    pub const fn state(&self) -> CorrectionState {
        if self.pending.is_some() { CorrectionState::Approval } else { self.stage }
    }

    /// Its last opening.
    #[must_use]
    pub fn round(&self) -> &Round {
        // `open` makes the first one, and none is ever taken away.
        &self.rounds[self.rounds.len() - 1]
    }

    /// Day of 交办.
    #[must_use]
    pub fn opened(&self) -> Date {
        self.rounds[0].opened
    }

    /// 整改期限 that counts now.
    #[must_use]
    pub fn deadline(&self) -> Date {
        self.round().deadline
    }

    /// How often it was reopened.
    #[must_use]
    pub fn reopened(&self) -> usize {
        self.rounds.len() - 1
    }

    /// By how many days the section is late in this round, as things stand at the end of a day; nothing once it reported
    /// in time.
    #[must_use]
    pub fn overdue_days(&self, day: Date) -> u32 {
        self.round().overdue_days(day)
    }

    /// Whether the section was late in any round, as things stand at the end of a day.
    #[must_use]
    pub fn was_overdue(&self, day: Date) -> bool {
        self.rounds.iter().any(|round| round.overdue_days(day) > 0)
    }

    /// The last step of a kind.
    #[must_use]
    pub fn last(&self, step: Step) -> Option<&StepTaken> {
        self.steps.iter().rev().find(|taken| taken.step == step)
    }

    /// How often 督办升级 was recorded since it was last opened.
    #[must_use]
    pub fn escalations(&self) -> usize {
        let opening = |taken: &&StepTaken| !matches!(taken.step, Step::Assign | Step::Reopen);
        self.steps.iter().rev().take_while(opening).filter(|taken| taken.step == Step::Escalate).count()
    }

    /// Whether it has paused payments that were not resumed.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.holds().last().is_some_and(|hold| hold.until.is_none())
    }

    /// The steps that somebody may take now in a role; who handled it still may not approve, verify or close it.
    #[must_use]
    pub fn next_steps(&self, role: Role) -> Vec<Step> {
        self.possible().filter(|(_, roles)| roles.contains(&role)).map(|(step, _)| step).collect()
    }

    /// The steps that may be taken now, with the roles that may take them.
    pub fn possible(&self) -> impl Iterator<Item = (Step, &'static [Role])> {
        let all = Step::all().iter().map(|&step| (step, self.roles(step)));
        all.filter(|(_, roles)| !roles.is_empty())
    }

    /// Whether a person handled or reported it, and so must not approve, verify or close it.
    #[must_use]
    pub fn was_handled_by(&self, person: &str) -> bool {
        self.steps.iter().any(|taken| matches!(taken.step, Step::Handle | Step::Report) && taken.person == person)
    }
}
