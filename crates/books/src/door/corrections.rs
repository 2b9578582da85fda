use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::correction::{Correction, Measure, StepTaken, fold};
use crate::import::{Fault, Spot};
use crate::record::correction as column;
use crate::{Comparison, Record, Remedy, Step, TargetValue};

/// 整改: the steps of a correction fit each other, and it is about what there is: projects, budget lines and targets.
#[derive(Default)]
pub(super) struct Corrections {
    /// Steps with their spots, by unit and code.
    steps: BTreeMap<Name, (Vec<StepTaken>, Vec<Spot>)>,
    projects: FxHashSet<Name>,
    lines: FxHashSet<Name>,
    targets: FxHashMap<Name, Comparison>,
}

/// Unit, and a code.
type Name = (String, String);

impl Corrections {
    pub(super) fn see(&mut self, record: &Record<'_>, spot: Spot) {
        match record {
            Record::Correction(step) => {
                let (steps, spots) = self.steps.entry(name(step.unit, step.correction)).or_default();
                steps.push(step.into());
                spots.push(spot);
            }
            Record::Budget(change) => {
                self.projects.insert(name(change.unit, change.project));
                self.lines.insert(name(change.unit, change.line));
            }
            Record::Goal(goal) => {
                self.projects.insert(name(goal.unit, goal.project));
            }
            Record::Target(target) => {
                self.projects.insert(name(target.unit, target.project));
                self.targets.insert(name(target.unit, target.target), target.comparison);
            }
            _ => {}
        }
    }

    /// The corrections as far as their steps fit, and what does not.
    pub(super) fn close(&self) -> (Vec<Correction>, Vec<(Spot, Fault)>) {
        let mut corrections = Vec::new();
        let mut found = Vec::new();
        for ((unit, code), (steps, spots)) in &self.steps {
            match fold(unit, code, steps) {
                Ok(correction) => {
                    found.extend(self.strangers(&correction, steps, spots));
                    corrections.push(correction);
                }
                Err(unfit) => {
                    let misfit = unfit.misfit;
                    let column = Some(misfit.column);
                    let fault = Fault { rule: "unfit-step", column, wrong: misfit.wrong, remedy: misfit.remedy };
                    found.push((spots[unfit.step], fault));
                    corrections.extend(unfit.until);
                }
            }
        }
        (corrections, found)
    }

    /// What a correction names and the books do not have, and new targets that are none.
    fn strangers(&self, correction: &Correction, steps: &[StepTaken], spots: &[Spot]) -> Vec<(Spot, Fault)> {
        let spot = |wanted: &dyn Fn(&StepTaken) -> bool| {
            steps.iter().position(wanted).map_or(Spot::NONE, |place| spots[place])
        };
        let opening = spot(&|step| step.step == Step::Assign);
        let Correction { unit, project, target, line, .. } = correction;
        let mut found = Vec::new();
        let mut named =
            vec![(column::PROJECT, opening, project), (column::TARGET, opening, target), (column::LINE, opening, line)];
        for measure in correction.measures.iter().chain(&correction.pending) {
            let asked = spot(&|step| step.step == Step::Handle && asks(step, measure));
            let own = [(column::PROJECT, &measure.project), (column::TARGET, &measure.target)];
            let lines = [(column::LINE, &measure.line), (column::TO_LINE, &measure.to_line)];
            named.extend(own.into_iter().chain(lines).map(|(column, code)| (column, asked, code)));
            let comparison = self.targets.get(&name(unit, &measure.target));
            found
                .extend(comparison.and_then(|&comparison| unreadable(measure, comparison)).map(|fault| (asked, fault)));
        }
        // What the opening names is not said again of each measure.
        let mut said = FxHashSet::default();
        named.retain(|&(column, _, code)| !code.is_empty() && said.insert((column, code)));
        found.extend(named.into_iter().filter_map(|(column, spot, code)| {
            let key = name(unit, code);
            let (what, there) = match column {
                column::PROJECT => ("项目", self.projects.contains(&key)),
                column::TARGET => ("绩效指标", self.targets.contains_key(&key)),
                _ => ("预算指标", self.lines.contains(&key)),
            };
            (!there).then(|| (spot, unknown(column, unit, what, code)))
        }));
        found
    }
}

/// Whether a measure comes from a step.
fn asks(step: &StepTaken, measure: &Measure) -> bool {
    (step.remedy, step.date, step.amount) == (Some(measure.remedy), measure.asked, measure.amount)
        && step.value == measure.value
        && step.to_line == measure.to_line
}

fn unknown(column: usize, unit: &str, what: &str, code: &str) -> Fault {
    Fault {
        rule: "unknown-subject",
        column: Some(column),
        wrong: format!("单位“{unit}”没有{what}“{code}”"),
        remedy: format!("请改正编号，或先导入这个{what}"),
    }
}

/// A new target that is none.
fn unreadable(measure: &Measure, comparison: Comparison) -> Option<Fault> {
    let revises = measure.remedy == Remedy::Revise;
    (revises && TargetValue::read(comparison, &measure.value).is_none()).then(|| Fault {
        rule: "unreadable-target",
        column: Some(column::VALUE),
        wrong: format!("“{}”不能作绩效指标“{}”的指标值", crate::import::shown(&measure.value), measure.target),
        remedy: match comparison {
            Comparison::By => "这个指标是完成期限，请写日期，如 2024-12-31",
            _ => "请写最多四位小数的数，不带单位",
        }
        .to_owned(),
    })
}

fn name(unit: &str, code: &str) -> Name {
    (unit.to_owned(), code.to_owned())
}
