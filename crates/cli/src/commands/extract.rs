use std::{
    io::{self, Write},
    path::Path,
};

use juesuan_findings::{Audited, Options, coverage_percent, figures_csv, figures_json};

use crate::{
    args::ExtractArgs,
    atomic::{self, Names},
    failure::Failure,
    inputs,
    many::audit_all,
};

/// Stores the figures of each document in a folder of its own: `figures.csv` and `figures.json`.
/// Exit code 2 when something could not be read, else 0.
///
/// # Errors
/// When the results cannot be written.
pub fn run(args: &ExtractArgs) -> Result<u8, Failure> {
    let inputs = inputs::collect(&args.paths);
    let mut names = Names::default();
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let folders: Vec<_> = inputs.files.iter().map(|path| args.out.join(names.unique(&stem(path), ""))).collect();
    let options = Options { figures: true, ..Options::default() };
    let all = audit_all(&inputs, &options, None, |number, _, audited| {
        store(&folders[number], audited)?;
        Ok((folders[number].clone(), audited.report.figures.len()))
    })?;
    let mut stdout = io::stdout().lock();
    let mut code = 0;
    for listed in &all {
        let path = listed.path.display();
        match &listed.outcome {
            Ok((brief, (folder, count))) => {
                let (coverage, folder) = (coverage_percent(brief.understood, brief.numerals), folder.display());
                writeln!(stdout, "{path}：{count} 个数字（读懂 {coverage}）→ {folder}")?;
            }
            Err(reason) => {
                eprintln!("读不出 {path}：{reason}");
                code = crate::UNREADABLE;
            }
        }
    }
    Ok(code)
}

fn store(folder: &Path, audited: &Audited) -> Result<(), Failure> {
    atomic::write(&folder.join("figures.csv"), &figures_csv(audited)?)?;
    atomic::write(&folder.join("figures.json"), figures_json(audited).as_bytes())
}
