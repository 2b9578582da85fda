use std::io::{self, Write};

use super::view::view;
use crate::{
    args::{FileKind, ReportArgs},
    books::{Session, made},
    failure::Failure,
};

/// Writes the self-evaluation report of the unit and its projects.
///
/// # Errors
/// When the books or the settings cannot be read, or a file cannot be written.
pub fn run(args: &ReportArgs) -> Result<u8, Failure> {
    let mut session = Session::open(&args.view.as_of.database.db)?;
    let snapshot = view(&mut session, &args.view)?;
    session.close()?;
    let report = snapshot.self_evaluation()?;
    let kinds = if args.format.is_empty() { &[FileKind::Docx, FileKind::Html][..] } else { &args.format };
    let mut out = io::stdout().lock();
    for file in made(&report, &args.out, kinds)? {
        writeln!(out, "  {}：{}", file.what, file.path.display())?;
    }
    for notice in &report.notices {
        writeln!(out, "  注意：{notice}")?;
    }
    Ok(0)
}
