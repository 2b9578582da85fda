use std::io::{self, Write};

use juesuan_books::{Correction, StepTaken};
use juesuan_performance::{Settings, correct::verify};

use super::{super::view::as_of, board};
use crate::{args::ShowArgs, books::Session, failure::Failure};

/// Shows a correction with all its steps.
///
/// # Errors
/// When there is none of this code.
pub fn run(args: &ShowArgs) -> Result<u8, Failure> {
    let mut session = Session::open(&args.as_of.database.db)?;
    let snapshot = as_of(&mut session, &args.as_of, &Settings::default())?;
    session.close()?;
    let (correction, day) = (snapshot.correction(&args.code)?, snapshot.day());
    let outcome = verify(snapshot.plan(), correction, snapshot.monitor(), day);
    let mut stdout = io::stdout().lock();
    let Correction { unit, code, deviation, section, .. } = correction;
    writeln!(stdout, "整改 {code}（单位 {unit}）：{}，{}", deviation.name(), board::of(correction))?;
    let overdue = match correction.overdue_days(day) {
        0 => String::new(),
        days => format!("，超期{days}天"),
    };
    let state = correction.state().name();
    writeln!(stdout, "  责任科室 {section}；期限 {}{overdue}；{state}", correction.deadline())?;
    if !correction.cause.is_empty() {
        writeln!(stdout, "  原因：{}", correction.cause)?;
    }
    for measure in &correction.measures {
        let approval = measure.approval.as_ref();
        let approval = approval.map(|by| format!("（{} {}审批）", by.date, by.person)).unwrap_or_default();
        writeln!(stdout, "  措施：{}{approval}", measure.text())?;
    }
    if let Some(pending) = &correction.pending {
        writeln!(stdout, "  待审批的措施：{}", pending.text())?;
    }
    if let Some(outcome) = outcome {
        writeln!(stdout, "  效果（截至 {day}）：{}", outcome.text())?;
    }
    writeln!(stdout, "  经过：")?;
    for step in &correction.steps {
        writeln!(stdout, "    {}", line(step))?;
    }
    writeln!(stdout, "  接下来可以：{}", correction.possible_text(day))?;
    Ok(0)
}

fn line(step: &StepTaken) -> String {
    let text = if step.text.is_empty() { String::new() } else { format!("：{}", step.text) };
    let deadline = step.deadline.map(|deadline| format!("，期限 {deadline}")).unwrap_or_default();
    let remedy = step.remedy.map(|remedy| format!("（{}）", remedy.name())).unwrap_or_default();
    format!("{}　{}{remedy}　{} {}{deadline}{text}", step.date, step.step.name(), step.role.name(), step.person)
}
