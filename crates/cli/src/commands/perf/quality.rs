use std::io::{self, Write};

use juesuan_performance::quality::{Severity, review};

use super::view::{points, view};
use crate::{args::ViewArgs, books::Session, failure::Failure};

/// Shows what is wrong with the indicators, sheet by sheet. Exit code 1 when one contradicts itself.
///
/// # Errors
/// When the books or the settings cannot be read.
pub fn run(args: &ViewArgs) -> Result<u8, Failure> {
    let mut session = Session::open(&args.as_of.database.db)?;
    let snapshot = view(&mut session, args)?;
    session.close()?;
    let plan = snapshot.plan();
    let mut out = io::stdout().lock();
    let mut wrong = false;
    for sheet in review(plan, Some(snapshot.facts()), &snapshot.settings().quality) {
        let scheme = sheet.scheme.map(|scheme| format!("（{scheme}）")).unwrap_or_default();
        writeln!(out, "{}{scheme}　指标质量 {} 分", sheet.title, points(sheet.score))?;
        for finding in sheet.findings {
            wrong |= finding.severity == Severity::Error;
            let about = finding.about.text(plan);
            let between = if about.is_empty() { "" } else { "：" };
            writeln!(out, "  {} {} {about}{between}{}", finding.severity.name(), finding.code, finding.message)?;
            writeln!(out, "      {}", finding.fix)?;
        }
    }
    Ok(u8::from(wrong))
}
