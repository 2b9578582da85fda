use std::io::{self, Write};

use juesuan_books::{Correction, CorrectionState, Date};
use juesuan_desk::Snapshot;
use juesuan_performance::{
    Settings,
    correct::{self, proposals},
    monitor::{Deviation, Subject},
};

use super::super::view::as_of;
use crate::{args::AsOf, books::Session, failure::Failure, width::pad_right};

/// The columns of the board, in their order; every correction stands in one.
const COLUMNS: [&str; 4] = ["超期", "办理中", "待核验", "已办结"];

/// The column in which a correction stands at the end of a day.
fn column(correction: &Correction, day: Date) -> &'static str {
    match correction.state() {
        CorrectionState::Reported | CorrectionState::Verified => "待核验",
        CorrectionState::Closed => "已办结",
        _ if correction.overdue_days(day) > 0 => "超期",
        _ => "办理中",
    }
}

/// Shows the board.
///
/// # Errors
/// When the books cannot be read.
pub fn run(args: &AsOf) -> Result<u8, Failure> {
    let mut session = Session::open(&args.database.db)?;
    let snapshot = as_of(&mut session, args, &Settings::default())?;
    session.close()?;
    let (day, monitor, corrections) = (snapshot.day(), snapshot.monitor(), snapshot.corrections());
    let found: Vec<Deviation> = monitor.deviations().collect();
    let due = proposals(snapshot.plan(), corrections, &found, monitor, day, &snapshot.settings().correction);
    let mut stdout = io::stdout().lock();
    if corrections.is_empty() && due.is_empty() {
        writeln!(stdout, "{}年度截至 {day} 没有偏差，也没有整改。", snapshot.year())?;
    }
    unassigned(&mut stdout, &snapshot, &found)?;
    for name in COLUMNS {
        let here: Vec<&Correction> = corrections.iter().filter(|known| column(known, day) == name).collect();
        if here.is_empty() {
            continue;
        }
        writeln!(stdout, "{name}（{}项）", here.len())?;
        for correction in here {
            writeln!(stdout, "  {}", line(correction, day))?;
            for due in due.iter().filter(|due| (&due.unit, &due.correction) == (&correction.unit, &correction.code)) {
                writeln!(stdout, "    应{}：{}", due.step.step.name(), due.reason)?;
            }
        }
    }
    Ok(0)
}

/// The deviations that nobody corrects yet, with what the monitor says of them.
fn unassigned(out: &mut impl Write, snapshot: &Snapshot, found: &[Deviation]) -> io::Result<()> {
    let (monitor, day) = (snapshot.monitor(), snapshot.day());
    let open: Vec<&Deviation> = correct::unassigned(snapshot.plan(), snapshot.corrections(), found, day).collect();
    if open.is_empty() {
        return Ok(());
    }
    writeln!(out, "待交办（{}项）", open.len())?;
    for deviation in open {
        let Deviation { kind, subject, .. } = *deviation;
        let light = monitor.light(subject, kind, monitor.today());
        let told = monitor.explain(subject, kind, monitor.today()).map_or_else(String::new, |why| why.sentence);
        writeln!(out, "  {}  {told}", light.name())?;
        writeln!(out, "    交办：juesuan perf correct open{} --kind {}", options(snapshot, subject), kind.name())?;
    }
    Ok(())
}

/// The options by which a command names what deviates.
fn options(snapshot: &Snapshot, subject: Subject) -> String {
    let Some(named) = correct::named(snapshot.plan(), subject) else { return String::new() };
    let unit = if named.unit == snapshot.unit() { "" } else { named.unit };
    let options = [("unit", unit), ("project", named.project), ("line", named.line), ("target", named.target)];
    options.iter().filter(|(_, code)| !code.is_empty()).map(|(name, code)| format!(" --{name} {code}")).collect()
}

fn line(correction: &Correction, day: Date) -> String {
    let mut notes = vec![format!("期限 {}", correction.deadline())];
    let days = correction.overdue_days(day);
    if days > 0 {
        notes.push(format!("超期{days}天"));
    }
    if correction.escalations() > 0 {
        notes.push(format!("督办升级{}次", correction.escalations()));
    }
    if correction.reopened() > 0 {
        notes.push(format!("重开{}次", correction.reopened()));
    }
    if correction.is_paused() {
        notes.push("支付暂停中".to_owned());
    }
    format!(
        "{}  {}  {}  {}  {}  {}",
        pad_right(&correction.code, 12),
        pad_right(correction.deviation.name(), 14),
        pad_right(&of(correction), 16),
        pad_right(&correction.section, 12),
        correction.state().name(),
        notes.join("，")
    )
}

/// What deviates, in words.
pub fn of(correction: &Correction) -> String {
    let parts = [("项目", &correction.project), ("预算指标", &correction.line), ("绩效指标", &correction.target)];
    let named: Vec<String> =
        parts.iter().filter(|(_, code)| !code.is_empty()).map(|(what, code)| format!("{what}{code}")).collect();
    if named.is_empty() { "整体支出".to_owned() } else { named.join(" ") }
}
