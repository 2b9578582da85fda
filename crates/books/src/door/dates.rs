use crate::import::Fault;
use crate::record::{budget, correction, evidence, gathering, payment, receipt, reception, trip};
use crate::{Date, Record};

/// 日期: what happened belongs into the books of its year. A budget may be given out before the year, but not after it.
pub(super) fn check(record: &Record<'_>, year: u16) -> Option<Fault> {
    let (column, date, may_precede) = match record {
        Record::Payment(p) => (payment::DATE, Some(p.date), false),
        Record::Receipt(r) => (receipt::DATE, Some(r.date), false),
        Record::Budget(b) => (budget::DATE, b.date, true),
        Record::Trip(t) => (trip::DATE, t.date, false),
        Record::Reception(r) => (reception::DATE, r.date, false),
        Record::Gathering(g) => (gathering::DATE, g.date, false),
        Record::Evidence(e) => (evidence::DATE, Some(e.date), false),
        // What the year's deviations call for may be done after it.
        Record::Correction(c) if c.date.year() < year => (correction::DATE, Some(c.date), false),
        _ => return None,
    };
    let date: Date = date?;
    if date.year() == year || (may_precede && date.year() < year) {
        return None;
    }
    Some(Fault {
        rule: "date-outside-year",
        column: Some(column),
        wrong: format!("{date} 不在{year}年度内"),
        remedy: format!("请核对日期；确是{}年的，请导入该年度的账", date.year()),
    })
}
