//! Reading, checking and showing many files at once.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use indicatif::{ProgressBar, ProgressStyle};
use juesuan_findings::{Audited, Brief, Listed, Options, ReadFailure, workers};
use rayon::prelude::*;

use crate::{failure::Failure, inputs::Inputs};

/// Reads, checks and shows all files in parallel. `show` gets the number of the file, its path and the audit. The result is
/// in the order of the files, what cannot be opened last.
///
/// # Errors
/// When the threads cannot be started, or the first failure of `show`.
pub fn audit_all<T: Send>(
    inputs: &Inputs,
    options: &Options<'_>,
    jobs: Option<u16>,
    show: impl Fn(usize, &Path, &Audited) -> Result<T, Failure> + Sync,
) -> Result<Vec<Listed<T>>, Failure> {
    let workers = workers(jobs).map_err(|error| Failure::new(error.to_string()))?;
    let bar = progress(inputs.files.len());
    let one = |(number, path): (usize, &PathBuf)| {
        let outcome = audit_one(path, options, |audited| show(number, path, audited))?;
        bar.inc(1);
        Ok(Listed { path: path.clone(), outcome })
    };
    let all = workers.install(|| inputs.files.par_iter().enumerate().map(one).collect::<Result<Vec<_>, Failure>>());
    bar.finish_and_clear();
    let broken = inputs.broken.iter().map(|(path, reason)| Listed { path: path.clone(), outcome: Err(reason.clone()) });
    Ok(all?.into_iter().chain(broken).collect())
}

/// Reads, checks and shows one file. A fault of the program itself becomes a message like any other, so that one document
/// does not take down the check of all others.
fn audit_one<T>(
    path: &Path,
    options: &Options<'_>,
    show: impl FnOnce(&Audited) -> Result<T, Failure>,
) -> Result<Result<(Brief, T), String>, Failure> {
    let audited = match Audited::of_path(path, options) {
        Ok(audited) => audited,
        Err(failure) => return Ok(Err(failure.to_string())),
    };
    // Nothing that a fault could leave half done outlives the closure.
    catch_unwind(AssertUnwindSafe(|| Ok(Ok((audited.brief(), show(&audited)?)))))
        .unwrap_or_else(|_| Ok(Err(ReadFailure::Fault.to_string())))
}

/// A bar on standard error for more than one file; it hides itself when that is no terminal.
fn progress(files: usize) -> ProgressBar {
    if files < 2 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("审核 {bar:32} {pos}/{len} 份  剩余 {eta}") {
        bar.set_style(style);
    }
    bar
}
