use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use juesuan_amount::Fen;
use rustc_hash::FxHashMap;

use crate::correction::{Correction, Hold};
use crate::import::{Fault, Spot};
use crate::record::payment;
use crate::{Date, Payment, Record};

/// 暂停支付: no payments of a project from the approval of a pause until that of its end. Refunds pass, and so does what was
/// paid before the books knew of the pause.
#[derive(Default)]
pub(super) struct Holds {
    hashing: RandomState,
    /// The payments that are to be entered, by the hash of what they are paid for, so that most need no copy of it.
    payments: FxHashMap<u64, Paid>,
    /// The project of each budget line that has one.
    projects: FxHashMap<(String, String), String>,
}

/// Payments for one thing: unit, budget line and project, as they name them.
struct Paid {
    unit: Box<str>,
    line: Box<str>,
    project: Box<str>,
    /// Days of payments, ascending, each with the first payment of it.
    days: Vec<(Date, Spot)>,
}

impl Holds {
    pub(super) fn see(&mut self, record: &Record<'_>, spot: Spot) {
        match record {
            Record::Payment(payment) if spot != Spot::NONE && payment.amount > Fen::ZERO => self.pay(payment, spot),
            Record::Budget(change) if !change.project.is_empty() => {
                let line = (change.unit.to_owned(), change.line.to_owned());
                self.projects.entry(line).or_insert_with(|| change.project.to_owned());
            }
            _ => {}
        }
    }

    fn pay(&mut self, payment: &Payment<'_>, spot: Spot) {
        let (unit, line, project) = (payment.unit, payment.line, payment.project);
        let known = self.payments.entry(self.hashing.hash_one((unit, line, project))).or_insert_with(|| Paid {
            unit: unit.into(),
            line: line.into(),
            project: project.into(),
            days: Vec::new(),
        });
        if let Err(place) = known.days.binary_search_by_key(&payment.date, |&(day, _)| day) {
            known.days.insert(place, (payment.date, spot));
        }
    }

    /// Payments while they are paused; of those of one day for one thing, the first.
    pub(super) fn close(&self, corrections: &[Correction]) -> Vec<(Spot, Fault)> {
        let mut found = Vec::new();
        for correction in corrections {
            for hold in correction.holds() {
                let paused = self.payments.values().filter(|paid| self.concerns(correction, &hold, paid));
                for &(day, spot) in paused.flat_map(|paid| &paid.days) {
                    if hold.from <= day && hold.until.is_none_or(|until| day < until) {
                        found.push((spot, fault(correction, &hold, day)));
                    }
                }
            }
        }
        found
    }

    /// Whether a hold is of what a payment is for: its project, or that of its budget line where it names none.
    fn concerns(&self, correction: &Correction, hold: &Hold, paid: &Paid) -> bool {
        let Paid { unit, line, project, .. } = paid;
        if **unit != *correction.unit {
            return false;
        }
        if hold.project.is_empty() {
            return **line == *hold.line;
        }
        let of_line = || self.projects.get(&(unit.to_string(), line.to_string())).map_or("", String::as_str);
        let project = if project.is_empty() { of_line() } else { project };
        hold.project == project
    }
}

fn fault(correction: &Correction, hold: &Hold, day: Date) -> Fault {
    let what = if hold.project.is_empty() {
        format!("指标“{}”", hold.line)
    } else {
        format!("项目“{}”", hold.project)
    };
    let until = hold.until.map(|until| format!("至 {until} 恢复前")).unwrap_or_default();
    let Hold { from, approved_by, .. } = hold;
    Fault {
        rule: "payments-paused",
        column: Some(payment::DATE),
        wrong: format!(
            "{what}自 {from} 起{until}暂停支付（整改“{}”，{approved_by}审批），{day} 不能支付",
            correction.code
        ),
        remedy: if hold.until.is_none() {
            "请待恢复支付后再付；应当恢复的，由责任科室在整改中办理“恢复支付”，经分管领导审批".to_owned()
        } else {
            "请核对支付日期".to_owned()
        },
    }
}
