use juesuan_books::{Date, DeviationKind, Role, Step, StepTaken};
use juesuan_performance::{
    correct::{deadline, next_code, responsible},
    monitor::{Light, Monitor, Subject},
};

use super::{Draft, Signed};
use crate::{Result, Snapshot, Unclear};

/// A deviation that is to be corrected (交办), as somebody names it. Texts may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// 整改编号; where none is said, the next one.
    pub code: Option<String>,
    /// 偏差类型; where none is said, the only one that the monitor finds.
    pub kind: Option<DeviationKind>,
    /// 项目代码
    pub project: String,
    /// 指标编号 of a budget line without a project.
    pub line: String,
    /// 绩效指标编号
    pub target: String,
    /// 责任科室; where none is said, the one that goals and indicators name.
    pub section: Option<String>,
    /// 整改期限; where none is said, the usual one of light and kind.
    pub deadline: Option<Date>,
}

/// Drafts 交办 of a deviation that the monitor finds on the snapshot's day, or of one that somebody knows of otherwise.
///
/// # Errors
/// When it is not clear which deviation is meant, or nobody answers for it.
pub fn open(snapshot: &Snapshot, opening: &Opening, signed: &Signed) -> Result<Draft> {
    let (declared, plan, unit) = (snapshot.declared(), snapshot.plan(), snapshot.unit());
    let Opening { project, line, target, .. } = opening.clone();
    let subject = Subject { project: plan.project(unit, &project, &line), target: plan.target(unit, &target) };
    let (kind, light) = deviation(snapshot.monitor(), subject, opening.kind)?;
    let day = signed.on(declared.year, None);
    let usual = || deadline(kind, light, day, &snapshot.settings().correction);
    let step = StepTaken {
        deviation: Some(kind),
        project,
        line,
        target,
        section: opening.section.clone().unwrap_or_else(|| responsible(plan, subject).to_owned()),
        deadline: opening.deadline.or_else(usual),
        ..signed.step(Step::Assign, &[Role::Performance], day)
    };
    if step.section.is_empty() {
        return Err(Unclear::Section.into());
    }
    let of_unit = declared.corrections.iter().filter(|known| known.unit == unit).map(|known| &known.code);
    let code = opening.code.clone().unwrap_or_else(|| next_code(declared.year, of_unit));
    Ok(Draft { unit: unit.to_owned(), code, step })
}

/// The kind of a deviation and its worst light: of the kind that is given, or of the only one that there is. One that the
/// monitor does not see has a yellow light.
fn deviation(monitor: &Monitor, subject: Subject, kind: Option<DeviationKind>) -> Result<(DeviationKind, Light)> {
    let there = monitor.deviations_of(subject).filter(|deviation| deviation.until.is_none());
    let there: Vec<(DeviationKind, Light)> = there.map(|deviation| (deviation.kind, deviation.light)).collect();
    match (kind, there.as_slice()) {
        (Some(kind), there) => {
            Ok(there.iter().copied().find(|&(known, _)| known == kind).unwrap_or((kind, Light::Yellow)))
        }
        (None, [only]) => Ok(*only),
        (None, there) => Err(Unclear::Deviation(there.iter().map(|&(kind, _)| kind).collect()).into()),
    }
}
