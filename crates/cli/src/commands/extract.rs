use std::{
    io::{self, Write},
    path::Path,
};

use juesuan_audit::Options;

use crate::{
    args::ExtractArgs,
    atomic::{self, Names},
    audited::audit_all,
    failure::Failure,
    inputs, output,
    summary::coverage_percent,
};

/// Stores the figures of each document in a folder of its own: `figures.csv` and `figures.json`.
/// Exit code 2 when something could not be read, else 0.
///
/// # Errors
/// When the results cannot be written.
pub fn run(args: &ExtractArgs) -> Result<u8, Failure> {
    let all = audit_all(inputs::collect(&args.paths), &Options::default(), None)?;
    let mut names = Names::default();
    let mut stdout = io::stdout().lock();
    let mut code = 0;
    for audited in &all {
        let audit = match &audited.outcome {
            Ok(audit) => audit,
            Err(reason) => {
                eprintln!("读不出 {}：{reason}", audited.path.display());
                code = crate::UNREADABLE;
                continue;
            }
        };
        let stem = audited.path.file_stem().unwrap_or_default().to_string_lossy();
        let folder = args.out.join(names.unique(&stem, ""));
        store(&folder, audit)?;
        let (count, coverage) = (audit.report.figures.len(), coverage_percent(&audit.report.coverage));
        writeln!(stdout, "{}：{count} 个数字（读懂 {coverage}）→ {}", audited.path.display(), folder.display())?;
    }
    Ok(code)
}

fn store(folder: &Path, audit: &crate::audited::Audit) -> Result<(), Failure> {
    atomic::write(&folder.join("figures.csv"), &output::extract::csv(audit)?)?;
    atomic::write(&folder.join("figures.json"), &output::extract::json(audit)?)
}
