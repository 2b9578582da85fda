use juesuan_amount::Fen;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::Record;
use crate::import::{Fault, Spot};
use crate::record::{link, target};

/// 预算挂钩: shares go from budget lines that there are to goals that there are, and no line gives more than all of it.
#[derive(Default)]
pub(super) struct Links {
    goals: FxHashSet<Name>,
    lines: FxHashSet<Name>,
    links: FxHashMap<(Name, String), Link>,
    /// Goals that indicators name, with the first indicator.
    measured: FxHashMap<Name, Spot>,
}

/// Unit, and code of a goal or a line.
type Name = (String, String);

/// The share of a line, keyed with its goal.
#[derive(Clone, Copy)]
struct Link {
    share: u32,
    spot: Spot,
}

impl Links {
    pub(super) fn see(&mut self, record: &Record<'_>, spot: Spot) {
        match record {
            Record::Goal(goal) => {
                self.goals.insert(name(goal.unit, goal.goal));
            }
            Record::Budget(change) => {
                self.lines.insert(name(change.unit, change.line));
            }
            Record::Target(target) if !target.goal.is_empty() => {
                self.measured.entry(name(target.unit, target.goal)).or_insert(spot);
            }
            Record::Link(link) => {
                let key = (name(link.unit, link.line), link.goal.to_owned());
                self.links.insert(key, Link { share: link.share, spot });
            }
            _ => {}
        }
    }

    /// What does not hold between the links, the lines and the goals.
    pub(super) fn close(&self) -> Vec<(Spot, Fault)> {
        let unknown_goal = |column: usize, (unit, goal): &Name| Fault {
            rule: "unknown-goal",
            column: Some(column),
            wrong: format!("单位“{unit}”没有绩效目标“{goal}”"),
            remedy: "请改正目标编号，或在“绩效目标”中补上这个目标".to_owned(),
        };
        let measured = self.measured.iter().filter(|(name, _)| !self.goals.contains(*name));
        let mut found: Vec<(Spot, Fault)> =
            measured.map(|(name, &spot)| (spot, unknown_goal(target::GOAL, name))).collect();
        let mut given: FxHashMap<&Name, (u32, Spot)> = FxHashMap::default();
        for ((line, goal), link) in &self.links {
            let goal = (line.0.clone(), goal.clone());
            if !self.goals.contains(&goal) {
                found.push((link.spot, unknown_goal(link::GOAL, &goal)));
            }
            let (sum, spot) = given.entry(line).or_insert((0, link.spot));
            *sum += link.share;
            // The problem is told where the line stands last.
            if link.spot != Spot::NONE
                && (*spot == Spot::NONE || (spot.table, spot.row) < (link.spot.table, link.spot.row))
            {
                *spot = link.spot;
            }
        }
        for (line, (sum, spot)) in given {
            found.extend(self.line_fault(line, sum).map(|fault| (spot, fault)));
        }
        found
    }

    fn line_fault(&self, line: &Name, sum: u32) -> Option<Fault> {
        let (unit, code) = line;
        if !self.lines.contains(line) {
            return Some(Fault {
                rule: "unknown-line",
                column: Some(link::LINE),
                wrong: format!("单位“{unit}”没有预算指标“{code}”"),
                remedy: "请改正指标编号，或先导入这条预算指标".to_owned(),
            });
        }
        (sum > link::WHOLE).then(|| Fault {
            rule: "shares-above-whole",
            column: Some(link::SHARE),
            wrong: format!("指标“{code}”的各比例合计 {}%，超过100%", Fen(i64::from(sum))),
            remedy: "请核对这条指标的各行比例".to_owned(),
        })
    }
}

fn name(unit: &str, code: &str) -> Name {
    (unit.to_owned(), code.to_owned())
}
