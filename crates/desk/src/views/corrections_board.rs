use juesuan_books::{Correction, CorrectionState, Date, DeviationKind, Role, Step};
use juesuan_performance::{
    correct::{Proposal, named, proposals, unassigned, verify},
    monitor::{Deviation, Light},
};

use super::words::{corrected, date};
use crate::Snapshot;

/// The corrections of the year and the deviations that have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionsBoard {
    /// 待交办
    pub unassigned: Vec<Unassigned>,
    /// All states in their order, also those in which nothing stands.
    pub columns: Vec<Column>,
}

/// A deviation that nobody corrects yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unassigned {
    /// 偏差类型
    pub kind: DeviationKind,
    /// Today's light.
    pub light: Light,
    /// Since when.
    pub since: Option<Date>,
    /// What the monitor says of it.
    pub sentence: String,
    /// 单位代码
    pub unit: String,
    /// 项目代码; may be empty.
    pub project: String,
    /// 指标编号 of a budget line without a project; may be empty.
    pub line: String,
    /// 绩效指标编号; may be empty.
    pub target: String,
    /// 责任科室; empty when nobody is named.
    pub section: String,
}

/// The corrections in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The state.
    pub state: CorrectionState,
    /// The corrections, the one whose deadline comes first before the others.
    pub cards: Vec<Card>,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// 单位代码
    pub unit: String,
    /// 整改编号
    pub code: String,
    /// 偏差类型
    pub kind: DeviationKind,
    /// What deviates, by name.
    pub what: String,
    /// 责任科室
    pub section: String,
    /// How far it is.
    pub state: CorrectionState,
    /// 整改期限
    pub deadline: Date,
    /// By how many days it is late.
    pub overdue_days: u32,
    /// Whether it has paused payments.
    pub paused: bool,
    /// How often it was reopened.
    pub reopened: usize,
    /// How often 督办升级 was recorded.
    pub escalations: usize,
    /// Steps that are due, with why.
    pub due: Vec<(Step, String)>,
    /// Steps that may be taken now, with the roles that may take them.
    pub possible: Vec<(Step, &'static [Role])>,
    /// Whether the deviation has shrunk since it was opened, in words; none when the plan does not have what deviates.
    pub outcome: Option<String>,
}

/// The board as of the snapshot's day.
#[must_use]
pub fn corrections_board(snapshot: &Snapshot) -> CorrectionsBoard {
    let (plan, monitor, day) = (snapshot.plan(), snapshot.monitor(), snapshot.day());
    let found: Vec<Deviation> = monitor.deviations().collect();
    let due = proposals(plan, snapshot.corrections(), &found, monitor, day, &snapshot.settings().correction);
    let column = |state: CorrectionState| {
        let here = snapshot.corrections().iter().filter(|it| it.state() == state);
        let mut cards: Vec<Card> = here.map(|it| card(snapshot, it, &due)).collect();
        cards.sort_by_key(|card| card.deadline);
        Column { state, cards }
    };
    CorrectionsBoard {
        unassigned: unassigned(plan, snapshot.corrections(), &found, day)
            .filter_map(|deviation| open(snapshot, deviation))
            .collect(),
        columns: CorrectionState::ALL.into_iter().map(column).collect(),
    }
}

fn open(snapshot: &Snapshot, deviation: &Deviation) -> Option<Unassigned> {
    let (plan, monitor) = (snapshot.plan(), snapshot.monitor());
    let Deviation { kind, subject, from, .. } = *deviation;
    let named = named(plan, subject)?;
    let told = monitor.explain(subject, kind, monitor.today());
    Some(Unassigned {
        kind,
        light: monitor.light(subject, kind, monitor.today()),
        since: date(plan, from),
        sentence: told.map(|told| told.sentence).unwrap_or_default(),
        unit: named.unit.to_owned(),
        project: named.project.to_owned(),
        line: named.line.to_owned(),
        target: named.target.to_owned(),
        section: named.section.to_owned(),
    })
}

/// A correction, with what of `due` is about it.
pub(super) fn card(snapshot: &Snapshot, correction: &Correction, due: &[Proposal]) -> Card {
    let (plan, day) = (snapshot.plan(), snapshot.day());
    let own = |due: &&Proposal| (&due.unit, &due.correction) == (&correction.unit, &correction.code);
    let outcome = verify(plan, correction, snapshot.monitor(), day);
    // 督办升级 fits only once the deadline has passed.
    let fits = |&(step, _): &(Step, &[Role])| step != Step::Escalate || day > correction.deadline();
    Card {
        unit: correction.unit.clone(),
        code: correction.code.clone(),
        kind: correction.deviation,
        what: corrected(plan, correction),
        section: correction.section.clone(),
        state: correction.state(),
        deadline: correction.deadline(),
        overdue_days: correction.overdue_days(day),
        paused: correction.is_paused(),
        reopened: correction.reopened(),
        escalations: correction.escalations(),
        due: due.iter().filter(own).map(|due| (due.step.step, due.reason.clone())).collect(),
        possible: correction.possible().filter(fits).collect(),
        outcome: outcome.map(|outcome| outcome.text()),
    }
}
