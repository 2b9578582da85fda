//! Reading, checking and showing many files at once.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::Instant,
};

use indicatif::{ProgressBar, ProgressStyle};
use juesuan_audit::{Options, Report, Severity, check};
use juesuan_form::Kind;
use juesuan_read::Document;
use rayon::prelude::*;

use crate::{failure::Failure, inputs::Inputs};

/// Stack of a thread: readers follow the nesting of a file, whose depth they bound.
const STACK: usize = 8 << 20;

/// A document that was read and checked.
pub struct Audit {
    /// What was read.
    pub document: Document,
    /// What was found.
    pub report: Report,
    /// Time to read, in milliseconds.
    pub read_ms: f64,
}

impl Audit {
    /// Number of findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.report.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// What the summary says of it.
    pub fn brief(&self) -> Brief {
        let Report { outline, coverage, .. } = &self.report;
        Brief {
            kind: outline.kind,
            unit_name: outline.unit_name.clone(),
            fiscal_year: outline.fiscal_year,
            errors: self.count(Severity::Error),
            warnings: self.count(Severity::Warning),
            infos: self.count(Severity::Info),
            numerals: coverage.numerals,
            understood: coverage.understood,
        }
    }
}

/// What remains of a document when it has been shown: of hundreds of documents, only so much is kept in memory.
pub struct Brief {
    /// What kind of document it is.
    pub kind: Kind,
    /// The unit's full name.
    pub unit_name: Option<String>,
    /// The year of the accounts.
    pub fiscal_year: Option<u16>,
    /// Number of findings that are errors.
    pub errors: usize,
    /// Number of warnings.
    pub warnings: usize,
    /// Number of findings on wording and form.
    pub infos: usize,
    /// Numerals with a unit.
    pub numerals: usize,
    /// Those that were understood.
    pub understood: usize,
}

/// A file with what came of it: what is said of it in brief and as it was shown, or in Chinese why it could not be read.
pub struct Audited<T> {
    /// The path as the user gave it.
    pub path: PathBuf,
    /// See above.
    pub outcome: Result<(Brief, T), String>,
}

/// Reads, checks and shows all files in parallel. `show` gets the number of the file, its path and the audit. The result is
/// in the order of the files, what cannot be opened last.
///
/// # Errors
/// When the threads cannot be started, or the first failure of `show`.
pub fn audit_all<T: Send>(
    inputs: &Inputs,
    options: &Options<'_>,
    jobs: Option<u16>,
    show: impl Fn(usize, &Path, &Audit) -> Result<T, Failure> + Sync,
) -> Result<Vec<Audited<T>>, Failure> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.map_or(0, usize::from))
        .stack_size(STACK)
        .build()
        .map_err(|error| Failure::new(format!("无法启动工作线程：{error}。请用 --jobs 1 再试")))?;
    let bar = progress(inputs.files.len());
    let one = |(number, path): (usize, &PathBuf)| {
        let outcome = audit_one(path, options, |audit| show(number, path, audit))?;
        bar.inc(1);
        Ok(Audited { path: path.clone(), outcome })
    };
    let all = pool.install(|| inputs.files.par_iter().enumerate().map(one).collect::<Result<Vec<_>, Failure>>());
    bar.finish_and_clear();
    let broken =
        inputs.broken.iter().map(|(path, reason)| Audited { path: path.clone(), outcome: Err(reason.clone()) });
    Ok(all?.into_iter().chain(broken).collect())
}

/// Reads, checks and shows one file. A fault of the program itself becomes a message like any other, so that one document
/// does not take down the check of all others.
fn audit_one<T>(
    path: &Path,
    options: &Options<'_>,
    show: impl FnOnce(&Audit) -> Result<T, Failure>,
) -> Result<Result<(Brief, T), String>, Failure> {
    let attempt = || {
        let start = Instant::now();
        let document = match juesuan_read::read(path) {
            Ok(document) => document,
            Err(error) => return Ok(Err(error.to_string())),
        };
        let read_ms = start.elapsed().as_secs_f64() * 1000.0;
        let mut report = check(&document, options);
        drop_blank_places(&document, &mut report);
        let audit = Audit { document, report, read_ms };
        Ok(Ok((audit.brief(), show(&audit)?)))
    };
    // Nothing that a fault could leave half done outlives the closure.
    catch_unwind(AssertUnwindSafe(attempt))
        .unwrap_or_else(|_| Ok(Err("审核时程序内部出错。这是 juesuan 的缺陷，请把这个文件报告给开发者".into())))
}

/// A blank cell that a sum runs over is named by the proof; as a place to look at, it shows nothing. The first place stays:
/// it is where something is missing.
fn drop_blank_places(document: &Document, report: &mut Report) {
    for finding in &mut report.findings {
        let mut first = true;
        finding.places.retain(|&place| {
            std::mem::take(&mut first) || place.cell.is_none() || !document.words_at(place).trim().is_empty()
        });
    }
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
