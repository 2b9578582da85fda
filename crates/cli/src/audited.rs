//! Reading and checking many files at once.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::Instant,
};

use indicatif::{ProgressBar, ProgressStyle};
use juesuan_audit::{Finding, Options, Report, Severity, check};
use juesuan_read::{Block, Document, Place};
use rayon::prelude::*;

use crate::{failure::Failure, inputs::Inputs};

/// Stack of a thread: readers follow the nesting of a file, whose depth they bound.
const STACK: usize = 8 << 20;

/// A file with what came of it.
pub struct Audited {
    /// The path as the user gave it.
    pub path: PathBuf,
    /// The audit, or in Chinese why the file could not be read.
    pub outcome: Result<Audit, String>,
}

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
    /// Whether this is a document of the kind that is audited.
    pub const fn is_final_accounts(&self) -> bool {
        self.report.outline.kind.is_final_accounts()
    }

    /// Number of findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.report.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// Reads and checks all files in parallel; the result is in the order of the files, what cannot be opened last.
///
/// # Errors
/// When the threads cannot be started.
pub fn audit_all(inputs: Inputs, options: &Options<'_>, jobs: Option<u16>) -> Result<Vec<Audited>, Failure> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.map_or(0, usize::from))
        .stack_size(STACK)
        .build()
        .map_err(|error| Failure::new(format!("无法启动工作线程：{error}。请用 --jobs 1 再试")))?;
    let bar = progress(inputs.files.len());
    let audit = |path: PathBuf| {
        let outcome = audit_one(&path, options);
        bar.inc(1);
        Audited { path, outcome }
    };
    let mut all: Vec<_> = pool.install(|| inputs.files.into_par_iter().map(audit).collect());
    bar.finish_and_clear();
    all.extend(inputs.broken.into_iter().map(|(path, reason)| Audited { path, outcome: Err(reason) }));
    Ok(all)
}

/// Reads and checks one file. A fault of the program itself becomes a message like any other, so that one document does
/// not take down the check of all others.
fn audit_one(path: &Path, options: &Options<'_>) -> Result<Audit, String> {
    let attempt = || {
        let start = Instant::now();
        let document = juesuan_read::read(path).map_err(|error| error.to_string())?;
        let read_ms = start.elapsed().as_secs_f64() * 1000.0;
        let report = check(&document, options);
        assert!(is_sound(&document, &report), "places lie in the document");
        Ok(Audit { document, report, read_ms })
    };
    // Nothing that a fault could leave half done outlives the closure.
    catch_unwind(AssertUnwindSafe(attempt))
        .unwrap_or_else(|_| Err("审核时程序内部出错。这是 juesuan 的缺陷，请把这个文件报告给开发者".into()))
}

/// Whether all places lie in the document and all neighbours exist. The outputs rely on it; what is not so has to show
/// here, where it fails one document and not all.
fn is_sound(document: &Document, report: &Report) -> bool {
    let lies_in = |place: &Place| {
        let text = match (document.blocks.get(place.block), place.cell) {
            (Some(Block::Paragraph(paragraph)), None) => Some(&paragraph.text),
            (Some(Block::Table(table)), Some(cell)) => table.cells.get(cell).map(|cell| &cell.text),
            // A finding may be about a table as a whole.
            (Some(Block::Table(_)), None) => return (place.start, place.end) == (0, 0),
            _ => None,
        };
        text.is_some_and(|text| text.get(place.start..place.end).is_some())
    };
    let terms = |finding: &Finding| {
        finding.proof.iter().flat_map(|proof| &proof.terms).all(|term| term.place.as_ref().is_none_or(lies_in))
    };
    report
        .findings
        .iter()
        .all(|finding| !finding.places.is_empty() && finding.places.iter().all(lies_in) && terms(finding))
        && report.coverage.not_understood.iter().all(lies_in)
        && report
            .figures
            .iter()
            .all(|figure| lies_in(&figure.place) && figure.neighbours.iter().all(|&other| other < report.figures.len()))
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
